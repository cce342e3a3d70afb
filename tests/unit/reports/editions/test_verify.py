"""What an attacker or a hurried operator does to a folder is named for what it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from services.reports.editions.canonical import digest_of, digest_of_bytes
from services.reports.editions.document import hash_of_row
from services.reports.editions.finding import faults
from services.reports.editions.signing import sign
from services.reports.editions.verify import edition_folders, verify, verify_all
from services.reports.editions.withdrawal import withdraw
from tests.unit.reports.editions.folders import change, codes, publish
from tests.unit.reports.editions.story import KEY, OTHER_KEY, published, three_months

FILES = (
    "chain.json",
    "edition.json",
    "edition.xlsx",
    "effect.csv",
    "errata.csv",
    "files.json",
    "index.html",
    "problem.csv",
    "public-key.pem",
    "task.csv",
)


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return publish(tmp_path)


def test_what_was_published_is_accepted(tmp_path: Path, folders: list[Path]) -> None:
    found = verify_all(edition_folders(tmp_path), KEY.public_key())
    assert found == {folder: [] for folder in folders}
    assert [folder.name for folder in folders] == ["0001", "0002", "0003"]


def test_a_row_that_was_changed_is_named(folders: list[Path]) -> None:
    change(folders[0], lambda d: d["rows"][1]["row"].update(public_text="路灯亮着"))
    found = faults(verify(folders[0], KEY.public_key()))
    assert "problem WT-202606-0002 (leaf 1)" in next(
        f.words for f in found if f.code == "row_changed"
    )
    assert codes(folders[0]) == {"row_changed", "file_differs", "files_changed"}


def test_a_row_that_was_changed_with_its_hash_does_not_give_the_root(folders: list[Path]) -> None:
    def forge(document: dict[str, Any]) -> None:
        entry = document["rows"][1]
        entry["row"]["outcome"] = "solved"
        entry["hash"] = hash_of_row(entry["list"], entry["row"], entry["salt"]).hex()

    change(folders[0], forge)
    assert "root_wrong" in codes(folders[0])


@pytest.mark.parametrize("keep_leaves", [True, False])
def test_swapped_rows_are_named(folders: list[Path], keep_leaves: bool) -> None:
    def swap(document: dict[str, Any]) -> None:
        rows = document["rows"]
        rows[0], rows[2] = rows[2], rows[0]
        if keep_leaves:
            rows[0]["leaf"], rows[2]["leaf"] = 0, 2

    change(folders[0], swap)
    assert codes(folders[0]) == {"rows_swapped", "file_differs", "files_changed"}


def test_rows_whose_words_were_swapped_are_named(folders: list[Path]) -> None:
    def swap(document: dict[str, Any]) -> None:
        first, second = document["rows"][:2]
        for name in ("row", "salt"):
            first[name], second[name] = second[name], first[name]

    change(folders[0], swap)
    found = [f.words for f in verify(folders[0], KEY.public_key()) if f.code == "rows_swapped"]
    assert len(found) == 2
    assert "stands in the place of" in found[0]


@pytest.mark.parametrize("hide", [False, True])
def test_a_row_that_was_taken_out_is_missed(folders: list[Path], hide: bool) -> None:
    def take_out(document: dict[str, Any]) -> None:
        del document["rows"][1]
        for leaf, entry in enumerate(document["rows"]):
            entry["leaf"] = leaf
        document["header"]["counts"]["problem"] -= hide

    change(folders[0], take_out)
    assert ("header_changed" if hide else "rows_missing") in codes(folders[0])
    assert "signature_wrong" in codes(folders[0]) or not hide


def test_a_removed_edition_is_missed_in_the_chain(folders: list[Path]) -> None:
    change(folders[2], lambda chain: chain.pop(1), "chain.json")
    found = [f for f in verify(folders[2], KEY.public_key()) if f.code == "edition_removed"]
    assert [f.words for f in found] == ["edition 2 was removed from the chain of editions"]


def test_a_removed_folder_is_missed_beside_the_others(tmp_path: Path, folders: list[Path]) -> None:
    shutil.rmtree(folders[1])
    found = verify_all(edition_folders(tmp_path), KEY.public_key())
    assert [f.code for f in found[folders[2]]] == ["edition_removed"]
    assert "edition 2 was removed" in found[folders[2]][0].words
    assert found[folders[0]] == []


def test_an_edition_that_the_publisher_himself_made_anew_is_found(
    tmp_path: Path, folders: list[Path]
) -> None:
    contents = three_months()
    contents[0].rows["problem"][1]["state"] = "closed"
    publish(tmp_path, published(contents)[:1])
    assert codes(folders[0]) == set()
    found = verify_all(edition_folders(tmp_path), KEY.public_key())
    assert {f.code for f in found[folders[1]]} == {"edition_replaced"}


def test_another_key_is_not_believed(folders: list[Path]) -> None:
    found = faults(verify(folders[0], OTHER_KEY.public_key()))
    assert [f.code for f in found] == ["wrong_key"]
    assert "another publisher" in found[0].words


def test_both_keys_of_a_publisher_who_changed_it_are_believed(folders: list[Path]) -> None:
    assert faults(verify(folders[2], [OTHER_KEY.public_key(), KEY.public_key()])) == []


def test_an_edition_signed_anew_by_somebody_else_is_of_another_key(folders: list[Path]) -> None:
    def sign_anew(document: dict[str, Any]) -> None:
        document["header"]["published_on"] = "2026-06-29"
        document["digest"] = digest_of(document["header"])
        document["signature"] = sign(document["header"], OTHER_KEY)

    change(folders[0], sign_anew)
    assert "wrong_key" in codes(folders[0])
    change(folders[0], lambda d: d["signature"].update(key_id="8f7d6a2f7c3a4a53"))
    assert {"wrong_key"} <= codes(folders[0])


def test_a_changed_header_is_named(folders: list[Path]) -> None:
    change(folders[0], lambda d: d["header"].update(published_on="2026-05-01"))
    assert {"header_changed", "signature_wrong"} <= codes(folders[0])


def test_a_withdrawn_row_leaves_everything_verifiable_and_is_told(tmp_path: Path) -> None:
    found = published(three_months())
    found[0] = withdraw(found[0], "problem", "WT-202606-0002", "2026-07-30", "personal_data", KEY)
    folders = publish(tmp_path, found)
    told = verify_all(folders, KEY.public_key())
    assert [(f.code, f.is_fault) for f in told[folders[0]]] == [("row_withdrawn", False)]
    assert "withdrawn on 2026-07-30" in told[folders[0]][0].words
    assert told[folders[1]] == told[folders[2]] == []
    assert "路灯不亮 2" not in "".join(
        (folders[0] / n).read_text() for n in FILES if not n.endswith("xlsx")
    )


@pytest.mark.parametrize("by", ["nobody", "another key", "another row"])
def test_a_forged_withdrawal_is_named(folders: list[Path], by: str) -> None:
    edition = published(three_months())[0]
    key = OTHER_KEY if by == "another key" else KEY
    number = "WT-202606-0003" if by == "another row" else "WT-202606-0002"
    taken = withdraw(edition, "problem", number, "2026-07-30", "personal_data", key)
    told = next(e["withdrawn"] for e in taken.document["rows"] if "withdrawn" in e)
    if by == "nobody":
        told = {**told, "signature": {}}

    def cut_out(document: dict[str, Any]) -> None:
        entry = document["rows"][1]
        document["rows"][1] = {n: entry[n] for n in ("leaf", "list", "hash")} | {
            "number": "WT-202606-0002",
            "withdrawn": told,
        }

    change(folders[0], cut_out)
    found = [f for f in verify(folders[0], KEY.public_key()) if f.code == "forged_withdrawal"]
    assert "the publisher did not sign" in found[0].words


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_in_any_file_is_found(folders: list[Path], name: str) -> None:
    path = folders[1] / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert codes(folders[1])


def test_every_byte_of_the_document_counts(tmp_path: Path) -> None:
    folder = publish(tmp_path, published(three_months())[:1])[0]
    path, data = folder / "edition.json", (folder / "edition.json").read_bytes()
    for place in range(0, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert codes(folder), place


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folders: list[Path], name: str) -> None:
    (folders[1] / name).unlink()
    found = [f.words for f in faults(verify(folders[1], KEY.public_key()))]
    assert any(f"{name} is missing" in words for words in found)


def test_a_file_that_is_not_of_the_edition_is_named(folders: list[Path]) -> None:
    (folders[0] / "problem-corrected.csv").write_text("x")
    assert codes(folders[0]) == {"file_unknown"}


def test_a_file_behind_a_link_is_not_read(folders: list[Path]) -> None:
    (folders[0] / "task.csv").unlink()
    (folders[0] / "task.csv").symlink_to("/etc/hostname")
    assert "file_missing" in codes(folders[0])


def test_a_csv_that_says_something_else_is_found_though_the_list_of_files_is_signed(
    folders: list[Path],
) -> None:
    """The publisher's own machine may have been used."""
    path = folders[0] / "problem.csv"
    path.write_bytes(path.read_bytes().replace("路灯".encode(), "水渠".encode()))
    listing = json.loads((folders[0] / "files.json").read_bytes())
    del listing["signature"]
    listing["files"]["problem.csv"] = digest_of_bytes(path.read_bytes())
    signed = {**listing, "signature": sign(listing, KEY)}
    (folders[0] / "files.json").write_text(json.dumps(signed))
    assert codes(folders[0]) == {"file_differs"}


@pytest.mark.parametrize("key_id", ["nobody", None, 7, []])
def test_a_list_of_files_under_an_unknown_name_is_not_believed(
    folders: list[Path], key_id: object
) -> None:
    """Else whoever alters a page writes its new SHA-256 there, and a key of which nobody knows."""
    page = folders[0] / "index.html"
    page.write_bytes(page.read_bytes() + b"<p>x</p>")
    listing = json.loads((folders[0] / "files.json").read_bytes())
    listing["files"]["index.html"] = digest_of_bytes(page.read_bytes())
    listing["signature"]["key_id"] = key_id
    (folders[0] / "files.json").write_text(json.dumps(listing))
    assert codes(folders[0]) == {"files_changed"}


@pytest.mark.parametrize("said", [{"edition": "sha256:00"}, {"format": "other"}, {"more": 1}])
def test_a_list_of_files_says_nothing_that_was_not_signed(
    folders: list[Path], said: dict[str, object]
) -> None:
    listing = json.loads((folders[1] / "files.json").read_bytes())
    (folders[1] / "files.json").write_text(json.dumps(listing | said))
    assert codes(folders[1]) == {"files_changed"}


def test_two_editions_of_one_number_are_named(tmp_path: Path, folders: list[Path]) -> None:
    contents = three_months()
    contents[2].rows["problem"][0]["state"] = "held"
    publish(tmp_path / "elsewhere", published(contents))
    shutil.copytree(tmp_path / "elsewhere" / "0003", tmp_path / "third")
    shutil.rmtree(tmp_path / "elsewhere")
    found = verify_all(edition_folders(tmp_path), KEY.public_key())
    assert [f.code for f in found[folders[2]]] == ["edition_twice"]
    assert [f.code for f in found[tmp_path / "third"]] == ["edition_twice"]


def test_a_folder_put_in_the_place_of_another_is_named(tmp_path: Path, folders: list[Path]) -> None:
    shutil.rmtree(folders[1])
    shutil.copytree(folders[0], folders[1])
    assert codes(folders[1]) == {"wrong_number"}


def test_without_a_key_it_says_that_this_proves_little(folders: list[Path]) -> None:
    [told] = verify(folders[0])
    assert (told.code, told.is_fault) == ("own_key", False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"header": {}, "rows": 7}',
        b"\xff",
        b"[" * 100_000,
        b"9" * 5000,
        b'{"format":"minqing-edition/1","header":null}',
    ],
)
@pytest.mark.parametrize("name", ["edition.json", "chain.json", "files.json", "public-key.pem"])
def test_whatever_a_file_holds_verify_answers(
    folders: list[Path], name: str, content: bytes
) -> None:
    (folders[1] / name).write_bytes(content)
    assert faults(verify(folders[1], KEY.public_key()))
    assert faults(verify(folders[1]))


@pytest.mark.parametrize(
    "path",
    ["format", "number", "month", "cut", "counts", "root", "previous", "rules"],
)
def test_a_header_of_another_shape_is_told_and_no_crash(folders: list[Path], path: str) -> None:
    for value in (None, 7.5, "x", [], {}, -1):
        if path == "previous" and value is None:
            continue
        change(folders[0], lambda d, value=value: d["header"].update({path: value}))
        assert codes(folders[0])


@pytest.mark.parametrize("name", ["leaf", "list", "hash", "salt", "row", "withdrawn"])
def test_a_row_of_another_shape_is_told_and_no_crash(folders: list[Path], name: str) -> None:
    for value in (None, 7, "x", [], {}, {"number": "WT"}, {"number": "WT", "withdrawn": True}):
        change(folders[0], lambda d, value=value: d["rows"][0].update({name: value}))
        assert codes(folders[0]), value
