"""What each fact does to an issue. A type that is not named here changes nothing that an edition says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.state import Issue, Result, Task

Data = dict[str, Any]


def reported(record: Record, zone: ZoneInfo) -> Issue:
    data = record.data
    return Issue(
        id=data["issue_id"],
        number=data["number"],
        month=local_day(record, zone)[:7],
        reported_at=record.position,
        source=data["source"],
        occurred_on=data.get("occurred_on"),
        category=data["category"],
        field=data.get("field"),
        place=data["unit_id"],
        on_spot=bool(data.get("on_spot")),
        needs_conditions=data.get("needs_conditions"),
        urgent=bool(data.get("danger")),
    )


def follow(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    change = _CHANGES.get(record.type)
    return issue if change is None else change(issue, record, zone)


def local_day(record: Record, zone: ZoneInfo) -> str:
    """The ISO day at which it was recorded: 2026-06-30T16:30Z is the first of July in Shanghai."""
    return record.recorded_at.astimezone(zone).date().isoformat()


def _triaged(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data = record.data
    return replace(
        issue,
        state="triaged",
        category=data["category"],
        field=_or(data.get("field"), issue.field),
        needs_conditions=_or(data.get("needs_conditions"), issue.needs_conditions),
        urgent=issue.urgent or data.get("limit_class") == "urgent",
    )


def _corrected(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data = record.data
    return replace(
        issue,
        category=_or(data.get("category"), issue.category),
        field=_or(data.get("field"), issue.field),
        place=_or(data.get("unit_id"), issue.place),
        occurred_on=_or(data.get("occurred_on"), issue.occurred_on),
        urgent=_or(data.get("danger"), issue.urgent),
    )


def _ended(state: str) -> "Change":
    return lambda issue, record, _zone: replace(issue, state=state, ended_at=record.position)


def _withdrawn(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    """It ends with the last reporter who takes it back."""
    return _ended("withdrawn")(issue, record, zone) if record.data.get("is_last", True) else issue


def _unmerged(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Told in both streams; only the one that had been absorbed goes on from here."""
    data = record.data
    if data["issue_id"] != data["absorbed_id"]:
        return issue
    return replace(issue, state=data["state"], ended_at=None, turns=issue.turns + 1)


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


def _state(state: str) -> "Change":
    return lambda issue, _record, _zone: replace(issue, state=state)


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
    return replace(_with(issue, task), state=state)


def _task_changed(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    data, task = record.data, issue.tasks.get(record.data["task_id"])
    if task is None:
        return issue
    changed = replace(
        task,
        unit=_or(data.get("unit_id"), task.unit),
        due=_or(data.get("due"), task.due),
        quantity=_or(plain(data.get("quantity")), task.quantity),
        quantity_unit=_or(data.get("quantity_unit"), task.quantity_unit),
    )
    return _with(issue, changed)


def _cancelled(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    task = issue.tasks.get(record.data["task_id"])
    return issue if task is None else _with(issue, replace(task, progress="cancelled"))


def _progress(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Without a task it is progress of every open one; a quantity is always one task's."""
    named = record.data.get("task_id")
    amount = plain(record.data.get("quantity")) if named else None
    return _with(
        issue,
        *(
            replace(
                task,
                progress="in_progress",
                progress_quantity=_or(amount, task.progress_quantity),
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
    return _with(issue, replace(task, progress="completed", result=result))


def _due(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(issue, due=record.data["due"])


def _resumed(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(issue, state="in_progress", due=record.data["due"])


def _called_back(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """Without a basis it reached nobody; without an answer, what was said by tracking code stands."""
    data = record.data
    if data.get("basis") is None:
        return issue
    said = data.get("satisfaction") or "not_rated"
    called = replace(issue, state="called_back")
    return _answered(called, said, only_unasked=data["basis"] != "reached")


def _rated(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return _answered(issue, record.data["satisfaction"], only_unasked=False)


def _answered(issue: Issue, said: str, only_unasked: bool) -> Issue:
    def answer(before: str | None) -> str:
        return before if only_unasked and before is not None else said

    answered = replace(issue, satisfaction=answer(issue.satisfaction))
    return _of_round(answered, lambda r: replace(r, satisfaction=answer(r.satisfaction)))


def _rework(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    return replace(
        issue,
        state="in_progress",
        reworks=issue.reworks + 1,
        round=issue.round + 1,
        satisfaction=None,
        recheck=None,
        due=record.data.get("due") or issue.due,
    )


def _closed(issue: Issue, record: Record, zone: ZoneInfo) -> Issue:
    return replace(
        issue,
        state="closed",
        outcome=record.data["outcome"],
        ended_at=record.position,
        closed_at=record.position,
        closed_on=local_day(record, zone),
    )


def _rechecked(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    found = "still_solved" if record.data["still_solved"] else "rebounded"
    bad = found == "rebounded"
    checked = replace(issue, recheck=found)
    return _of_round(checked, lambda r: replace(r, recheck=found, rebounded=r.rebounded or bad))


def _reopened(issue: Issue, record: Record, _zone: ZoneInfo) -> Issue:
    """It begins anew: nobody leads, nothing is due, and no result is closed any longer."""
    return replace(
        issue,
        state=record.data["state"],
        outcome=None,
        ended_at=None,
        closed_at=None,
        closed_on=None,
        lead=None,
        support=(),
        responsible=None,
        due=None,
        turns=issue.turns + 1,
        round=issue.round + 1,
        satisfaction=None,
        recheck=None,
    )


def _of_round(issue: Issue, change: Callable[[Result], Result]) -> Issue:
    return _with(
        issue,
        *(
            replace(task, result=change(task.result))
            for task in issue.tasks.values()
            if task.result is not None and task.result.round == issue.round
        ),
    )


def _with(issue: Issue, *tasks: Task) -> Issue:
    return replace(issue, tasks={**issue.tasks, **{task.id: task for task in tasks}})


def _or(value: Any, before: Any) -> Any:
    return before if value is None else value


def plain(value: float | None) -> int | float | None:
    """8 rather than 8.0, as people count and as the canonical form writes it."""
    return int(value) if value is not None and float(value).is_integer() else value


Change = Callable[[Issue, Record, ZoneInfo], Issue]
_CHANGES: dict[str, Change] = {
    "IssueTriaged": _triaged,
    "IssueCorrected": _corrected,
    "IssueFiled": _ended("filed"),
    "IssueReferred": _ended("referred"),
    "IssueRejected": _ended("rejected"),
    "IssueMerged": _ended("merged"),
    "IssueUnmerged": _unmerged,
    "IssueWithdrawn": _withdrawn,
    "IssueAssigned": _assigned,
    "IssueReturned": _returned,
    "IssueSignedFor": _state("signed"),
    "TaskPlanned": _planned,
    "TaskChanged": _task_changed,
    "TaskCancelled": _cancelled,
    "ProgressReported": _progress,
    "TaskCompleted": _completed,
    "CompletionReported": _state("reported_done"),
    "ExtensionGranted": _due,
    "DeadlineRecomputed": _due,
    "IssueHeld": _state("held"),
    "IssueResumed": _resumed,
    "CallbackRecorded": _called_back,
    "OutcomeRated": _rated,
    "ReworkOrdered": _rework,
    "IssueClosed": _closed,
    "RecheckRecorded": _rechecked,
    "IssueReopened": _reopened,
}
