"""Units and people enter by rows, on both storages; the samples as CSV and as a workbook."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import services.campaign
from minqing.sheets.kinds import PEOPLE
from minqing.sheets.kinds import UNITS as UNIT_SHEET
from minqing.sheets.source import read_one
from services.campaign import accounts
from services.kernel.caller import Caller, Role, service_caller
from tests.integration.campaign_world import CLERK, OPERATOR, UNITS, ZHAO, CampaignWorld
from tests.unit.kernel.workbooks import with_rows

SAMPLES = Path(services.campaign.__file__).parent / "samples"
COMMUNITY_ADMIN = Caller("a", "c", (Role("admin", "c"),))


@pytest.fixture
def world(storage_url: str) -> Iterator[CampaignWorld]:
    world = CampaignWorld(storage_url)
    yield world
    world.close()


def counts(report):
    return {name: report[name] for name in ("new", "changed", "same", "wrong")}


def sample(kind, folder, suffix):
    """The rows of a sample; as a workbook its codes have become numbers, as they do when it is opened."""
    path = SAMPLES / f"{kind.name}.csv"
    if suffix == "xlsx":
        lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        cells = [[int(cell) if cell.isdecimal() else cell for cell in line] for line in lines]
        path = folder / f"{kind.name}.xlsx"
        path.write_bytes(with_rows(*cells))
    table = read_one(path, kind)
    assert table.faults == []
    return table.rows


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_real_tree_of_the_sample_enters_and_twice_changes_nothing(world, tmp_path, suffix):
    rows = sample(UNIT_SHEET, tmp_path, suffix)
    first = world.bring(OPERATOR, "import_units", rows)
    assert counts(first) == {"new": 10, "changed": 0, "same": 0, "wrong": 0}
    assert first["position"] == len(world.types()) == 10
    second = world.bring(OPERATOR, "import_units", rows)
    assert counts(second) == {"new": 0, "changed": 0, "same": 10, "wrong": 0}
    assert second["position"] == 10
    units = world.call(CLERK, "units", at_least={"campaign": 10})["items"]
    assert [unit["id"] for unit in units] == sorted(unit["id"] for unit in units)
    assert units[-1] == {
        "id": "429005451500",
        "name": "张家窑分场生活区",
        "kind": "residential_area",
        "parent": "429005451",
        "closed": False,
    }
    people = sample(PEOPLE, tmp_path, suffix)
    assert counts(world.bring(OPERATOR, "import_people", people))["new"] == 4
    assert world.call(None, "about") == {
        "district": "后湖管理区",
        "origin": "live",
        "timezone": "Asia/Shanghai",
        "today": "2026-11-24",
    }


def test_people_enter_with_one_link_each_and_twice_changes_nothing(world):
    world.bring(OPERATOR, "import_units", UNITS)
    rows = [ZHAO, {**ZHAO, "login": "qian", "name": "钱二", "roles": "handler;reviewer@d"}]
    first = world.bring(OPERATOR, "import_people", rows)
    assert counts(first)["new"] == 2
    assert [item["login"] for item in first["sign_ins"]] == ["zhao", "qian"]
    length = len(world.types())
    second = world.bring(OPERATOR, "import_people", rows)
    assert counts(second) == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert second["sign_ins"] == []
    assert len(world.types()) == length


def test_a_dry_run_reports_and_changes_nothing(world):
    report = world.bring(OPERATOR, "import_units", UNITS, dry_run=True)
    assert counts(report)["new"] == 3
    assert world.types() == []
    world.bring(OPERATOR, "import_units", UNITS)
    report = world.bring(OPERATOR, "import_people", [ZHAO], dry_run=True)
    assert counts(report)["new"] == 1
    assert "sign_ins" not in report
    assert world.types() == ["UnitRegistered"] * 3
    with world.engine.connect() as conn:
        assert accounts.logins(conn) == {}


def test_a_dry_run_may_say_which_units_will_have_entered_before(world):
    planned = {"planned_units": UNITS, "dry_run": True}
    rows = [ZHAO, {**ZHAO, "login": "qian", "unit_code": "z"}]
    foretold = world.bring(OPERATOR, "import_people", rows, **planned)
    assert foretold["errors"] == [{"row": 3, "field": "unit_code", "code": "unknown_unit"}]
    assert world.types() == []
    world.bring(OPERATOR, "import_units", UNITS)
    assert counts(world.bring(OPERATOR, "import_people", rows)) == counts(foretold)
    real = {"command_id": "1", "rows": rows, "planned_units": UNITS}
    refused = world.refusal(OPERATOR, "import_people", **real)
    assert refused[2] == {"planned_units": ["dry_run"]}


def test_planned_units_do_not_widen_what_an_administrator_reaches(world):
    world.bring(OPERATOR, "import_units", UNITS)
    moved = [{**UNITS[2], "parent_code": "c"}]
    report = world.bring(
        COMMUNITY_ADMIN,
        "import_people",
        [{**ZHAO, "unit_code": "e"}],
        planned_units=moved,
        dry_run=True,
    )
    assert report["errors"] == [{"row": 2, "field": "unit_code", "code": "outside"}]


def test_wrong_rows_are_named_and_left_out(world):
    report = world.bring(
        OPERATOR, "import_units", [*UNITS, {"code": "d"}, {**UNITS[1], "code": ""}]
    )
    assert counts(report) == {"new": 3, "changed": 0, "same": 0, "wrong": 2}
    assert report["errors"] == [
        {"row": 5, "field": "code", "code": "duplicate"},
        {"row": 5, "field": "name", "code": "required"},
        {"row": 5, "field": "kind", "code": "required"},
        {"row": 6, "field": "code", "code": "required"},
    ]
    other = {**ZHAO, "login": "qian", "row": 9, "position": "x"}
    report = world.bring(OPERATOR, "import_people", [other, ZHAO])
    assert report["errors"] == [{"row": 9, "field": "position", "code": "unknown_position"}]
    assert counts(report) == {"new": 1, "changed": 0, "same": 0, "wrong": 1}


def test_a_file_with_nothing_good_appends_nothing(world):
    report = world.bring(OPERATOR, "import_units", [{"code": "a b"}])
    assert (report["new"], report["position"]) == (0, 0)
    assert world.types() == []


def test_the_same_command_again_is_one_import(world):
    world.bring(OPERATOR, "import_units", UNITS)
    first = world.bring(OPERATOR, "import_people", [ZHAO], command_id="once")
    again = world.bring(OPERATOR, "import_people", [ZHAO], command_id="once")
    assert again["position"] == first["position"]
    assert again["sign_ins"] == []
    assert world.types().count("PersonRegistered") == 1


def test_what_changed_is_registered_again(world):
    world.bring(OPERATOR, "import_units", UNITS)
    world.bring(OPERATOR, "import_people", [ZHAO])
    changed = {**ZHAO, "name": "赵一鸣", "unit_code": "e", "roles": "visitor@c"}
    report = world.bring(OPERATOR, "import_people", [changed])
    assert counts(report)["changed"] == 1
    assert world.types()[3:] == ["PersonRegistered", "RoleGranted", "PersonRegistered"]
    with world.engine.connect() as conn:
        person = accounts.find(conn, "zhao").person_id
    [item] = world.call(CLERK, "people", ids=[person, "nobody", person])["items"]
    assert item == {"id": person, "name": "赵一鸣", "position": "cadre", "unit": "e"}
    assert world.call(CLERK, "people_of_unit", unit="e")["items"] == [item]
    assert world.call(CLERK, "people_of_unit", unit="c")["items"] == []


@pytest.mark.parametrize("method", ["import_units", "import_people"])
def test_only_administrators_and_the_operator_import(world, method):
    fields = {"command_id": "1", "rows": []}
    assert world.refusal(CLERK, method, **fields) == ("Forbidden", "forbidden", {})
    assert world.refusal(service_caller("web", "public"), method, **fields)[0] == "Forbidden"
    assert world.refusal(None, method, **fields) == ("Forbidden", "token_missing", {})
    assert world.refusal("nonsense", method, **fields) == ("Forbidden", "token_invalid", {})


def test_a_foreign_and_an_expired_token_are_refused(world):
    foreign = CampaignWorld("sqlite://")
    token = foreign.call(None, "service_token", service="cli", secret=foreign.secret("cli"))[
        "token"
    ]
    foreign.close()
    assert world.refusal(token, "units") == ("Forbidden", "token_invalid", {})
    token = world.call(None, "service_token", service="cli", secret=world.secret("cli"))["token"]
    world.pass_time(minutes=11)
    assert world.refusal(token, "units") == ("Forbidden", "token_expired", {})


def test_an_administrator_of_a_community_stays_within_it(world):
    world.bring(OPERATOR, "import_units", UNITS)
    rows = [
        ZHAO,
        {**ZHAO, "login": "qian", "unit_code": "e"},
        {**ZHAO, "login": "sun", "roles": "admin@d"},
    ]
    report = world.bring(COMMUNITY_ADMIN, "import_people", rows)
    assert [(e["row"], e["field"], e["code"]) for e in report["errors"]] == [
        (3, "unit_code", "outside"),
        (4, "roles", "outside"),
    ]
    assert world.call(COMMUNITY_ADMIN, "new_link", login="zhao")["link"]
    world.bring(OPERATOR, "import_people", [{**ZHAO, "login": "qian", "unit_code": "e"}])
    for login in ("qian", "nobody"):
        assert world.refusal(COMMUNITY_ADMIN, "new_link", login=login)[:2] == (
            "NotFound",
            "not_found",
        )
    assert world.refusal(CLERK, "new_link", login="zhao")[0] == "Forbidden"


def test_an_administrator_gives_no_link_to_whoever_may_do_more_than_the_administrator_reaches(
    world,
):
    world.bring(OPERATOR, "import_units", UNITS)
    world.bring(OPERATOR, "import_people", [{**ZHAO, "roles": "visitor;office@d"}])
    assert world.refusal(COMMUNITY_ADMIN, "new_link", login="zhao") == (
        "Forbidden",
        "forbidden",
        {},
    )
    assert world.call(Caller("b", "d", (Role("admin", "d"),)), "new_link", login="zhao")["link"]


def test_a_request_is_checked_before_it_is_planned(world):
    def shape(**fields):
        return world.refusal(OPERATOR, "import_units", **fields)[2]

    assert shape(rows=[]) == {"command_id": ["required"]}
    assert shape(command_id="1") == {"rows": ["required"]}
    assert shape(command_id="1", rows=[{}] * 5001) == {"rows": ["length"]}
    assert shape(command_id="1", rows=[{"code": 5}]) == {"rows.0.code": ["type"]}
    assert shape(command_id="1", rows=[{"name": "a\0"}]) == {"rows.0.name": ["character"]}
    assert shape(command_id="1", rows=[{"id": "a"}]) == {"rows.0.id": ["unknown"]}


def test_a_unit_closes_after_those_below_it(world):
    world.bring(OPERATOR, "import_units", UNITS)

    def refused(caller, **fields):
        return world.refusal(caller, "close_unit", **fields)[:2]

    assert refused(OPERATOR, command_id="1", unit="z") == ("NotFound", "not_found")
    assert refused(CLERK, command_id="1", unit="c") == ("Forbidden", "forbidden")
    assert refused(COMMUNITY_ADMIN, command_id="1", unit="e") == ("Forbidden", "forbidden")
    assert refused(OPERATOR, command_id="1", unit="d") == ("Refused", "unit_has_open_units")
    stale = world.refusal(OPERATOR, "close_unit", command_id="1", unit="c", expected_version=7)
    assert stale == ("Conflict", "conflict", {"version": 1})
    closing = {"command_id": "1", "unit": "c", "expected_version": 1}
    answer = world.call(COMMUNITY_ADMIN, "close_unit", **closing)
    assert answer == {"id": "c", "version": 2, "position": 4}
    assert world.call(COMMUNITY_ADMIN, "close_unit", **closing) == answer
    reused = world.refusal(COMMUNITY_ADMIN, "close_unit", **{**closing, "unit": "e"})
    assert reused[:2] == ("Refused", "command_id_reused")
    assert refused(OPERATOR, command_id="2", unit="c") == ("Refused", "unit_closed")
    units = {unit["id"]: unit["closed"] for unit in world.call(CLERK, "units")["items"]}
    assert units == {"c": True, "d": False, "e": False}
    assert counts(world.bring(OPERATOR, "import_units", UNITS))["same"] == 3


def test_names_of_staff_are_for_staff(world):
    world.bring(OPERATOR, "import_units", UNITS)
    web = world.call(None, "service_token", service="web", secret=world.secret("web"))["token"]
    assert len(world.call(web, "units")["items"]) == 3
    assert world.refusal(web, "people", ids=["p"]) == ("Forbidden", "forbidden", {})
    assert world.refusal(web, "people_of_unit", unit="c") == ("Forbidden", "forbidden", {})
    assert world.refusal(None, "people", ids=["p"]) == ("Forbidden", "token_missing", {})
    assert world.refusal(CLERK, "facts_after", after=0) == ("Forbidden", "forbidden", {})


def test_a_large_file_is_one_append(world):
    world.bring(OPERATOR, "import_units", UNITS)
    rows = [{**ZHAO, "login": f"person-{n}", "name": f"某{n}"} for n in range(1000)]
    report = world.bring(OPERATOR, "import_people", rows)
    assert len(report["sign_ins"]) == 1000
    assert report["position"] == 3 + 2 * 1000
    assert counts(world.bring(OPERATOR, "import_people", rows))["same"] == 1000


def test_before_any_unit_there_is_no_district(world):
    assert world.call(None, "about")["district"] is None
    assert world.refusal(None, "about", surprise=1)[2] == {"surprise": ["unknown"]}
