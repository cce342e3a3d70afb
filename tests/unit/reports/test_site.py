"""The static site: every page from the documents alone, light, whole, and without a word that was taken back."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from services.reports.editions.proof import check_proof, proof_of_leaf
from services.reports.site.proofs import Leaves
from services.reports.site.schema import edition_schema
from services.reports.site.write import SiteContent, write_site
from tests.unit.reports import sample_editions as sample

DYNAMIC = {"report", "look-up", "object", "praise"}  # pages of `web` beside the files
WITHDRAWN = "WT-202606-0003"
MOST_BYTES = 60_000


def content(*editions: dict[str, Any], **more: Any) -> SiteContent:
    given = {"answers": [sample.ANSWER], "key": sample.PUBLIC}
    return SiteContent("云溪管理区", editions, **{**given, **more})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for code in ("0001", "0002"):
        (folder / "editions" / code).mkdir(parents=True)
        for name in ("edition.xlsx", "edition.json", "problem.csv", "task.csv", "effect.csv"):
            (folder / "editions" / code / name).write_text("x" * 3000, encoding="utf-8")
        (folder / "editions" / code / "public-key.pem").write_text("x", encoding="utf-8")
    june = sample.withdrawn(sample.june(), "problem", WITHDRAWN)
    write_site(folder, content(june, sample.july()))
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def words(path: Path) -> str:
    return re.sub(r"<[^>]+>", "", path.read_text("utf-8"))


def test_every_link_leads_to_a_file_or_to_a_page_of_the_web(site):
    broken = []
    for page in pages(site):
        for link in re.findall(
            r'(?:href|src|action|data-edition)="([^"]+)"', page.read_text("utf-8")
        ):
            target = link.partition("?")[0].partition("#")[0]
            found = (page.parent / target).resolve()
            is_dynamic = found.parent == site.resolve() and found.name in DYNAMIC
            if target and not found.is_file() and not is_dynamic:
                broken.append((page.name, link))
    assert not broken


def test_no_page_needs_a_script_or_brings_a_style_of_its_own(site):
    for page in pages(site):
        text = page.read_text("utf-8")
        assert ("<script" in text) == (page.name == "check.html")
        assert "<style" not in text
        assert "style=" not in text


def test_the_first_page_is_the_newest_edition_and_counts_its_rows(site):
    text = words(site / "index.html")
    assert "2026年7月的三个清单" in text
    assert "1 件" in text
    assert "销号以后又重开了" in text
    assert "所在地由“柳湾社区”改为“石桥社区”" in text
    june = words(site / "lists/0001/index.html")
    assert "这是往期" in june
    assert "4 件" in june  # the withdrawn one keeps its place


def test_a_sensitive_line_shows_its_category_only(site):
    text = words(site / "lists/0001/problems-1.html")
    assert text.count("医疗卫生") == 2


def test_what_was_written_is_never_markup(site):
    text = (site / "lists/0001/problems-1.html").read_text("utf-8")
    assert "&lt;b&gt;路&lt;/b&gt;坏了" in text


def test_a_withdrawn_row_is_a_stub_everywhere(site, tmp_path):
    secret = "这一句要撤下"
    june = sample.make(1, "2026-06", {
        "problem": [sample.problem(3, public_text=secret)], "task": [], "effect": [], "erratum": [],
    })  # fmt: skip
    write_site(tmp_path, content(june))
    assert any(secret.encode() in path.read_bytes() for path in tmp_path.rglob("*.html"))
    write_site(tmp_path, content(sample.withdrawn(june, "problem", WITHDRAWN)))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if secret.encode() in path.read_bytes()]
    for page in ("lists/0001/problems-1.html", f"items/{WITHDRAWN}.html", "corrections.html"):
        assert "已撤下（2026年8月3日，本人要求）" in words(tmp_path / page)


def test_an_item_has_what_all_editions_say_of_it_and_its_proofs(site):
    text = words(site / "items/WT-202606-0001.html")
    assert text.index("2026年7月") < text.index("2026年6月")
    assert "销号以后又重开了" in text
    assert "八盏路灯换好了" in text
    proofs = json.loads((site / "items/WT-202606-0001.json").read_text("utf-8"))["proofs"]
    assert [(each["header"]["number"], each["list"]) for each in proofs] == [
        (2, "erratum"),
        (2, "erratum"),
        (1, "problem"),
        (1, "effect"),
    ]
    assert all(check_proof(each, sample.KEY.public_key()) == [] for each in proofs)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 13])
def test_the_proofs_of_the_site_are_those_of_the_editions(count):
    rows = [sample.problem(n) for n in range(1, count + 1)]
    document = sample.make(1, "2026-06", {"problem": rows, "task": [], "effect": [], "erratum": []})
    leaves = Leaves(document)
    for leaf in range(count):
        assert leaves.proof(leaf) == proof_of_leaf(document, leaf)


def test_the_schema_describes_the_editions(site):
    schema = json.loads((site / "schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for document in (sample.june(), sample.withdrawn(sample.june(), "problem", WITHDRAWN)):
        jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**sample.june(), "digest": "x"}, edition_schema())


@pytest.mark.parametrize("text", [sample.LAMP, "路" * 300, "路" * 2000])
def test_a_list_page_stays_light_whatever_the_lines_say(tmp_path, text):
    rows = [sample.problem(n, public_text=text) for n in range(1, 121)]
    edition = sample.make(1, "2026-06", {"problem": rows, "task": [], "effect": [], "erratum": []})
    write_site(tmp_path, content(edition))
    style = next(tmp_path.glob("public.*.css")).stat().st_size
    found = sorted(
        tmp_path.glob("lists/0001/problems-[0-9]*.html"), key=lambda each: int(each.stem[9:])
    )
    assert all(page.stat().st_size + style <= MOST_BYTES for page in found)
    numbers = [
        n for page in found for n in re.findall(r">(WT-[0-9-]+)</div>", page.read_text("utf-8"))
    ]
    assert numbers == [row["number"] for row in rows]
    at_places = [n for page in tmp_path.glob("lists/0001/problems-at-*.html")
                 for n in re.findall(r">(WT-[0-9-]+)</div>", page.read_text("utf-8"))]  # fmt: skip
    assert sorted(at_places) == sorted(numbers)


def test_places_stand_in_the_order_of_their_codes_and_of_nothing_else(tmp_path):
    places = {"99020": "甲组", "99010": "乙组", "99030": "丙组"}
    rows = [
        sample.problem(n, place=code, place_name=name)
        for n, (code, name) in enumerate(places.items(), 1)
    ]
    edition = sample.make(1, "2026-06", {"problem": rows, "task": [], "effect": [], "erratum": []})
    write_site(tmp_path, content(edition))
    page = (tmp_path / "lists/0001/problems-1.html").read_text("utf-8")
    named = re.findall(r">(.组) 1</a>", page)
    assert named == ["乙组", "甲组", "丙组"]


def test_written_again_nothing_changes_and_what_is_over_is_taken_away(tmp_path):
    write_site(tmp_path, content(sample.june(), sample.july()))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "items" / "WT-202601-0001.html").write_text("old", encoding="utf-8")
    (tmp_path / "public.000000000000.css").write_text("old", encoding="utf-8")
    write_site(tmp_path, content(sample.june(), sample.july()))
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_the_archive_of_an_edition_is_the_same_bytes_for_the_same_files(site, tmp_path):
    archive = site / "editions" / "0001.zip"
    before = archive.read_bytes()
    archive.unlink()
    write_site(site, content(sample.withdrawn(sample.june(), "problem", WITHDRAWN), sample.july()))
    assert archive.read_bytes() == before


def test_without_an_edition_the_site_says_so(tmp_path):
    write_site(tmp_path, content(answers=[]))
    assert "本月清单还没有公布" in words(tmp_path / "index.html")
    assert "还没有答复过异议" in words(tmp_path / "answers.html")


def test_the_answers_to_objections_are_public_and_the_demo_says_that_it_is_one(tmp_path):
    write_site(tmp_path, content(sample.june(), is_demo=True))
    assert sample.ANSWER["text"] in words(tmp_path / "answers.html")
    for page in pages(tmp_path):
        assert "演示数据" in words(page)
