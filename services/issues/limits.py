"""时限: by which day the next step is due (docs/domain.md, time limits). Days only; a limit is never a guard.

The day of the start never counts. Urgent limits are clock hours, which run through nights and days off: they
end on the day on which those hours end.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from services.kernel.working_days import add_working_days, local_day, working_days_between

TRIAGE_DAYS = 1
SIGN_DAYS = 1
CALLBACK_DAYS = 3
OBJECTION_DAYS = 5
HANDLING_DAYS = {"consultation": 3, "ordinary": 5, "complex": 15}
URGENT_SIGN_HOURS = 2
URGENT_HANDLING_HOURS = 24


class Standing(Protocol):
    """What limits depend on: an issue, or its row on the board."""

    @property
    def state(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_urgent(self) -> bool: ...
    @property
    def needs_conditions(self) -> bool | None: ...
    @property
    def limit_class(self) -> str | None: ...
    @property
    def due(self) -> date | None: ...
    @property
    def reported_at(self) -> datetime: ...
    @property
    def assigned_at(self) -> datetime | None: ...
    @property
    def completed_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Limit:
    """`kind`: triage, sign_for, handling or callback."""

    kind: str
    due: date


def limit_class(issue: Standing) -> str:
    """As the office chose at triage, else urgent, consultation, complex or ordinary."""
    if issue.limit_class:
        return issue.limit_class
    if issue.is_urgent:
        return "urgent"
    if issue.kind == "consultation":
        return "consultation"
    return "complex" if issue.needs_conditions else "ordinary"


def default_due(chosen: str, now: datetime, timezone: str) -> date:
    """The day on which an issue assigned now is to be reported done."""
    if chosen == "urgent":
        return local_day(now + timedelta(hours=URGENT_HANDLING_HOURS), timezone)
    return add_working_days(local_day(now, timezone), HANDLING_DAYS[chosen])


def current_limit(issue: Standing, timezone: str) -> Limit | None:
    """The limit that runs now; None when nobody's is running."""
    if issue.state in ("reported", "triaged"):
        return Limit("triage", _days_after(issue.reported_at, TRIAGE_DAYS, timezone))
    if issue.state == "assigned" and issue.assigned_at and issue.due:
        return Limit("sign_for", min(_sign_due(issue, issue.assigned_at, timezone), issue.due))
    if issue.state in ("signed", "in_progress") and issue.due:
        return Limit("handling", issue.due)
    if issue.state == "reported_done" and issue.completed_at:
        return Limit("callback", _days_after(issue.completed_at, CALLBACK_DAYS, timezone))
    return None


def objection_ends(issue: Standing, timezone: str) -> date | None:
    """The last of the working days in which a person without contact may object to a completion."""
    if issue.completed_at is None:
        return None
    return _days_after(issue.completed_at, OBJECTION_DAYS, timezone)


def to_days(limit: Limit, today: date) -> dict[str, int]:
    """`{"late_days": n}` or `{"left_days": n}`, in working days."""
    if today > limit.due:
        return {"late_days": max(1, working_days_between(limit.due, today))}
    return {"left_days": working_days_between(today, limit.due)}


def _sign_due(issue: Standing, assigned_at: datetime, timezone: str) -> date:
    if limit_class(issue) == "urgent":
        return local_day(assigned_at + timedelta(hours=URGENT_SIGN_HOURS), timezone)
    return _days_after(assigned_at, SIGN_DAYS, timezone)


def _days_after(start: datetime, days: int, timezone: str) -> date:
    return add_working_days(local_day(start, timezone), days)
