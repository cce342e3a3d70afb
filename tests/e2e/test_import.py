"""`minqing export template` and `minqing import` as an operator uses them; over the broker, a dry run."""

import csv
import io
import os
import sqlite3
import stat
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.systems import MINQING, System

UNITS = [
    [990201, "云溪管理区", "管理区", None],
    [990201001, "东塘社区", "community", 990201],
    ["990201002", "东河社区", "社区", "９９０２０１"],
    ["990201003", "西河", "乡", "990201"],
]
PEOPLE = [
    ["shili.jia", "示例甲", "经办人", 990201, "办公室；宣传报道"],
    ["shili.yi", "示例乙", "科员", 990201001, "走访人"],
    ["shili.bing", "示例丙", "党员干部", 990201002, "走访人；经办人@990201001"],
    ["shili.ding", "示例丁", "党员干部", "990201003", ""],
]
PARTIES = [
    ["农户", "示例戊", 990201001, 13800001111, "H-1"],
    ["企业", "云溪米业", "990201002", "07286221234", None],
    ["农户", "示例己", 990201009, "#N/A", None],
]
FAULTS = [
    "单位!C5 单位类型：没有“乡”这个类型，请从下拉列表里选 (unknown_kind)",
    "人员!C3 岗位：没有“科员”这个岗位，请从下拉列表里选 (unknown_position)",
    "人员!D5 所在单位代码：“990201003”里有系统和“单位”表都没有的单位代码 (unknown_unit)",
    "走访对象!D4 电话：单元格里是公式错误 #N/A，请改为文字 (error_value)",
]
FIRST = (
    "units: new 3, changed 0, same 0, wrong 1 of 4 rows\n"
    "people: new 2, changed 0, same 0, wrong 2 of 4 rows\n"
    "parties: new 2, same 0, wrong 1 of 3 rows\n"
)
DRY = "dry run: nothing was changed\n"


class Office:
    """A folder with a data folder, in which `minqing` runs."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.environment = {**os.environ, "MINQING_DATA": str(folder / "data")}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*MINQING, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    def facts(self) -> dict[str, int]:
        found = {}
        for service in ("campaign", "visits"):
            with sqlite3.connect(self.folder / "data" / f"{service}.sqlite") as conn:
                found[service] = conn.execute("SELECT count(*) FROM log").fetchone()[0]
        return found


def fill(template: Path, filled: Path) -> None:
    book = openpyxl.load_workbook(template)
    for title, rows in (("单位", UNITS), ("人员", PEOPLE), ("走访对象", PARTIES)):
        for row in rows:
            book[title].append(row)
    book.save(filled)


def open_office(folder: Path) -> Office:
    """With an empty data folder, the template and a filled workbook."""
    office = Office(folder)
    assert office.run("init").returncode == 0
    assert office.run("export", "template").stdout == "written: 导入模板.xlsx\n"
    fill(office.folder / "导入模板.xlsx", office.folder / "filled.xlsx")
    return office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return open_office(tmp_path_factory.mktemp("import"))


def test_the_template_unchanged_brings_nothing_and_says_so(office: Office) -> None:
    before = office.facts()
    done = office.run("import", "all", "导入模板.xlsx")
    kinds = ("units", "people", "parties")
    assert done.stdout == "".join(
        f"{k}: no rows below the heads, nothing to import\n" for k in kinds
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert office.facts() == before


def test_a_workbook_enters_as_its_dry_run_foretold_and_once_only(office: Office) -> None:
    before = office.facts()
    foretold = office.run("import", "all", "filled.xlsx", "--dry-run", "--links", "none.csv")
    assert foretold.stderr.splitlines() == FAULTS
    assert (foretold.stdout, foretold.returncode) == (FIRST + DRY, 1)
    assert office.facts() == before
    assert not (office.folder / "none.csv").exists()

    done = office.run("import", "all", "filled.xlsx", "--links", "links.csv")
    assert (done.stderr, done.stdout) == (foretold.stderr, FIRST)
    entered = office.facts()
    assert entered["visits"] == before["visits"] + 2
    links = office.folder / "links.csv"
    assert stat.S_IMODE(links.stat().st_mode) == 0o600
    told = list(csv.DictReader(io.StringIO(links.read_text())))
    assert [row["login"] for row in told] == ["shili.jia", "shili.bing"]
    assert all(row["link"].startswith("/welcome/") for row in told)

    again = office.run("import", "all", "filled.xlsx")
    counts = [line.split(": ")[1] for line in again.stdout.splitlines()]
    assert [line.partition("new 0, ")[2] for line in counts] == [
        "changed 0, same 3, wrong 1 of 4 rows",
        "changed 0, same 2, wrong 2 of 4 rows",
        "same 2, wrong 1 of 3 rows",
    ]
    assert office.facts() == entered


def test_wrong_rows_are_given_back_to_be_mended_and_imported(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    assert office.run("import", "all", "filled.xlsx", "--errors", "bad.xlsx").returncode == 1
    bad = office.folder / "bad.xlsx"
    assert stat.S_IMODE(bad.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(bad)
    assert [[sheet.title, sheet.max_row] for sheet in book] == [
        ["单位", 2],
        ["人员", 3],
        ["走访对象", 2],
    ]
    assert book["人员"]["F2"].value == "岗位：没有“科员”这个岗位，请从下拉列表里选"
    assert book["人员"]["A2"].value == "shili.yi"
    book["单位"]["C2"], book["人员"]["C2"] = "社区", "经办人"
    book["走访对象"]["C2"], book["走访对象"]["D2"] = "990201003", None
    book.save(bad)
    done = office.run("import", "all", "bad.xlsx")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("one-time link /welcome/") == 2
    assert [line for line in done.stdout.splitlines() if " of " in line] == [
        "units: new 1, changed 0, same 0, wrong 0 of 1 rows",
        "people: new 2, changed 0, same 0, wrong 0 of 2 rows",
        "parties: new 1, same 0, wrong 0 of 1 rows",
    ]


def test_a_file_that_cannot_be_read_changes_nothing(office: Office) -> None:
    (office.folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    before = office.facts()
    done = office.run("import", "people", "old.xls")
    assert done.returncode == 1
    assert done.stderr.startswith("old.xls 打不开")
    assert done.stderr.endswith("(file_type)\nnothing was imported\n")
    assert office.facts() == before


@pytest.mark.parametrize("system", ["distributed"], indirect=True)
def test_a_dry_run_tells_the_same_over_the_broker(system: System, office: Office) -> None:
    done = system.command("import", "all", str(office.folder / "filled.xlsx"), "--dry-run")
    assert done.stderr.splitlines() == FAULTS
    assert done.stdout == FIRST + DRY
