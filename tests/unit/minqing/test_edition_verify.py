"""`minqing edition verify`: needs nothing but the folder and the key, and says what it found."""

from pathlib import Path

from click.testing import CliRunner, Result

from minqing.commands.edition import edition
from services.reports.editions.signing import public_pem
from tests.unit.reports.editions.folders import change, publish
from tests.unit.reports.editions.story import KEY, OTHER_KEY


def run(*arguments: object) -> Result:
    return CliRunner().invoke(edition, ["verify", *map(str, arguments)])


def key_file(folder: Path, key=KEY) -> Path:
    path = folder / "key.pem"
    path.write_bytes(public_pem(key.public_key()))
    return path


def test_a_folder_with_all_editions_is_as_it_was_published(tmp_path: Path) -> None:
    publish(tmp_path / "editions")
    result = run(tmp_path / "editions", "--key", key_file(tmp_path))
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == ["as it was published"] * 3
    assert "edition 2 of 2026-07, 7 rows, sha256:" in lines[1]


def test_a_single_edition_is_checked_without_the_others(tmp_path: Path) -> None:
    folders = publish(tmp_path)
    assert run(folders[2], "--key", key_file(tmp_path)).exit_code == 0


def test_what_differs_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    folders = publish(tmp_path)
    change(folders[0], lambda d: d["rows"][0]["row"].update(state="closed?"))
    result = run(folders[0], "--key", key_file(tmp_path))
    assert result.exit_code == 1
    assert "row_changed: problem WT-202606-0001 (leaf 0) is not what was published" in result.output


def test_without_a_key_it_notes_whose_key_it_took(tmp_path: Path) -> None:
    result = run(publish(tmp_path)[0])
    assert result.exit_code == 0
    assert "note: checked with the key in the folder itself" in result.output


def test_another_publishers_key_is_a_fault(tmp_path: Path) -> None:
    result = run(publish(tmp_path)[0], "--key", key_file(tmp_path, OTHER_KEY))
    assert result.exit_code == 1
    assert "wrong_key" in result.output


def test_a_folder_without_editions_and_a_file_that_is_no_key_are_wrong_usage(
    tmp_path: Path,
) -> None:
    assert run(tmp_path).exit_code == 2
    publish(tmp_path)
    wrong = tmp_path / "key.pem"
    wrong.write_text("no key")
    assert run(tmp_path, "--key", wrong).exit_code == 2


def test_what_a_file_says_does_not_steer_the_terminal(tmp_path: Path) -> None:
    folders = publish(tmp_path)
    change(folders[0], lambda d: d["rows"][0]["row"].update(number="\x1b]0;all is well\x07"))
    result = run(folders[0], "--key", key_file(tmp_path))
    assert result.exit_code == 1
    assert "\x1b" not in result.output
