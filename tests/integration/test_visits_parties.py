"""The register of parties: imported by rows, found by words, shown masked."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from eventlog.errors import Forbidden, Invalid, NotFound, Unavailable
from tests.integration.pausing import pause
from tests.integration.visits_world import (
    ADMIN,
    OFFICE,
    OPERATOR,
    REVIEWER,
    SOUTHERNER,
    VISITOR,
    VisitsWorld,
)

ROWS = [
    {
        "kind": "household",
        "name": "张三丰",
        "unit_code": "north",
        "phone": "138 1234 5678",
        "external_id": "H-1",
    },
    {"kind": "household", "name": "张三", "unit_code": "north-1", "phone": "", "external_id": ""},
    {"kind": "enterprise", "name": "云溪米业", "unit_code": "south", "phone": "0728-6221234"},
]


@pytest.fixture
def world(storage_url):
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def counts(report):
    return report["new"], report["same"], report["wrong"]


def names(page):
    return [item["name"] for item in page["items"]]


def test_a_dry_run_tells_what_would_be_and_changes_nothing(world):
    report = world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=True)
    assert report == {"new": 3, "same": 0, "wrong": 0, "errors": [], "position": 0}
    assert world.types() == []


def test_a_dry_run_may_say_which_units_will_have_entered_before(world):
    rows = [{**ROWS[1], "unit_code": unit} for unit in ("new", "newer", "nowhere")]
    planned = [{"code": "newer", "parent_code": "new"}, {"code": "new", "parent_code": "north"}]
    told = world.command(ADMIN, "import_parties", rows=rows, dry_run=True, planned_units=planned)
    assert counts(told) == (2, 0, 1)
    assert told["errors"] == [{"row": 4, "field": "unit_code", "code": "unknown_unit"}]
    with pytest.raises(Invalid) as failed:
        world.command(ADMIN, "import_parties", rows=rows, dry_run=False, planned_units=planned)
    assert failed.value.params == {"planned_units": ["dry_run"]}


def test_planned_units_do_not_widen_what_an_administrator_reaches(world):
    moved = [{"code": "south", "parent_code": "north"}]
    told = world.command(ADMIN, "import_parties", rows=ROWS, dry_run=True, planned_units=moved)
    assert told["errors"] == [{"row": 4, "field": "unit_code", "code": "outside"}]


def test_an_import_is_one_append_and_does_what_the_dry_run_told(world):
    report = world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    assert counts(report) == (3, 0, 0)
    records = world.app.log.read(0, 10)
    assert [record.type for record in records] == ["PartyRegistered"] * 3
    assert [record.digest is None for record in records] == [True, True, False]
    assert report["position"] == 3


def test_the_same_rows_twice_change_nothing(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    again = world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    assert counts(again) == (0, 3, 0)
    assert len(world.types()) == 3


def test_the_same_command_twice_tells_the_same(world):
    first = world.command(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False)
    assert (
        world.command(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False) == first
    )


def test_the_same_command_also_tells_of_a_row_that_was_forgotten_since(world):
    world.command(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False)
    forgotten = world.call(OFFICE, "parties", q="张三丰")["items"][0]["id"]
    world.command(OFFICE, "forget_person", person_id=forgotten)
    again = world.command(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False)
    assert counts(again) == (3, 0, 1)
    assert again["errors"][0]["code"] == "party_forgotten"


def test_wrong_rows_are_named_by_row_and_field_and_left_out(world):
    rows = [
        *ROWS,
        {"row": 9, "kind": "castle", "name": "", "unit_code": "west", "phone": "12"},
        {"row": 10, **ROWS[0], "name": "李四", "external_id": "H-1"},
    ]
    report = world.command(OPERATOR, "import_parties", rows=rows, dry_run=False)
    assert counts(report) == (3, 0, 2)
    assert [(e["row"], e["field"], e["code"]) for e in report["errors"]] == [
        (9, "kind", "unknown_kind"),
        (9, "name", "required"),
        (9, "unit_code", "unknown_unit"),
        (9, "phone", "phone_shape"),
        (10, "external_id", "duplicate"),
    ]


def test_at_most_five_thousand_rows_at_once(world):
    with pytest.raises(Invalid) as failed:
        world.command(OPERATOR, "import_parties", rows=[ROWS[0]] * 5001, dry_run=True)
    assert failed.value.params == {"rows": ["length"]}


def test_office_and_admin_import_into_their_own_subtree(world):
    report = world.command(ADMIN, "import_parties", rows=ROWS, dry_run=False)
    assert counts(report) == (2, 0, 1)
    assert report["errors"] == [{"row": 4, "field": "unit_code", "code": "outside"}]
    assert counts(world.command(OFFICE, "import_parties", rows=ROWS, dry_run=False)) == (1, 2, 0)
    for caller in (VISITOR, REVIEWER):
        with pytest.raises(Forbidden):
            world.command(caller, "import_parties", rows=ROWS, dry_run=True)


def test_an_import_waits_for_the_register(world, monkeypatch):
    monkeypatch.setattr("services.kernel.here.BEHIND_SECONDS", 0.05)
    world.call(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False)
    with pytest.raises(Unavailable, match="reading_behind"):
        world.call(OPERATOR, "import_parties", command_id="d", rows=ROWS, dry_run=False)


def test_one_command_from_four_clients_at_once_imports_once(world):
    def send(_):
        return world.call(OPERATOR, "import_parties", command_id="c", rows=ROWS, dry_run=False)

    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(send, n) for n in range(4)]
        while not all(future.done() for future in futures):
            world.settle()
    assert {future.result()["position"] for future in futures} == {3}
    assert len(world.types()) == 3


def test_two_imports_at_once_register_a_party_without_a_reference_once(world):
    row = {"kind": "household", "name": "余大明", "unit_code": "north"}

    def send(command):
        answer = {"rows": [row], "dry_run": False, "command_id": command}
        try:
            return world.call(OPERATOR, "import_parties", **answer)["new"]
        except Unavailable as behind:  # the first was faster than the register
            return behind.code

    with pause(world.engine, "UPDATE log_head") as importing, ThreadPoolExecutor(2) as pool:
        first = pool.submit(send, "first")
        importing.reached()
        second = pool.submit(send, "second")
        importing.until(second)
    assert (first.result(), second.result()) == (1, "reading_behind")
    world.settle()
    assert (send("second"), world.types()) == (0, ["PartyRegistered"])


def test_parties_are_shown_masked(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    page = world.call(OFFICE, "parties")
    shown = [(item["name"], item["phone"], item["unit"]) for item in page["items"]]
    assert shown == [
        ("云溪米业", "072****1234", "south"),
        ("张**", None, "north-1"),
        ("张**", "138****5678", "north"),
    ]
    assert (page["next"], page["total"]) == (None, 3)


def test_parties_are_found_by_parts_of_a_name_and_ends_of_a_phone(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    found = {
        "张": 2,
        "张三": 2,
        "张三丰": 1,
        "三丰": 1,
        "丰": 1,
        "米业": 1,
        "5678": 1,
        "13812345678": 1,
        "0728-6221234": 1,
        "张丰": 0,
        "1381": 0,
        "·": 0,
        " ": 3,
    }
    assert {typed: world.call(OFFICE, "parties", q=typed)["total"] for typed in found} == found


def test_parties_are_seen_within_the_subtree_only(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    assert names(world.call(SOUTHERNER, "parties")) == ["云溪米业"]
    assert world.call(VISITOR, "parties", unit="north-1")["total"] == 1
    with pytest.raises(NotFound):
        world.call(VISITOR, "parties", unit="south")
    with pytest.raises(Forbidden):
        world.call(ADMIN, "parties")


def test_the_operator_finds_parties_everywhere_but_no_visits(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    assert world.call(OPERATOR, "parties")["total"] == 3
    with pytest.raises(Forbidden):
        world.call(OPERATOR, "list")


def test_who_was_visited_last_comes_first(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    oldest = world.call(OFFICE, "parties")["items"][-1]["id"]
    world.command(OFFICE, "record", party_id=oldest, outcome="met")
    assert world.call(OFFICE, "parties")["items"][0]["id"] == oldest


def test_pages_join_without_gap_or_overlap(world):
    rows = [{**ROWS[1], "name": f"户{n}"} for n in range(7)]
    world.command(OPERATOR, "import_parties", rows=rows, dry_run=False)
    seen, after = [], None
    while True:
        page = world.call(OFFICE, "parties", limit=3, after=after)
        seen += [item["id"] for item in page["items"]]
        if not (after := page["next"]):
            break
    assert len(seen) == len(set(seen)) == 7


def test_no_name_or_phone_stands_in_clear_in_the_database(world):
    world.command(OPERATOR, "import_parties", rows=ROWS, dry_run=False)
    with world.engine.connect() as conn:
        tables = world.app.read_models.live(conn, world.app.register)
        kept = str([list(conn.execute(table.select())) for table in tables.values()])
    assert not any(word in kept for word in ("张三", "米业", "13812345678", "6221234"))
