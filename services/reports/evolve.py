"""What each fact of an issue does to its lines: `evolve` is pure, and the lists are nothing but its result.

Facts come as stored (a type name and plain data), because the lists read them tolerantly: a type that is not
named here changes no line, and a field that is missing is unknown. Sealed words are never looked at.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from eventlog.record import Record
from services.reports.line_values import decimal, json_list, month_of, sequence
from services.reports.lines import EffectLine, IssueLines, ProblemLine, TaskLine

Data = dict[str, Any]


def evolve(lines: IssueLines | None, record: Record, timezone: str) -> IssueLines | None:
    """The issue's lines after this fact; `lines` is None before the issue was reported."""
    if record.type == "IssueReported":
        return IssueLines(_reported(record, timezone))
    change = _CHANGES.get(record.type)
    return lines if lines is None or change is None else change(lines, record, timezone)


def touches_lines(record: Record) -> bool:
    return record.type == "IssueReported" or record.type in _CHANGES


def _reported(record: Record, timezone: str) -> ProblemLine:
    data = record.data
    return ProblemLine(
        issue_id=data["issue_id"],
        number=data["number"],
        sequence=sequence(data["number"]),
        month=month_of(record, timezone),
        unit_id=data["unit_id"],
        category=data["category"],
        field=data.get("field"),
        confidential=bool(data.get("confidential")),
        on_spot=bool(data.get("on_spot")),
        kind=data["kind"],
        source=data["source"],
        occurred_on=data.get("occurred_on"),
        reported_us=record.recorded_us,
        needs_conditions=data.get("needs_conditions"),
        urgent=bool(data.get("danger")),
    )


def _triaged(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    data, problem = record.data, lines.problem
    conditions = data.get("needs_conditions")
    named = {"category": data["category"], "field": data.get("field") or problem.field}
    changed = lines.with_tasks(*(replace(task, **named) for task in lines.tasks.values()))
    changed = changed.with_effects(*(replace(each, **named) for each in lines.effects.values()))
    return changed.with_problem(
        **named,
        state="triaged",
        needs_conditions=problem.needs_conditions if conditions is None else conditions,
        urgent=problem.urgent or data.get("limit_class") == "urgent",
    )


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
        round=problem.reworks,
        completed_on=data["completed_on"],
        quantity=decimal(data.get("quantity")),
        quantity_unit=data.get("quantity_unit") or task.quantity_unit,
        public_result=task.public_result,
    )
    done = replace(task, progress="completed", completed_on=data["completed_on"])
    return lines.with_tasks(done).with_effects(effect)


def _completion_reported(lines: IssueLines, _record: Record, _timezone: str) -> IssueLines:
    return lines.with_problem(state="reported_done")


def _called_back(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """A try that reached nobody changes nothing; an answer is about the results since the last rework."""
    data, problem = record.data, lines.problem
    if data.get("basis") is None:
        return lines
    answer: dict[str, Any] = {
        "solved": data.get("solved"),
        "satisfaction": data.get("satisfaction") or "not_rated",
    }
    asked_about = [each for each in lines.effects.values() if each.round == problem.reworks]
    changed = lines.with_effects(*(replace(each, **answer) for each in asked_about))
    return changed.with_problem(state="called_back")


def _rework_ordered(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    problem = lines.problem
    due = record.data.get("due") or problem.due
    return lines.with_problem(state="in_progress", reworks=problem.reworks + 1, due=due)


def _closed(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    outcome = record.data["outcome"]
    closed = (replace(each, closed=True, outcome=outcome) for each in lines.effects.values())
    return lines.with_effects(*closed).with_problem(
        state="closed", outcome=outcome, ended_position=record.position
    )


def _text_approved(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """A result may be approved before the task is completed: it waits on the task's line."""
    part, text = record.data["part"], record.data["text"]
    if part == "public_text":
        return lines.with_problem(public_text=text)
    task = lines.tasks.get(record.data.get("task_id", ""))
    if task is not None and part == "public_measure":
        return lines.with_tasks(replace(task, public_measure=text))
    if task is not None and part == "public_result":
        effect = lines.effects.get(task.task_id)
        effects = [replace(effect, public_result=text)] if effect else []
        return lines.with_tasks(replace(task, public_result=text)).with_effects(*effects)
    return lines


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


_CHANGES: dict[str, Callable[[IssueLines, Record, str], IssueLines]] = {
    "IssueTriaged": _triaged,
    "IssueAssigned": _assigned,
    "IssueSignedFor": _signed_for,
    "TaskPlanned": _planned,
    "ProgressReported": _progress_reported,
    "TaskCompleted": _completed,
    "CompletionReported": _completion_reported,
    "CallbackRecorded": _called_back,
    "ReworkOrdered": _rework_ordered,
    "IssueClosed": _closed,
    "PublicTextApproved": _text_approved,
}
