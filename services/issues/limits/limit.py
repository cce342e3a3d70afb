"""One limit: what is to happen by when, why then, and how it is counted (docs/domain.md, time limits).

Working days: the day of the start never counts, and the last one ends with its working hours. Clock hours run through
nights and days off. Calendar days and months do not move off a day off.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.kernel.working_calendar import WorkingCalendar, end_of_working_day
from services.kernel.working_days import local_day

WORKING_DAYS, CLOCK_HOURS, CALENDAR_DAYS = "working_days", "clock_hours", "calendar_days"
MONTH, DAY = "month", "day"


@dataclass(frozen=True)
class Limit:
    """`kind`: triage, sign_for, first_contact, handling, callback, held_review or recheck. `rule` says where `due`
    comes from: the kind, or one of sign_for_urgent, handling_urgent, handling_consultation, handling_ordinary,
    handling_complex, handling_chosen, handling_extension, handling_resumed, handling_noted (from before rules were
    noted). `amount` of `unit` runs from `start_day`; None where a day was named. `due_at` is in UTC."""

    kind: str
    rule: str
    started_at: datetime
    due: date
    due_at: datetime
    is_provisional: bool
    start_day: date | None = None
    amount: int | None = None
    unit: str = DAY


def explain(limit: Limit) -> dict[str, Any]:
    """`{kind, rule, from, amount, unit, due, due_at, provisional}`, days and instants as ISO text: so that a page can
    say why it is this day. `unit`: working_days, clock_hours, calendar_days, month or day (one that was named)."""
    start = limit.started_at if limit.unit == CLOCK_HOURS else limit.start_day
    return {
        "kind": limit.kind,
        "rule": limit.rule,
        "from": start.isoformat() if start else None,
        "amount": limit.amount,
        "unit": limit.unit,
        "due": limit.due.isoformat(),
        "due_at": limit.due_at.isoformat(),
        "provisional": limit.is_provisional,
    }


def to_days(limit: Limit, today: date, calendar: WorkingCalendar) -> dict[str, int]:
    """`{"late_days": n}` or `{"left_days": n}`, in working days."""
    if today > limit.due:
        return {"late_days": max(1, calendar.working_days_between(limit.due, today))}
    return {"left_days": calendar.working_days_between(today, limit.due)}


@dataclass(frozen=True)
class Counting:
    """Counts limits by one calendar, in one place's time."""

    calendar: WorkingCalendar
    timezone: str

    def working_days(self, kind: str, start: datetime, days: int, rule: str = "") -> Limit:
        first = local_day(start, self.timezone)
        due = self.calendar.add_working_days(first, days)
        return self.until(kind, rule or kind, start, first, due, days, WORKING_DAYS)

    def clock_hours(self, kind: str, start: datetime, hours: int, rule: str) -> Limit:
        ends, first = start + timedelta(hours=hours), local_day(start, self.timezone)
        due = local_day(ends, self.timezone)
        return Limit(kind, rule, start, due, ends, False, first, hours, CLOCK_HOURS)

    def calendar_days(self, kind: str, start: datetime, days: int) -> Limit:
        first = local_day(start, self.timezone)
        due = first + timedelta(days=days)
        return self.until(kind, kind, start, first, due, days, CALENDAR_DAYS)

    def until(
        self,
        kind: str,
        rule: str,
        start: datetime,
        first: date,
        due: date,
        amount: int | None = None,
        unit: str = DAY,
    ) -> Limit:
        """It ends with the working hours of `due`, whether that is a working day or not."""
        ends = end_of_working_day(due, self.timezone)
        unsure = unit == WORKING_DAYS and self.calendar.is_provisional(first, due)
        return Limit(kind, rule, start, due, ends, unsure, first, amount, unit)
