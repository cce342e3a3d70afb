"""A plan that changes: change_task, cancel_task. Rules: docs/domain.md, issues."""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import TaskCancelled, TaskChanged
from services.issues.handling import check_due
from services.issues.issue import Issue, Task
from services.issues.issue_fact import IssueFact
from services.issues.reason import reason_of


@dataclass(frozen=True, kw_only=True)
class ChangeTask:
    """None: as it was."""

    task_id: str
    reason: str | None = None
    measure: str | None = None
    due: date | None = None
    unit: str | None = None
    quantity: float | None = None
    quantity_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelTask:
    task_id: str
    reason: str | None = None


def change_task(issue: Issue, command: ChangeTask, act: Act) -> list[IssueFact]:
    """Raises Refused: reason_missing, task_completed."""
    task = open_task(issue, command.task_id)
    reason = reason_of(command.reason)
    if command.unit not in (None, issue.lead_unit, *issue.support_units):
        raise Invalid({"unit": ["choice"]})
    if command.due is not None:
        _check_due_shape(issue, command.due, act)
    if command.quantity is not None and (command.quantity_unit or task.quantity_unit) is None:
        raise Invalid({"quantity_unit": ["required"]})
    said = (command.measure, command.due, command.unit, command.quantity)
    if all(value is None for value in said):
        raise Invalid({"measure": ["required"]})
    return [
        TaskChanged(
            **act.entry(issue.issue_id),
            task_id=task.task_id,
            unit_id=command.unit,
            due=command.due,
            quantity=command.quantity,
            quantity_unit=command.quantity_unit,
            measure=command.measure,
            reason=reason,
        )
    ]


def cancel_task(issue: Issue, command: CancelTask, act: Act) -> list[IssueFact]:
    """Raises Refused: reason_missing, task_completed."""
    task = open_task(issue, command.task_id)
    reason = reason_of(command.reason)
    return [TaskCancelled(**act.entry(issue.issue_id), task_id=task.task_id, reason=reason)]


def open_task(issue: Issue, named: str) -> Task:
    """Raises Invalid for another issue's task, Refused("task_completed") for one that is over."""
    task = issue.task(named)
    if task is None:
        raise Invalid({"task_id": ["choice"]})
    if not task.is_open:
        raise Refused("task_completed")
    return task


def _check_due_shape(issue: Issue, due: date, act: Act) -> None:
    """The same bounds as at planning, where they are rules; here they are faults of the field."""
    try:
        check_due(issue, due, act)
    except Refused as refused:
        raise Invalid({"due": [refused.code]}) from None
