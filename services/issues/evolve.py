"""What each fact does to an issue: `fold` a stream, or `evolve` by one fact.

issue = fold(facts)      # facts with the instants at which they were recorded
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from types import MappingProxyType

from eventlog.fact import Fact
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    IssueAssigned,
    IssueClosed,
    IssueReported,
    IssueSignedFor,
    IssueTriaged,
    ProgressReported,
    PublicTextApproved,
    PublicTextProposed,
    ReworkOrdered,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue, Part, Proposal, Task


def fold(facts: Iterable[tuple[Fact, datetime]]) -> Issue | None:
    """The issue after these facts of one stream, oldest first; None when there are none."""
    issue: Issue | None = None
    for fact, recorded_at in facts:
        issue = evolve(issue, fact, recorded_at)
    return issue


def evolve(issue: Issue | None, fact: Fact, recorded_at: datetime) -> Issue:
    """The issue one version later."""
    if isinstance(fact, IssueReported):
        return _begin(fact, recorded_at)
    if issue is None:
        raise ValueError(f"a stream does not begin with {type(fact).__name__}")
    return _apply(fact, replace(issue, version=issue.version + 1, recorded_at=recorded_at))


def _begin(fact: IssueReported, recorded_at: datetime) -> Issue:
    return Issue(
        issue_id=fact.issue_id,
        number=fact.number,
        kind=fact.kind,
        category=fact.category,
        field=fact.field,
        unit_id=fact.unit_id,
        reported_by=fact.by,
        reporter_id=fact.reporter_id,
        reported_at=recorded_at,
        recorded_at=recorded_at,
        is_urgent=fact.danger,
        needs_conditions=fact.needs_conditions,
        is_confidential=fact.confidential,
        is_on_spot=fact.on_spot,
        accused_units=fact.accused_unit_ids,
    )


@singledispatch
def _apply(fact: Fact, _issue: Issue) -> Issue:
    raise TypeError(f"an issue knows no {type(fact).__name__}")


@_apply.register
def _(fact: IssueTriaged, issue: Issue) -> Issue:
    conditions = issue.needs_conditions if fact.needs_conditions is None else fact.needs_conditions
    return replace(
        issue,
        state="triaged",
        category=fact.category,
        field=fact.field or issue.field,
        needs_conditions=conditions,
        limit_class=fact.limit_class or issue.limit_class,
        is_urgent=issue.is_urgent or fact.limit_class == "urgent",
    )


@_apply.register
def _(fact: IssueAssigned, issue: Issue) -> Issue:
    return replace(
        issue,
        state="assigned",
        lead_unit=fact.lead_unit_id,
        support_units=fact.support_unit_ids,
        reviewer=fact.reviewer_id or issue.reviewer,
        due=fact.due,
        assigned_at=issue.recorded_at,
        handling_units=issue.handling_units | {fact.lead_unit_id, *fact.support_unit_ids},
    )


@_apply.register
def _(fact: IssueSignedFor, issue: Issue) -> Issue:
    return replace(_worked_by(fact.by, issue), state="signed")


@_apply.register
def _(fact: TaskPlanned, issue: Issue) -> Issue:
    task = Task(
        fact.task_id, fact.number, fact.unit_id, fact.due, fact.quantity, fact.quantity_unit
    )
    return replace(
        _worked_by(fact.by, issue),
        state="held" if issue.state == "held" else "in_progress",
        tasks=(*issue.tasks, task),
        tasks_since_rework=issue.tasks_since_rework + 1,
        handling_units=issue.handling_units | {fact.unit_id},
    )


@_apply.register
def _(fact: ProgressReported, issue: Issue) -> Issue:
    return _worked_by(fact.by, issue)


@_apply.register
def _(fact: TaskCompleted, issue: Issue) -> Issue:
    tasks = tuple(
        replace(task, is_completed=True) if task.task_id == fact.task_id else task
        for task in issue.tasks
    )
    return replace(_worked_by(fact.by, issue), tasks=tasks)


@_apply.register
def _(fact: CompletionReported, issue: Issue) -> Issue:
    return replace(
        _worked_by(fact.by, issue), state="reported_done", completed_at=issue.recorded_at
    )


@_apply.register
def _(fact: CallbackRecorded, issue: Issue) -> Issue:
    if fact.basis is None:
        return replace(issue, tries=(*issue.tries, fact.called_on))
    return replace(issue, state="called_back", solved=fact.solved)


@_apply.register
def _(fact: ReworkOrdered, issue: Issue) -> Issue:
    return replace(
        issue,
        state="in_progress",
        reworks=issue.reworks + 1,
        tasks_since_rework=0,
        due=fact.due or issue.due,
        completed_at=None,
        tries=(),
        solved=None,
    )


@_apply.register
def _(fact: IssueClosed, issue: Issue) -> Issue:
    return replace(issue, state="closed", outcome=fact.outcome)


@_apply.register
def _(fact: PublicTextProposed, issue: Issue) -> Issue:
    proposal = Proposal(fact.text, fact.by)
    return _with_proposals(issue, {**issue.proposals, (fact.part, fact.task_id): proposal})


@_apply.register
def _(fact: PublicTextApproved, issue: Issue) -> Issue:
    waiting = {p: t for p, t in issue.proposals.items() if p != (fact.part, fact.task_id)}
    return _with_proposals(issue, waiting)


def _with_proposals(issue: Issue, proposals: dict[Part, Proposal]) -> Issue:
    return replace(issue, proposals=MappingProxyType(proposals))


def _worked_by(person: str, issue: Issue) -> Issue:
    return replace(issue, handling_people=issue.handling_people | {person})
