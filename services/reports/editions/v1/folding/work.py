"""Who leads, what is planned by when, and what a task achieves."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.folding import (
    Change,
    given,
    local_day,
    plain,
    to_state,
    with_tasks,
)
from services.reports.editions.v1.state import Issue, Result, Task

Data = dict[str, Any]


def _assigned(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Open tasks go over to the new lead unit; what was completed stays with the unit that led it."""
    data = record.data
    whose: Data = {
        "lead": data["lead_unit_id"],
        "support": tuple(data.get("support_unit_ids") or ()),
        "responsible": data.get("responsible_position"),
    }
    tasks = {
        task.id: replace(task, **whose) if task.is_open else task for task in issue.tasks.values()
    }
    return replace(issue, **whose, tasks=tasks, state="assigned", due=data.get("due"))


def _returned(issue: Issue, _record: Record, _zone: ZoneInfo) -> Issue:
    return replace(issue, state="returned", lead=None, support=(), responsible=None, due=None)


def _planned(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    data = record.data
    task = Task(
        id=data["task_id"],
        number=data["number"],
        month=local_day(record, zone)[:7],
        planned_at=record.position,
        unit=data["unit_id"],
        lead=issue.lead,
        support=issue.support,
        responsible=issue.responsible,
        due=data.get("due"),
        quantity=plain(data.get("quantity")),
        quantity_unit=data.get("quantity_unit"),
    )
    state = "held" if issue.state == "held" else "in_progress"
    return replace(with_tasks(issue, task), state=state)


def _task_changed(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data, task = record.data, issue.tasks.get(record.data["task_id"])
    if task is None:
        return issue
    changed = replace(
        task,
        unit=given(data.get("unit_id"), task.unit),
        due=given(data.get("due"), task.due),
        quantity=given(plain(data.get("quantity")), task.quantity),
        quantity_unit=given(data.get("quantity_unit"), task.quantity_unit),
    )
    return with_tasks(issue, changed)


def _cancelled(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    task = issue.tasks.get(record.data["task_id"])
    return issue if task is None else with_tasks(issue, replace(task, progress="cancelled"))


def _progress(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Without a task it is progress of every open one; a quantity is always one task's."""
    named = record.data.get("task_id")
    amount = plain(record.data.get("quantity")) if named else None
    return with_tasks(
        issue,
        *(
            replace(
                task,
                progress="in_progress",
                progress_quantity=given(amount, task.progress_quantity),
            )
            for task in issue.tasks.values()
            if task.is_open and named in (None, task.id)
        ),
    )


def _completed(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    data, task = record.data, issue.tasks.get(record.data["task_id"])
    if task is None:
        return issue
    result = Result(
        number=data["number"],
        month=local_day(record, zone)[:7],
        completed_at=record.position,
        completed_on=data["completed_on"],
        quantity=plain(data.get("quantity")),
        quantity_unit=data.get("quantity_unit") or task.quantity_unit,
        unit=task.unit,
        lead=task.lead,
        round=issue.round,
    )
    return with_tasks(issue, replace(task, progress="completed", result=result))


def due_set(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(issue, due=record.data["due"])


def _resumed(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(issue, state="in_progress", due=record.data["due"])


CHANGES: dict[str, Change] = {
    "IssueAssigned": _assigned,
    "IssueReturned": _returned,
    "IssueSignedFor": to_state("signed"),
    "TaskPlanned": _planned,
    "TaskChanged": _task_changed,
    "TaskCancelled": _cancelled,
    "ProgressReported": _progress,
    "TaskCompleted": _completed,
    "CompletionReported": to_state("reported_done"),
    "ExtensionGranted": due_set,
    "DeadlineRecomputed": due_set,
    "IssueHeld": to_state("held"),
    "IssueResumed": _resumed,
}
