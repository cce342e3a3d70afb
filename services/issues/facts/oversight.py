"""Lateness that climbs, orders of the supervisor, and leaders who take an issue on themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from eventlog.fact import code, identifier, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class IssueEscalated(IssueFact):
    """A limit reached a level: 0 reminder, 1 yellow, 2 red, 3 leader in charge, 4 leading group (by hand)."""

    limit: str = code()  # whose limit: triage, sign_for, … or `none` by hand
    level: int
    due_at: datetime | None = None  # of the limit; each level once per limit and end of it
    cause: str = code()  # limit, dissatisfied_twice, by_hand
    order_id: str | None = identifier(None)  # the order that it makes: levels 2 and above
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class SupervisionOrdered(IssueFact):
    """督办单: the supervisor asks the unit for an answer."""

    order_id: str = identifier()
    answer_by: date | None = None
    text: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class SupervisionAnswered(IssueFact):
    order_id: str = identifier()
    text: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssuePledged(IssueFact):
    """领办: a leader, or a unit (`holder_unit_id` alone), takes it on to be solved."""

    holder_id: str | None = identifier(None)
    holder_unit_id: str = identifier()
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PledgeReleased(IssueFact):
    holder_id: str | None = identifier(None)
    holder_unit_id: str = identifier()
    reason: str | None = sealed("issue_id")
