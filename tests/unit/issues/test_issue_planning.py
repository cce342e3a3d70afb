"""Measures change their mind: a task is changed or cancelled with a reason, while it is open."""

from datetime import date, timedelta

import pytest

from services.issues.completion import ReportDone
from services.issues.facts import TaskCancelled
from services.issues.planning import CancelTask, ChangeTask
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    DUE,
    HANDLER,
    ISSUE,
    PLANNED,
    REPORTED,
    TASK,
    TODAY,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import invalid, refused

WHY = "雨季提前"
CANCELLED = TaskCancelled(issue_id=ISSUE, by="hans", by_unit="reed", task_id=TASK, reason=WHY)


def test_a_task_keeps_what_is_not_said_anew():
    issue = given(REPORTED, same(ASSIGNED, support_unit_ids=("water",)), PLANNED)
    told = ChangeTask(
        task_id=TASK, reason=WHY, unit="water", due=TODAY, quantity=420, quantity_unit="米"
    )
    task = then(issue, when("change_task", issue, told, HANDLER)).task(TASK)
    assert task
    assert (task.unit_id, task.due, task.quantity, task.quantity_unit) == (
        "water",
        TODAY,
        420,
        "米",
    )
    (fact,) = when(
        "change_task", issue, ChangeTask(task_id=TASK, reason=WHY, measure="铺管"), HANDLER
    )
    kept = then(issue, [fact]).task(TASK)
    assert kept
    assert (kept.unit_id, kept.due, kept.quantity) == ("reed", DUE, None)


def test_a_change_and_a_cancellation_say_why():
    with refused("reason_missing"):
        told = ChangeTask(task_id=TASK, measure="铺管")
        when("change_task", in_state("in_progress"), told, HANDLER)
    with refused("reason_missing"):
        when("cancel_task", in_state("in_progress"), CancelTask(task_id=TASK), HANDLER)


def test_what_is_completed_neither_changes_nor_is_cancelled():
    two = given(REPORTED, ASSIGNED, PLANNED, same(PLANNED, task_id="two"), COMPLETED)
    with refused("task_completed"):
        told = ChangeTask(task_id=TASK, measure="铺管", reason=WHY)
        when("change_task", two, told, HANDLER)
    with refused("task_completed"):
        when("cancel_task", two, CancelTask(task_id=TASK, reason=WHY), HANDLER)
    over = given(REPORTED, ASSIGNED, PLANNED, COMPLETED)
    with refused("task_completed"):
        when("cancel_task", over, CancelTask(task_id="any", reason=WHY), HANDLER)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, {"measure": ["required"]}),
        ({"unit": "lotus"}, {"unit": ["choice"]}),
        ({"due": TODAY - timedelta(days=1)}, {"due": ["due_in_past"]}),
        ({"due": DUE + timedelta(days=1)}, {"due": ["due_after_issue"]}),
        ({"quantity": 3.0}, {"quantity_unit": ["required"]}),
    ],
    ids=["nothing said", "another's unit", "yesterday", "after the issue", "no unit of measure"],
)
def test_a_change_keeps_within_the_issue(told: dict[str, object], wrong: dict[str, object]):
    with invalid(**wrong):
        change = ChangeTask(task_id=TASK, reason=WHY, **told)  # type: ignore[arg-type]
        when("change_task", in_state("in_progress"), change, HANDLER)
    with invalid(task_id=["choice"]):
        when("change_task", in_state("in_progress"), ChangeTask(task_id="other"), HANDLER)


def test_tasks_of_a_held_issue_may_be_due_later():
    later = ChangeTask(task_id=TASK, due=date(2027, 3, 1), reason=WHY)
    issue = in_state("held")
    changed = then(issue, when("change_task", issue, later, HANDLER))
    assert changed.state == "held"
    assert changed.open_tasks[0].due == date(2027, 3, 1)


def test_after_the_only_task_is_cancelled_there_is_none_to_report():
    issue = in_state("in_progress", CANCELLED)
    assert (issue.state, issue.open_tasks) == ("in_progress", ())
    with refused("result_missing"):
        when("report_done", issue, ReportDone(), HANDLER)
    facts = when("report_done", issue, ReportDone(measure="铺管", result="铺好了"), HANDLER)
    assert then(issue, facts).state == "reported_done"


def test_a_cancelled_task_beside_a_completed_one_asks_for_nothing_more():
    two = given(REPORTED, ASSIGNED, PLANNED, same(PLANNED, task_id="two"), COMPLETED)
    left = then(two, [same(CANCELLED, task_id="two")])
    assert then(left, when("report_done", left, ReportDone(), HANDLER)).state == "reported_done"
