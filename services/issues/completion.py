"""How the handling units say that it is done: complete_task, report_done.

A later act implies the earlier ones: reporting done without a task plans and completes one.
Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import CompletionReported, TaskCompleted, TaskPlanned
from services.issues.issue import Issue, Task
from services.issues.issue_fact import IssueFact
from services.issues.numbers import effect_number, task_id, task_number
from services.issues.planning import open_task


@dataclass(frozen=True, kw_only=True)
class CompleteTask:
    """With `report_done` the last open task also reports the issue done, claiming `claimed`."""

    task_id: str
    result: str | None = None
    quantity: float | None = None
    quantity_unit: str | None = None
    completed_on: date | None = None
    report_done: bool = False
    claimed: str = "solved"
    contacted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReportDone:
    """Measure, result and quantity are for an issue that has no task since its last rework."""

    claimed: str = "solved"
    result: str | None = None
    measure: str | None = None
    quantity: float | None = None
    quantity_unit: str | None = None
    completed_on: date | None = None
    contacted_on: date | None = None


def complete_task(issue: Issue, command: CompleteTask, act: Act) -> list[IssueFact]:
    """Raises Refused: task_completed, open_tasks, result_missing, quantity_missing."""
    task = open_task(issue, command.task_id)
    if command.report_done and issue.state != "in_progress":
        raise Refused("not_in_state", {"state": issue.state})
    if command.report_done and issue.open_tasks != (task,):
        raise Refused("open_tasks", {"count": len(issue.open_tasks) - 1})
    if command.result is None:
        raise Refused("result_missing")
    if task.quantity is not None and command.quantity is None:
        raise Refused("quantity_missing")
    facts: list[IssueFact] = [_completed(issue, task, command, act, implied=False)]
    if command.report_done:
        facts.append(_reported_done(issue, command, act, summary=None))
    return facts


def report_done(issue: Issue, command: ReportDone, act: Act) -> list[IssueFact]:
    """Raises Refused: result_missing. Open tasks are refused by the guard."""
    if issue.tasks_of_round:
        return [_reported_done(issue, command, act, summary=command.result)]
    if command.result is None:
        raise Refused("result_missing")
    if command.measure is None:
        raise Invalid({"measure": ["required"]})
    planned = TaskPlanned(
        **act.entry(issue.issue_id),
        task_id=task_id(issue.issue_id, len(issue.tasks) + 1),
        number=task_number(issue.number, len(issue.tasks) + 1),
        unit_id=str(issue.lead_unit),
        due=issue.due or act.today,
        measure=command.measure,
        implied=True,
    )
    task = Task(planned.task_id, planned.number, planned.unit_id, planned.due, None, None)
    completed = _completed(issue, task, command, act, implied=True)
    return [planned, completed, _reported_done(issue, command, act, summary=None)]


def _completed(
    issue: Issue, task: Task, command: CompleteTask | ReportDone, act: Act, *, implied: bool
) -> TaskCompleted:
    act.check_not_in_future(completed_on=command.completed_on)
    unit = command.quantity_unit or task.quantity_unit
    if command.quantity is not None and unit is None:
        raise Invalid({"quantity_unit": ["required"]})
    return TaskCompleted(
        **act.entry(issue.issue_id),
        task_id=task.task_id,
        number=effect_number(task.number),
        completed_on=command.completed_on or act.today,
        quantity=command.quantity,
        quantity_unit=None if command.quantity is None else unit,
        result=command.result,
        implied=implied,
    )


def _reported_done(
    issue: Issue, command: CompleteTask | ReportDone, act: Act, *, summary: str | None
) -> CompletionReported:
    act.check_not_in_future(contacted_on=command.contacted_on)
    return CompletionReported(
        **act.entry(issue.issue_id),
        claimed=command.claimed,
        contacted_on=command.contacted_on,
        summary=summary,
    )
