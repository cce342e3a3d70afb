"""The folder that is published: the same files each time, heads that are documented, and nothing half written."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from services.reports.editions.document import Edition
from services.reports.editions.folder import LISTED, LISTING, files_of, write
from services.reports.editions.rendering.csv_file import FILES, csv_bytes
from services.reports.editions.v1.columns import heads
from tests.unit.reports.editions.story import KEY, published, three_months


def july() -> Edition:
    return published(three_months())[1]


def test_every_file_has_the_same_bytes_each_time() -> None:
    assert files_of(july(), [], KEY) == files_of(july(), [], KEY)
    assert files_of(july(), [], KEY).keys() == {*LISTED, LISTING}


def test_a_folder_takes_the_place_of_the_one_that_is_there(tmp_path: Path) -> None:
    folder = write(tmp_path, july(), [], KEY)
    (folder / "left over.txt").write_text("x")
    assert write(tmp_path, july(), [], KEY) == folder
    assert sorted(each.name for each in folder.iterdir()) == sorted((*LISTED, LISTING))
    assert [each.name for each in tmp_path.iterdir()] == ["0002"]
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_cannot_be_made_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    folder = write(tmp_path, july(), [], KEY)
    broken = Edition({**july().document, "rows": [{"list": "task", "row": {}}]})
    with pytest.raises(KeyError):
        write(tmp_path, broken, [], KEY)
    assert json.loads((folder / "edition.json").read_bytes())["header"]["number"] == 2
    assert [each.name for each in tmp_path.iterdir()] == ["0002"]


def test_row_counts_are_the_same_in_every_file() -> None:
    edition = july()
    book = load_workbook(io.BytesIO(files_of(edition, [], KEY)["edition.xlsx"]))
    for sheet, (list_, count) in zip(
        book, edition.document["header"]["counts"].items(), strict=True
    ):
        lines = list(csv.reader(io.StringIO(csv_bytes(edition, list_).decode("utf-8-sig"))))
        assert len(lines) == count + 1
        assert sheet.max_row == count + 3
        assert sheet["A2"].value.endswith(f"共 {count} 行，与清单的行数相同")
        assert [cell.value for cell in sheet[3]] == lines[0] == heads(list_)


def test_the_heads_are_those_of_the_documentation() -> None:
    told = Path("docs/editions.md").read_text()
    for list_, name in FILES.items():
        assert f"`{name}`: {','.join(heads(list_))}" in told


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    contents = three_months()[:1]
    contents[0].rows["problem"][1]["public_text"] = "=1+1"
    [edition] = published(contents)
    assert ",'=1+1," in csv_bytes(edition, "problem").decode("utf-8-sig")
    book = load_workbook(io.BytesIO(files_of(edition, [], KEY)["edition.xlsx"]))
    assert (book.worksheets[0]["F5"].value, book.worksheets[0]["F5"].data_type) == ("=1+1", "s")


def test_the_page_loads_nothing_and_escapes_what_it_shows() -> None:
    contents = three_months()[:1]
    contents[0].rows["problem"][1]["public_text"] = "<script>alert(1)</script>"
    [edition] = published(contents)
    page = files_of(edition, [], KEY)["index.html"].decode()
    assert "<script" not in page
    assert "http" not in page
    assert edition.digest in page


def test_a_demonstration_says_so() -> None:
    edition = july()
    demo = Edition({**edition.document, "header": {**edition.document["header"], "origin": "demo"}})
    assert "演示数据" in files_of(demo, [], KEY)["index.html"].decode()
