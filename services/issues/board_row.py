"""A row of the board, and the issue that it stands for: enough of it for `evolve` to take the next fact."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from eventlog.clock import from_microseconds, to_microseconds
from services.issues.issue import Issue, Part, Proposal, Task
from services.issues.limits import current_limit
from services.kernel.working_days import local_day

UNIT, PERSON, ACCUSED, TASK, TEXT = "unit", "person", "accused", "task", "text"
LAST = "9"  # closed issues come after the open ones


@dataclass(frozen=True, order=True)
class Link:
    """A handling unit or person, an accused unit, the unit of the open task `ref`, or the proposer of the
    public text `ref`, which waits for a second person."""

    kind: str
    value: str
    ref: str = ""


@dataclass(frozen=True)
class BoardRow:
    """Days are ISO text, instants microseconds. Open issues are ranked by urgency, limit and age, closed ones
    by when they were closed, newest first."""

    issue_id: str
    number: str
    month: str
    version: int
    state: str
    outcome: str | None
    kind: str
    category: str
    field: str | None
    unit_id: str
    lead_unit: str | None
    reviewer: str | None
    reported_by: str
    reporter_id: str
    urgent: bool
    needs_conditions: bool | None
    confidential: bool
    on_spot: bool
    limit_class: str | None
    reworks: int
    due: str | None
    limit_kind: str | None
    limit_due: str | None
    reported_us: int
    recorded_us: int
    assigned_us: int | None
    completed_us: int | None
    last_type: str
    words: str | None  # the sealed verbatim, as JSON
    rank_text: str
    rank_number: int
    links: frozenset[Link] = dataclasses.field(default=frozenset(), compare=False)


def row_of(issue: Issue, last_type: str, words: str | None, timezone: str) -> BoardRow:
    limit = current_limit(issue, timezone)
    reported_us, recorded_us = (
        to_microseconds(issue.reported_at),
        to_microseconds(issue.recorded_at),
    )
    limit_due = limit.due.isoformat() if limit else None
    rank = _rank(issue, limit_due or f"{local_day(issue.recorded_at, timezone)}")
    return BoardRow(
        issue_id=issue.issue_id,
        number=issue.number,
        month=f"{issue.number[3:7]}-{issue.number[7:9]}",
        version=issue.version,
        state=issue.state,
        outcome=issue.outcome,
        kind=issue.kind,
        category=issue.category,
        field=issue.field,
        unit_id=issue.unit_id,
        lead_unit=issue.lead_unit,
        reviewer=issue.reviewer,
        reported_by=issue.reported_by,
        reporter_id=issue.reporter_id,
        urgent=issue.is_urgent,
        needs_conditions=issue.needs_conditions,
        confidential=issue.is_confidential,
        on_spot=issue.is_on_spot,
        limit_class=issue.limit_class,
        reworks=issue.reworks,
        due=issue.due.isoformat() if issue.due else None,
        limit_kind=limit.kind if limit else None,
        limit_due=limit_due,
        reported_us=reported_us,
        recorded_us=recorded_us,
        assigned_us=_microseconds(issue.assigned_at),
        completed_us=_microseconds(issue.completed_at),
        last_type=last_type,
        words=words,
        rank_text=rank,
        rank_number=-recorded_us if rank == LAST else reported_us,
        links=_links(issue),
    )


def issue_of(row: BoardRow) -> Issue:
    """The issue without what no row shows: tries, words and what is planned in a task."""
    return Issue(
        issue_id=row.issue_id,
        number=row.number,
        version=row.version,
        state=row.state,
        outcome=row.outcome,
        kind=row.kind,
        category=row.category,
        field=row.field,
        unit_id=row.unit_id,
        lead_unit=row.lead_unit,
        reviewer=row.reviewer,
        reported_by=row.reported_by,
        reporter_id=row.reporter_id,
        is_urgent=row.urgent,
        needs_conditions=row.needs_conditions,
        is_confidential=row.confidential,
        is_on_spot=row.on_spot,
        limit_class=row.limit_class,
        reworks=row.reworks,
        due=date.fromisoformat(row.due) if row.due else None,
        reported_at=from_microseconds(row.reported_us),
        recorded_at=from_microseconds(row.recorded_us),
        assigned_at=_instant(row.assigned_us),
        completed_at=_instant(row.completed_us),
        handling_units=_values(row, UNIT),
        handling_people=_values(row, PERSON),
        accused_units=tuple(sorted(_values(row, ACCUSED))),
        tasks=tuple(
            Task(link.ref, "", link.value, date.min, None, None)
            for link in sorted(row.links)
            if link.kind == TASK
        ),
        proposals=MappingProxyType(
            {_part(link.ref): Proposal(None, link.value) for link in row.links if link.kind == TEXT}
        ),
    )


def _rank(issue: Issue, day: str) -> str:
    if issue.state == "closed":
        return LAST
    return f"{0 if issue.is_urgent else 1}-{day}"


def _links(issue: Issue) -> frozenset[Link]:
    return frozenset(
        {
            *(Link(UNIT, unit) for unit in issue.handling_units),
            *(Link(PERSON, person) for person in issue.handling_people),
            *(Link(ACCUSED, unit) for unit in issue.accused_units),
            *(Link(TASK, task.unit_id, task.task_id) for task in issue.open_tasks),
            *(Link(TEXT, told.proposed_by, _ref(part)) for part, told in issue.proposals.items()),
        }
    )


def _ref(part: Part) -> str:
    return ":".join(name for name in part if name)


def _part(ref: str) -> Part:
    name, _, task_id = ref.partition(":")
    return name, task_id or None


def _values(row: BoardRow, kind: str) -> frozenset[str]:
    return frozenset(link.value for link in row.links if link.kind == kind)


def _microseconds(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_microseconds(microseconds)
