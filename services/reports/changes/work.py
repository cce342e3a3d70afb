"""Lines while a unit works: who leads, what is planned, what is achieved."""

from dataclasses import replace
from typing import Any

from eventlog.record import Record
from services.reports.changes import Changes
from services.reports.line_values import decimal, json_list, month_of, sequence
from services.reports.lines import EffectLine, IssueLines, ProblemLine, TaskLine


def _assigned(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """Open tasks go over to the new lead unit; what was completed stays with the unit that led it."""
    data = record.data
    whose = {
        "lead_unit_id": data["lead_unit_id"],
        "support_unit_ids": json_list(data.get("support_unit_ids")),
        "responsible_position": data.get("responsible_position"),
    }
    changed = lines.with_tasks(*(replace(task, **whose) for task in lines.open_tasks))
    return changed.with_problem(**whose, state="assigned", due=data.get("due"))


def _returned(lines: IssueLines, _record: Record, _timezone: str) -> IssueLines:
    """Nobody leads until it is assigned again."""
    nobody = {"lead_unit_id": None, "support_unit_ids": "[]", "responsible_position": None}
    return lines.with_problem(**nobody, state="returned", due=None)


def _signed_for(lines: IssueLines, _record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(state="signed")


def _planned(lines: IssueLines, record: Record, timezone: str) -> IssueLines:
    data, problem = record.data, lines.problem
    task = TaskLine(
        **_shared(problem),
        number=data["number"],
        sequence=sequence(data["number"]),
        month=month_of(record, timezone),
        lead_unit_id=problem.lead_unit_id,
        task_id=data["task_id"],
        task_unit_id=data["unit_id"],
        support_unit_ids=problem.support_unit_ids,
        responsible_position=problem.responsible_position,
        due=data.get("due"),
        quantity=decimal(data.get("quantity")),
        quantity_unit=data.get("quantity_unit"),
    )
    state = "held" if problem.state == "held" else "in_progress"
    return lines.with_tasks(task).with_problem(state=state)


def _changed(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    data, task = record.data, lines.tasks.get(record.data["task_id"])
    if task is None:
        return lines
    quantity = decimal(data.get("quantity"))
    changed = replace(
        task,
        task_unit_id=data.get("unit_id") or task.task_unit_id,
        due=data.get("due") or task.due,
        quantity=quantity if quantity is not None else task.quantity,
        quantity_unit=data.get("quantity_unit") or task.quantity_unit,
    )
    return lines.with_tasks(changed)


def _cancelled(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """The line stays on the list, and says so."""
    task = lines.tasks.get(record.data["task_id"])
    return lines if task is None else lines.with_tasks(replace(task, progress="cancelled"))


def _progress_reported(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """Without a task it is progress of the issue, and so of every open task; a quantity is always one task's."""
    named = record.data.get("task_id")
    quantity = decimal(record.data.get("quantity")) if named else None
    return lines.with_tasks(
        *(
            replace(
                task,
                progress="in_progress",
                progress_quantity=quantity or task.progress_quantity,
            )
            for task in lines.open_tasks
            if named in (None, task.task_id)
        )
    )


def _completed(lines: IssueLines, record: Record, timezone: str) -> IssueLines:
    data, problem = record.data, lines.problem
    task = lines.tasks.get(data["task_id"])
    if task is None:
        return lines
    effect = EffectLine(
        **_shared(problem),
        number=data["number"],
        sequence=sequence(data["number"]),
        month=month_of(record, timezone),
        lead_unit_id=task.lead_unit_id,
        task_id=task.task_id,
        task_number=task.number,
        task_unit_id=task.task_unit_id,
        round=problem.round,
        completed_on=data["completed_on"],
        quantity=decimal(data.get("quantity")),
        quantity_unit=data.get("quantity_unit") or task.quantity_unit,
        public_result=task.public_result,
    )
    done = replace(task, progress="completed", completed_on=data["completed_on"])
    return lines.with_tasks(done).with_effects(effect)


def _completion_reported(lines: IssueLines, _record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(state="reported_done")


def _shared(problem: ProblemLine) -> dict[str, Any]:
    return {
        "issue_id": problem.issue_id,
        "issue_number": problem.number,
        "unit_id": problem.unit_id,
        "category": problem.category,
        "field": problem.field,
        "confidential": problem.confidential,
        "on_spot": problem.on_spot,
    }


CHANGES: Changes = {
    "IssueAssigned": _assigned,
    "IssueReturned": _returned,
    "IssueSignedFor": _signed_for,
    "TaskPlanned": _planned,
    "TaskChanged": _changed,
    "TaskCancelled": _cancelled,
    "ProgressReported": _progress_reported,
    "TaskCompleted": _completed,
    "CompletionReported": _completion_reported,
}
