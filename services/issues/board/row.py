"""A row of the board: what lists show and filter by, beside the folded issue, from which `evolve` goes on."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eventlog.clock import to_microseconds
from services.issues.board.folded import to_text
from services.issues.issue import Issue, Part
from services.issues.limits.due import counted_due
from services.issues.limits.escalation import next_level_at
from services.issues.limits.limit import Counting
from services.issues.limits.running import current_limit
from services.issues.vocabulary import OPEN_STATES
from services.kernel.working_days import local_day

UNIT, PERSON, TASK, TEXT = "unit", "person", "task", "text"
ACCUSED, ACCUSED_PERSON = "accused", "accused_person"
ASKS, ORDER, ANSWERED, PLEDGE = "asks", "order", "answered", "pledge"
EXTENSION, HOLD, REJECTION, OBJECTION = "extension", "hold", "rejection", "objection"
LAST = "9"  # what is over comes after what is open


@dataclass(frozen=True, order=True)
class Link:
    """`value` is what is looked for, `ref` what it is about:

    unit, person: who handles it · accused, accused_person: whom it is about · task: the unit of the open task `ref`
    · text: the proposer of the public text `ref` · asks: what waits for a decision, `ref` who asked for it
    · order, answered: an order without or with its answer, by its level · pledge: the person or unit that took it
    on."""

    kind: str
    value: str
    ref: str = ""


@dataclass(frozen=True)
class BoardRow:
    """Days are ISO text, instants microseconds. Open issues are ranked by urgency, limit and age, others by when
    they ended, newest first."""

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
    urgent: bool
    confidential: bool
    on_spot: bool
    calls_back: bool  # a call-back is due by rule once it is reported done
    rechecked: bool
    due: str | None
    due_moved: bool  # by the calendar of now the rule behind `due` ends on another day
    limit_kind: str | None
    limit_due: str | None
    clock_us: int | None  # when the next level of a limit is reached
    reported_us: int
    recorded_us: int
    completed_us: int | None
    closed_us: int | None
    last_type: str
    words: str | None  # the sealed verbatim, as JSON
    folded: str  # the issue as JSON
    rank_text: str
    rank_number: int
    links: frozenset[Link] = dataclasses.field(default=frozenset(), compare=False)


def row_of(issue: Issue, last_type: str, words: str | None, counting: Counting) -> BoardRow:
    reported_us, recorded_us = (
        to_microseconds(issue.reported_at),
        to_microseconds(issue.recorded_at),
    )
    counted = counted_of(issue, counting)
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
        urgent=issue.is_urgent,
        confidential=issue.is_confidential,
        on_spot=issue.is_on_spot,
        calls_back=issue.is_called_back_by_rule,
        rechecked=issue.is_rechecked,
        due=_text(issue.due),
        reported_us=reported_us,
        recorded_us=recorded_us,
        completed_us=_microseconds(issue.completed_at),
        closed_us=_microseconds(issue.closed_at),
        last_type=last_type,
        words=words,
        folded=to_text(issue),
        rank_number=-recorded_us if counted["rank_text"] == LAST else reported_us,
        links=_links(issue),
        **counted,
    )


def counted_of(issue: Issue, counting: Counting) -> dict[str, Any]:
    """The columns that depend on the calendar, all of issues that are open."""
    limit = current_limit(issue, counting.calendar, counting.timezone)
    day = limit.due if limit else local_day(issue.recorded_at, counting.timezone)
    is_open = issue.state in OPEN_STATES
    return {
        "due_moved": is_open and counted_due(issue, counting.calendar) not in (None, issue.due),
        "limit_kind": limit.kind if limit else None,
        "limit_due": _text(limit.due if limit else None),
        "clock_us": _microseconds(next_level_at(issue, counting)),
        "rank_text": f"{0 if issue.is_urgent else 1}-{day}" if is_open else LAST,
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _links(issue: Issue) -> frozenset[Link]:
    return frozenset(
        {
            *(Link(UNIT, unit) for unit in issue.handling_units),
            *(Link(PERSON, person) for person in issue.handling_people),
            *(Link(ACCUSED, unit) for unit in issue.accused_units),
            *(Link(ACCUSED_PERSON, person) for person in issue.accused_people),
            *(Link(TASK, task.unit_id, task.task_id) for task in issue.open_tasks),
            *(Link(TEXT, p.proposed_by, _ref((p.part, p.task_id))) for p in issue.proposals),
            *(Link(ORDER, str(o.level or ORDER), o.order_id) for o in issue.orders),
            *(Link(ANSWERED, str(o.level or ORDER), o.order_id) for o in issue.answered_orders),
            *_asks(issue),
            *_pledges(issue),
        }
    )


def _asks(issue: Issue) -> set[Link]:
    """What somebody asked for and somebody else decides."""
    found = set()
    if issue.requested_days is not None:
        found.add(Link(ASKS, EXTENSION))
    if issue.hold_request is not None:
        found.add(Link(ASKS, HOLD, issue.hold_request.requested_by))
    if issue.rejection_by is not None:
        found.add(Link(ASKS, REJECTION, issue.rejection_by))
    if issue.is_objection_open:
        found.add(Link(ASKS, OBJECTION))
    return found


def _pledges(issue: Issue) -> set[Link]:
    pledge = issue.pledge
    return {Link(PLEDGE, pledge.holder_id or pledge.holder_unit)} if pledge else set()


def _ref(part: Part) -> str:
    return ":".join(name for name in part if name)


def _microseconds(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)
