"""催办 and 督办: a limit's levels, and orders that a unit answers: escalate, supervise, answer_supervision.

Each level once for one end of a limit; a clock says it, or the office by hand. Rules: docs/domain.md, supervision.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import IssueEscalated, SupervisionAnswered, SupervisionOrdered
from services.issues.issue import Issue, Order
from services.issues.issue_fact import IssueFact
from services.kernel.working_calendar import end_of_working_day

RED = 2  # from here on the unit owes an answer
BY_HAND = "by_hand"


@dataclass(frozen=True, kw_only=True)
class EscalateIssue:
    """The clock says which limit and when it ends; the office only the level and why."""

    level: int
    limit: str = BY_HAND
    due_at: datetime | None = None
    cause: str = BY_HAND
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class SuperviseIssue:
    text: str
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerSupervision:
    """Unnamed, the order is the oldest one that is open."""

    text: str
    order_id: str | None = None


def escalate(issue: Issue, command: EscalateIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("escalated_already")."""
    due_at = command.due_at
    if command.limit == BY_HAND and issue.due is not None:
        due_at = end_of_working_day(issue.due, act.timezone)
    ends = due_at.isoformat() if due_at else ""
    if (command.limit, ends, command.level) in issue.escalations:
        raise Refused("escalated_already")
    named = f"{command.limit} {ends} {command.level}"
    order_id = str(uuid.uuid5(uuid.UUID(issue.issue_id), named))
    return [
        IssueEscalated(
            **act.entry(issue.issue_id),
            limit=command.limit,
            level=command.level,
            due_at=due_at,
            cause=command.cause,
            order_id=order_id if command.level >= RED else None,
            note=command.note,
        )
    ]


def supervise(issue: Issue, command: SuperviseIssue, act: Act) -> list[IssueFact]:
    if command.answer_by is not None and command.answer_by < act.today:
        raise Invalid({"answer_by": ["date_in_past"]})
    return [
        SupervisionOrdered(
            **act.entry(issue.issue_id),
            order_id=act.new_id,
            answer_by=command.answer_by,
            text=command.text,
        )
    ]


def answer_supervision(issue: Issue, command: AnswerSupervision, act: Act) -> list[IssueFact]:
    """Raises Refused("no_open_order") for one that is answered already."""
    order = _open_order(issue, command.order_id)
    entry = act.entry(issue.issue_id)
    return [SupervisionAnswered(**entry, order_id=order.order_id, text=command.text)]


def _open_order(issue: Issue, named: str | None) -> Order:
    found = [order for order in issue.orders if named in (None, order.order_id)]
    if not found:
        raise Refused("no_open_order")
    return found[0]
