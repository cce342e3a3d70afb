"""The clock of issues on both storages: each level once, whoever steps it and however often it stops."""

from datetime import timedelta
from typing import Any

import pytest

from services.issues.clock import Escalating
from tests.integration.issues_fixtures import world
from tests.integration.issues_world import HANDLER, OFFICE, REVIEWER, VISITOR, IssuesWorld

__all__ = ["world"]
LEVELS = [0, 1, 2, 3]


def given_to_power(world: IssuesWorld) -> str:
    """An ordinary issue that has its five working days from now."""
    issue = world.reported()
    told = {"category": "power_and_lighting", "lead_unit": "power"}
    world.does(OFFICE, "assign", id=issue, **told)
    return issue


def step(world: IssuesWorld, name: str = "escalation") -> int:
    [worker] = [each for each in world.issues.workers if each.name == name]
    steps = 0
    while worker.step(world.clock()):
        steps += 1
        world.settle()
    world.settle()
    return steps


def escalated(world: IssuesWorld, issue_id: str, limit: str = "handling") -> list[int]:
    items = world.call(OFFICE, "timeline", id=issue_id)["items"]
    told = [item["fields"] for item in items if item["type"] == "IssueEscalated"]
    return sorted(fields["level"] for fields in told if fields["limit"] == limit)


def later(world: IssuesWorld, **time: Any) -> None:
    world.clock.set(world.clock() + timedelta(**time))


def test_every_level_is_recorded_once_however_often_the_clock_steps(world: IssuesWorld):
    issue = given_to_power(world)
    world.does(HANDLER, "plan_task", id=issue, measure="换灯")
    for _ in range(30):
        step(world)
        later(world, days=1)
    assert escalated(world, issue) == LEVELS
    assert step(world) == 0


def test_a_clock_that_was_stopped_records_what_it_missed(world: IssuesWorld):
    issue = given_to_power(world)
    later(world, days=30)
    assert step(world) >= 1
    assert escalated(world, issue) == LEVELS
    assert escalated(world, issue, "sign_for") == [2]


def test_two_clocks_that_see_the_same_board_record_it_once(world: IssuesWorld):
    """Neither's board has heard of the other: the stream decides."""
    issue = given_to_power(world)
    later(world, days=30)
    first, second = Escalating(world.issues), Escalating(world.issues)
    assert first.step(world.clock())
    assert not second.step(world.clock())
    world.settle()
    assert escalated(world, issue) == LEVELS


def test_an_order_of_the_clock_is_answered_by_the_unit(world: IssuesWorld):
    issue = given_to_power(world)
    later(world, days=8)
    step(world)
    offered = world.call(HANDLER, "allowed", id=issue)["items"]
    [answering] = [item for item in offered if item["command"] == "answer_supervision"]
    assert answering["enabled"]
    levels = {order["level"] for order in answering["fields"]["orders"]}
    assert levels == {2}


@pytest.fixture
def on_the_spot(world: IssuesWorld) -> list[str]:
    told = {
        "unit": "reed",
        "verbatim": "灯坏了",
        "category": "power_and_lighting",
        "result": "换了",
    }
    return [world.does(VISITOR, "report_solved_on_spot", **told)["id"] for _ in range(7)]


def test_of_what_was_solved_on_the_spot_one_in_five_is_called_back(
    world: IssuesWorld, on_the_spot: list[str]
):
    due = [needs_call(world, issue) for issue in on_the_spot]
    assert due == [True, False, False, False, False, True, False]


def test_one_dissatisfied_answer_makes_the_rest_of_unit_and_month_due_for_call_back(
    world: IssuesWorld, on_the_spot: list[str]
):
    answer = {"reached": True, "solved": "unsolved", "satisfaction": "dissatisfied"}
    world.does(REVIEWER, "close", id=on_the_spot[1], outcome="solved")
    world.does(REVIEWER, "record_callback", id=on_the_spot[0], **answer)
    assert step(world, "on-the-spot sample") >= 1
    left = [issue for issue in on_the_spot if issue not in on_the_spot[:2]]
    assert all(needs_call(world, issue) for issue in left)
    assert world.get(on_the_spot[1], REVIEWER)["state"] == "closed"
    assert step(world, "on-the-spot sample") == 0


def needs_call(world: IssuesWorld, issue_id: str) -> bool:
    return world.get(issue_id, REVIEWER)["whose_turn"]["verb"] == "record_callback"
