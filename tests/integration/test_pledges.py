"""领办 over RPC, on both storages: counted for each holder, in the order of area codes."""

from typing import Any

import pytest

from eventlog.errors import NotFound
from services.kernel.caller import Caller, Role
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    HANDLER,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

LEADER = person("lena", "reed", "office")
MEMBER = person("mila", "power")
HEAD = person("hedy", "lotus", "unit_head")
POSITIONS = {"lena": "principal_leader", "mila": "leadership_member", "hedy": "unit_head"}
REACHED = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}


@pytest.fixture
def staffed(world: IssuesWorld) -> IssuesWorld:
    for who in (LEADER, MEMBER, HEAD):
        world.joins(who)
        data = {"person_id": who.person, "unit_id": who.unit, "position": POSITIONS[who.person]}
        world.says("PersonRegistered", data)
    world.settle()
    return world


def close(world: IssuesWorld, issue: str, outcome: str) -> None:
    world.does(HANDLER, "sign_for", id=issue)
    world.does(HANDLER, "report_done", id=issue, measure="换灯", result="换好了")
    world.does(REVIEWER, "record_callback", id=issue, **REACHED)
    more = {"explanation": "下月再修"} if outcome == "unsolved" else {}
    world.does(REVIEWER, "close", id=issue, outcome=outcome, **more)


def pledged(world: IssuesWorld, who: Caller, **more: Any) -> str:
    issue = world.reported(unit="lotus" if who is HEAD else "reed")
    assigned(world, issue)
    world.does(who, "pledge", id=issue, **more)
    return issue


def lines(world: IssuesWorld, caller: Caller, **asked: Any) -> list[tuple[Any, ...]]:
    items = world.call(caller, "pledges", **asked)["items"]
    names = ("holder", "unit", "position", "minimum", "pledged", "solved")
    return [tuple(item[name] for name in names) for item in items]


def test_solved_of_the_minimum_for_each_who_has_one_in_the_order_of_units(
    staffed: IssuesWorld,
) -> None:
    close(staffed, pledged(staffed, LEADER), "solved")
    close(staffed, pledged(staffed, LEADER), "unsolved")
    pledged(staffed, LEADER)
    pledged(staffed, HEAD, for_unit=True)
    assert lines(staffed, OFFICE) == [
        (None, "cloud", None, 2, 0, 0),
        (None, "lotus", None, 2, 1, 0),
        (None, "power", None, 2, 0, 0),
        ("mila", "power", "leadership_member", 1, 0, 0),
        (None, "reed", None, 2, 0, 0),
        ("lena", "reed", "principal_leader", 2, 3, 1),
    ]
    assert lines(staffed, OFFICE, unit="power") == [
        (None, "power", None, 2, 0, 0),
        ("mila", "power", "leadership_member", 1, 0, 0),
    ]


def test_one_who_looks_after_no_unit_sees_the_own_line(staffed: IssuesWorld) -> None:
    assert lines(staffed, MEMBER) == [("mila", "power", "leadership_member", 1, 0, 0)]
    assert lines(staffed, VISITOR) == []
    assert lines(staffed, HEAD) == [(None, "lotus", None, 2, 0, 0)]
    with pytest.raises(NotFound):
        staffed.call(OFFICE, "pledges", unit="nowhere")


def test_what_is_confidential_counts_nowhere(staffed: IssuesWorld) -> None:
    issue = pledged(staffed, LEADER)
    trusted = Caller(
        "cora", "cloud", (Role("office", "cloud"), Role("confidential_handler", "cloud"))
    )
    staffed.joins(trusted)
    assert ("lena", "reed", "principal_leader", 2, 1, 0) in lines(staffed, OFFICE)
    staffed.does(OFFICE, "mark_accused", id=issue, accused_units=["power"])
    for caller in (OFFICE, trusted):
        assert ("lena", "reed", "principal_leader", 2, 0, 0) in lines(staffed, caller)
