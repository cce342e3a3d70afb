"""The office enters the working days of a year."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.kernel.caller import Caller, Role
from tests.integration.campaign_world import CLERK, OPERATOR, CampaignWorld

ADMIN = Caller("a", "d", (Role("admin", "d"),))
COMMUNITY_OFFICE = Caller("b", "c", (Role("office", "c"),))
VISITOR = Caller("v", "c", (Role("visitor", "c"),))
SPRING = {
    "year": 2027,
    "days_off": ["2027-01-01", "2027-02-05", "2027-02-08"],
    "working_days": ["2027-01-30"],
}


@pytest.fixture
def world(storage_url: str) -> Iterator[CampaignWorld]:
    world = CampaignWorld(storage_url)
    world.found()
    yield world
    world.close()


def enter(world: CampaignWorld, caller: Caller = CLERK, **more: Any) -> dict[str, Any]:
    return world.call(caller, "enter_calendar", **{"command_id": "1", **SPRING, **more})


def refusal(world: CampaignWorld, caller: Caller = CLERK, **more: Any) -> tuple[str, str, Any]:
    return world.refusal(caller, "enter_calendar", **{"command_id": "1", **SPRING, **more})


def faults(world: CampaignWorld, **more: Any) -> Any:
    kind, _, params = refusal(world, **more)
    assert kind == "Invalid"
    return params


def test_a_year_is_provisional_until_it_is_entered_and_the_last_entry_counts(world):
    fixed = ["2027-01-01", "2027-10-01"]  # weekdays; 1 and 2 May, 2 and 3 October are of a weekend
    before = world.call(VISITOR, "calendar", year=2027)
    assert (before["status"], before["days_off"]) == ("provisional", fixed)
    assert (before["version"], before["may_enter"]) == (0, False)

    assert enter(world)["version"] == 1
    known = world.call(CLERK, "calendar", year=2027)
    assert (known["status"], known["version"], known["may_enter"]) == ("entered", 1, True)
    assert known["days_off"] == ["2027-01-01", "2027-02-05", "2027-02-08", "2027-10-01"]
    assert known["working_days"] == ["2027-01-30"]

    enter(world, ADMIN, command_id="2", days_off=["2027-02-09"], working_days=[])
    again = world.call(CLERK, "calendar", year=2027)
    assert again["days_off"] == ["2027-01-01", "2027-02-09", "2027-10-01"]
    assert again["working_days"] == []
    assert world.types()[-2:] == ["CalendarYearEntered"] * 2


def test_an_announced_year_is_known_without_an_entry(world):
    announced = world.call(CLERK, "calendar", year=2026)
    assert announced["status"] == "announced"
    assert "2026-02-16" in announced["days_off"]
    assert "2026-02-14" in announced["working_days"]


def test_who_has_no_such_role_at_the_top_enters_nothing(world):
    for caller in (COMMUNITY_OFFICE, VISITOR, OPERATOR):
        assert refusal(world, caller) == ("Forbidden", "forbidden", {})


def test_days_that_cannot_be_are_named_one_by_one(world):
    assert faults(world, days_off=["2027-02-05", "2026-02-05", "2027-02-05"]) == {
        "days_off.1": ["other_year"],
        "days_off.2": ["duplicate"],
    }
    off = ["2027-02-06", "2027-02-05"]
    works = ["2027-02-06", "2027-05-01", "2027-02-03", "2028-02-05", "2027-03-06", "2027-03-06"]
    assert faults(world, days_off=off, working_days=works) == {
        "working_days.0": ["both_lists"],
        "working_days.1": ["off_by_law"],
        "working_days.2": ["works_anyway"],
        "working_days.3": ["other_year"],
        "working_days.5": ["duplicate"],
    }
    assert faults(world, days_off=[]) == {"days_off": ["length"]}
    assert faults(world, year=1999) == {"year": ["range"]}


def test_a_year_that_somebody_entered_meanwhile_is_not_written_over(world):
    enter(world, expected_version=0)
    conflict = refusal(world, command_id="2", expected_version=0)
    assert conflict == ("Conflict", "conflict", {"version": 1})
    assert enter(world, expected_version=0)["version"] == 1  # the same command again
