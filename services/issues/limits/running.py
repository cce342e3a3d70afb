"""时限: which limits of an issue run now (docs/domain.md, time limits). A limit is never a guard."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from services.issues.limits.due import (
    URGENT,
    URGENT_HANDLING_HOURS,
    Classed,
    Dated,
    limit_class,
)
from services.issues.limits.limit import DAY, MONTH, WORKING_DAYS, Counting, Limit, explain, to_days
from services.kernel.working_calendar import WorkingCalendar, begin_of_working_day
from services.kernel.working_days import local_day

__all__ = [
    "Limit",
    "Standing",
    "current_limit",
    "explain",
    "objection_ends",
    "recheck_begins",
    "return_until",
    "running_limits",
    "to_days",
]
TRIAGE_DAYS = 1
SIGN_DAYS = 1
URGENT_SIGN_HOURS = 2
CONTACT_DAYS = 1
RETURN_DAYS = 2
CALLBACK_DAYS = 3
OBJECTION_DAYS = 5
RECHECK_FROM, RECHECK_UNTIL = 30, 90  # calendar days after the closing
WORK_STATES = ("assigned", "signed", "in_progress")  # while the lead unit's time runs


class Standing(Classed, Dated, Protocol):
    """What limits depend on: an issue."""

    @property
    def state(self) -> str: ...
    @property
    def reported_at(self) -> datetime: ...
    @property
    def waiting_since(self) -> datetime | None: ...
    @property
    def is_reachable(self) -> bool | None: ...
    @property
    def assigned_at(self) -> datetime | None: ...
    @property
    def signed_at(self) -> datetime | None: ...
    @property
    def contacted_on(self) -> date | None: ...
    @property
    def held_at(self) -> datetime | None: ...
    @property
    def held_review_by(self) -> date | None: ...
    @property
    def completed_at(self) -> datetime | None: ...
    @property
    def is_called_back_by_rule(self) -> bool: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def is_rechecked(self) -> bool: ...


def running_limits(issue: Standing, calendar: WorkingCalendar, timezone: str) -> tuple[Limit, ...]:
    """Every limit that runs now, soonest first."""
    count = Counting(calendar, timezone)
    return tuple(sorted(_running(issue, count), key=lambda limit: (limit.due_at, limit.kind)))


def current_limit(issue: Standing, calendar: WorkingCalendar, timezone: str) -> Limit | None:
    """The one that a list shows: of the next step, or of the handling where that ends sooner. A first contact and a
    recheck go beside the next step and are not shown."""
    shown = (
        limit
        for limit in running_limits(issue, calendar, timezone)
        if limit.kind not in ("first_contact", "recheck")
    )
    return next(shown, None)


def return_until(issue: Standing, timezone: str, calendar: WorkingCalendar) -> date | None:
    """The last day on which the lead unit may return the issue."""
    if issue.assigned_at is None:
        return None
    return calendar.add_working_days(local_day(issue.assigned_at, timezone), RETURN_DAYS)


def objection_ends(issue: Standing, timezone: str, calendar: WorkingCalendar) -> date | None:
    """The last of the working days in which a person without contact may object to a completion."""
    if issue.completed_at is None:
        return None
    return calendar.add_working_days(local_day(issue.completed_at, timezone), OBJECTION_DAYS)


def recheck_begins(issue: Standing, timezone: str) -> date | None:
    """The first day of the recheck: before it, nobody could tell whether it lasted."""
    closed = issue.closed_at
    return local_day(closed, timezone) + timedelta(days=RECHECK_FROM) if closed else None


def _running(issue: Standing, count: Counting) -> Iterator[Limit]:
    if issue.state in ("reported", "triaged", "returned"):
        since = issue.waiting_since or issue.reported_at
        yield count.working_days("triage", since, TRIAGE_DAYS)
    if issue.state == "assigned" and issue.assigned_at:
        yield _sign_for(issue, issue.assigned_at, count)
    if issue.state in WORK_STATES and issue.assigned_at and issue.due:
        yield _handling(issue, issue.assigned_at, issue.due, count)
    if issue.state in ("signed", "in_progress") and issue.signed_at and _awaits_contact(issue):
        yield count.working_days("first_contact", issue.signed_at, CONTACT_DAYS)
    if issue.state == "held" and issue.held_at and issue.held_review_by:
        first = local_day(issue.held_at, count.timezone)
        yield count.until(
            "held_review", "held_review", issue.held_at, first, issue.held_review_by, 1, MONTH
        )
    if issue.state == "reported_done" and issue.completed_at and issue.is_called_back_by_rule:
        yield count.working_days("callback", issue.completed_at, CALLBACK_DAYS)
    if issue.state == "closed" and issue.closed_at and not issue.is_rechecked:
        yield count.calendar_days("recheck", issue.closed_at, RECHECK_UNTIL)


def _awaits_contact(issue: Standing) -> bool:
    return issue.contacted_on is None and issue.is_reachable is not False


def _sign_for(issue: Standing, assigned_at: datetime, count: Counting) -> Limit:
    if limit_class(issue) == URGENT:
        return count.clock_hours("sign_for", assigned_at, URGENT_SIGN_HOURS, "sign_for_urgent")
    return count.working_days("sign_for", assigned_at, SIGN_DAYS)


def _handling(issue: Standing, assigned_at: datetime, due: date, count: Counting) -> Limit:
    rule = f"handling_{issue.due_rule or 'noted'}"
    if issue.due_rule == URGENT:
        return count.clock_hours("handling", assigned_at, URGENT_HANDLING_HOURS, rule)
    assigned_on = local_day(assigned_at, count.timezone)
    first = issue.due_from or assigned_on
    start = assigned_at if first == assigned_on else begin_of_working_day(first, count.timezone)
    unit = DAY if issue.due_days is None else WORKING_DAYS
    return count.until("handling", rule, start, first, due, issue.due_days, unit)
