"""The numbers of 驾驶舱: how many of how many, of what the caller may see, as of any moment, and the items behind."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from eventlog.errors import Forbidden
from services.campaign.facts import CalendarYearEntered
from services.issues import facts
from services.reports.dashboard.measures import MEASURES
from tests.integration.reports_world import (
    ADMIN,
    NEIGHBOUR,
    NOW,
    OFFICE,
    VISITOR,
    ReportsWorld,
    assigned,
    of,
    person,
)

HEAD = person("hua", "reed", "unit_head")


@pytest.fixture
def world(storage_url: str) -> Iterator[ReportsWorld]:
    found = ReportsWorld(storage_url)
    yield found
    found.engine.dispose()


def done(issue: facts.IssueReported) -> facts.CompletionReported:
    return facts.CompletionReported(**of(issue), claimed="solved")


def closed(issue: facts.IssueReported, outcome: str = "solved") -> facts.IssueClosed:
    return facts.IssueClosed(**of(issue), outcome=outcome)


def called(issue: facts.IssueReported, satisfaction: str | None) -> facts.CallbackRecorded:
    answer = {"solved": "solved", "satisfaction": satisfaction}
    return facts.CallbackRecorded(
        **of(issue), reached=True, basis="reached", called_on=NOW.date(), **answer
    )


def totals(world: ReportsWorld, **fields: Any) -> dict[str, int]:
    return world.call(OFFICE, "dashboard", **fields)["totals"]


def behind(world: ReportsWorld, measure: str, **fields: Any) -> list[str]:
    answer = world.call(OFFICE, "dashboard_items", measure=measure, **fields)
    assert answer["total"] == len(answer["items"])
    return [item["number"] for item in answer["items"]]


def six_weeks(world: ReportsWorld) -> list[facts.IssueReported]:
    """Solved in time and rated; unsolved and late; late in hand; held; only reported."""
    issues = [world.reported(unit_id=unit) for unit in ("reed-team", "reed", "lotus", "lotus")]
    issues.append(world.reported(category="potholes"))
    world.tell(*issues)
    solved, unsolved, late, held, _ = issues
    world.tell(*(assigned(each) for each in (solved, unsolved, late, held)))
    world.pass_days(2)
    world.tell(facts.IssueHeld(**of(held), review_by=date(2026, 12, 20), days_left=3))
    world.tell(done(solved))
    world.tell(called(solved, "mostly_satisfied"))
    world.tell(closed(solved))
    world.pass_days(40)
    world.tell(done(unsolved))
    world.tell(called(unsolved, None))
    world.tell(closed(unsolved, "unsolved"))
    return issues


def test_every_number_is_how_many_of_how_many(world: ReportsWorld) -> None:
    six_weeks(world)
    assert totals(world) == {
        "received": 5,
        "closed": 2,
        "solved": 1,
        "partly_solved": 0,
        "unsolved": 1,
        "timed": 2,
        "on_time": 1,
        "rated": 1,
        "satisfied": 1,
        "not_rated": 1,
        "in_hand": 1,
        "overdue": 1,
        "held": 1,
    }


def test_every_number_opens_to_as_many_items(world: ReportsWorld) -> None:
    six_weeks(world)
    for fields in ({}, {"month": "2026-11"}, {"month": "2027-01"}, {"unit": "power"}):
        counted = totals(world, **fields)
        for measure in counted:
            assert len(behind(world, measure, **fields)) == counted[measure], (measure, fields)
    assert set(MEASURES) - set(counted) == {"worked"}


def test_a_month_is_that_of_recording_and_that_of_closing(world: ReportsWorld) -> None:
    six_weeks(world)
    answer = world.call(OFFICE, "dashboard", month="2027-01")
    assert answer["totals"]["received"] == 0
    assert (answer["totals"]["closed"], answer["totals"]["unsolved"]) == (1, 1)
    assert answer["months"] == [
        {"month": "2026-11", "received": 5, "closed": 1},
        {"month": "2026-12", "received": 0, "closed": 0},
        {"month": "2027-01", "received": 0, "closed": 1},
    ]


def test_categories_and_states_add_up_to_what_came_in(world: ReportsWorld) -> None:
    six_weeks(world)
    answer = world.call(OFFICE, "dashboard")
    assert answer["categories"] == [
        {"category": "power_and_lighting", "count": 4},
        {"category": "potholes", "count": 1},
    ]
    assert answer["states"] == {"assigned": 1, "closed": 2, "held": 1, "reported": 1}
    assert behind(world, "received", categories=["potholes"]) == ["WT-202611-0005"]
    assert behind(world, "received", state="held") == ["WT-202611-0004"]


def test_units_stand_in_the_order_of_area_codes_and_open_to_their_own(world: ReportsWorld) -> None:
    six_weeks(world)
    rows = world.call(OFFICE, "dashboard")["units"]
    assert [(row["unit"], row["received"]) for row in rows] == [("power", 4), ("reed", 1)]
    for row in rows:
        assert len(behind(world, "received", row=row["unit"])) == row["received"]
    assert behind(world, "received", others=True) == []


def test_of_units_that_one_does_not_look_into_there_is_one_row(world: ReportsWorld) -> None:
    six_weeks(world)
    rows = world.call(HEAD, "dashboard")["units"]
    assert [(row["unit"], row["received"]) for row in rows] == [("reed", 1), (None, 2)]
    behind_it = world.call(HEAD, "dashboard_items", measure="received", others=True)
    assert behind_it["total"] == 2


def test_work_is_counted_in_working_days_without_holds(world: ReportsWorld) -> None:
    issue = world.reported()
    world.tell(issue, assigned(issue))  # Tuesday
    world.pass_days(1)
    world.tell(facts.IssueHeld(**of(issue), review_by=date(2026, 12, 20), days_left=3))
    world.pass_days(14)
    world.tell(facts.IssueResumed(**of(issue), due=date(2026, 12, 15)))
    world.pass_days(1)
    world.tell(done(issue))
    world.tell(closed(issue))
    (item,) = world.call(OFFICE, "dashboard_items", measure="worked")["items"]
    assert (item["work_days"], item["on_time"]) == (2, True)
    groups = world.call(OFFICE, "dashboard")["work_days"]
    assert groups[0] == {"group": "0-3", "count": 1}
    assert behind(world, "worked", group="0-3") == [issue.number]
    assert behind(world, "worked", group="4-5") == []


def test_days_that_the_office_entered_are_not_counted(world: ReportsWorld) -> None:
    issue = world.reported()
    world.tell(issue, assigned(issue))
    world.pass_days(2)
    world.tell(done(issue), closed(issue))
    off = (date(2026, 11, 25), date(2026, 11, 26))
    entered = CalendarYearEntered(year=2026, days_off=off, working_days=(), by="olga")
    world.logs["campaign"].add(world.clock(), entered)
    world.settle()
    (item,) = world.call(OFFICE, "dashboard_items", measure="worked")["items"]
    assert item["work_days"] == 0


def test_an_urgent_issue_is_on_time_by_the_clock(world: ReportsWorld) -> None:
    issue = world.reported(danger=True)
    urgent = {"lead_unit_id": "power", "due": NOW.date() + timedelta(days=1), "due_rule": "urgent"}
    world.tell(issue, facts.IssueAssigned(**of(issue), **urgent))
    world.clock.set(NOW + timedelta(hours=25))
    assert totals(world)["overdue"] == 1
    world.tell(done(issue), closed(issue))
    assert (totals(world)["timed"], totals(world)["on_time"]) == (1, 0)


def test_a_reopened_issue_is_not_closed_until_it_is_again(world: ReportsWorld) -> None:
    issue = world.reported()
    world.tell(issue, assigned(issue))
    world.tell(done(issue), called(issue, "satisfied"), closed(issue))
    world.tell(facts.IssueReopened(**of(issue), state="triaged", cause="rebound"))
    counted = totals(world)
    assert [counted[name] for name in ("closed", "solved", "rated", "timed")] == [0, 0, 0, 0]


def test_numbers_of_a_past_day_are_those_of_that_day(world: ReportsWorld) -> None:
    six_weeks(world)
    then = totals(world, as_of=NOW.date().isoformat())
    assert (then["received"], then["in_hand"], then["closed"]) == (5, 4, 0)
    assert then["overdue"] == 0
    assert len(behind(world, "in_hand", as_of=NOW.date().isoformat())) == 4


def test_numbers_are_of_what_the_caller_may_see(world: ReportsWorld) -> None:
    six_weeks(world)
    seen = {
        caller.person: world.call(caller, "dashboard")["totals"]["received"]
        for caller in (OFFICE, VISITOR, NEIGHBOUR)
    }
    assert seen == {"olga": 5, "vera": 3, "nils": 2}
    for method in ("dashboard", "dashboard_items"):
        more = {"measure": "closed"} if method == "dashboard_items" else {}
        with pytest.raises(Forbidden):
            world.call(ADMIN, method, **more)


def test_without_any_fact_there_are_zeros(world: ReportsWorld) -> None:
    answer = world.call(OFFICE, "dashboard")
    assert set(answer["totals"].values()) == {0}
    assert answer["months"] == answer["categories"] == answer["units"] == []
