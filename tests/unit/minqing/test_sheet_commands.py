"""Files that are there are never written over, and wrong usage is told before anything is done."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minqing.commands.export import export
from minqing.commands.import_file import import_file
from minqing.sheets.link_list import link_list
from minqing.sheets.template import template


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))  # type: ignore[arg-type]


def test_the_template_is_not_written_over_unless_told_to(folder: Path) -> None:
    path = folder / "导入模板.xlsx"
    path.write_text("mine")
    refused = run(export, "template")
    assert (refused.exit_code, "--force" in refused.output) == (2, True)
    assert path.read_text() == "mine"
    assert run(export, "template", "--force").exit_code == 0
    assert path.read_bytes()[:2] == b"PK"
    assert run(export, "template", "b.xlsx").output == "written: b.xlsx\n"
    assert run(export, "template", "none/b.xlsx").exit_code == 1


def test_what_an_import_would_write_must_be_new(folder: Path) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(template())
    for option in ("--errors", "--links"):
        refused = run(import_file, "units", "a.xlsx", option, "a.xlsx")
        assert (refused.exit_code, "exists already" in refused.output) == (2, True)
    assert run(import_file, "all", "a.xlsx", "--sheet", "单位").exit_code == 2
    assert path.read_bytes()[:2] == b"PK"


def test_links_are_kept_also_when_the_import_breaks_off(folder: Path) -> None:
    links, sign_ins = folder / "links.csv", [{"login": "zhao", "link": "abc"}]
    with pytest.raises(ConnectionError), link_list(links, sign_ins):
        raise ConnectionError
    assert links.read_text() == "login,link\nzhao,/welcome/abc\n"
    assert stat.S_IMODE(links.stat().st_mode) == 0o600


def test_without_a_new_person_there_is_no_file_of_links(folder: Path) -> None:
    with link_list(folder / "links.csv", []):
        assert (folder / "links.csv").exists()
    assert not (folder / "links.csv").exists()
