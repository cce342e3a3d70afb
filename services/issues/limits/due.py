"""办理时限: the day on which an issue is to be reported done, and where it comes from (docs/domain.md, time limits).

Working days are counted from a start day that never counts itself; urgent issues have clock hours, which run through
nights and days off. A day that the office chose is what it is: the calendar does not move it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from services.kernel.working_calendar import WorkingCalendar
from services.kernel.working_days import local_day

HANDLING_DAYS = {"consultation": 3, "ordinary": 5, "complex": 15}
URGENT_HANDLING_HOURS = 24
URGENT, CHOSEN, EXTENSION, RESUMED = "urgent", "chosen", "extension", "resumed"
MOST_DAYS_MORE = 10  # of an extension, which is no longer than the original limit either
FEWEST_DAYS_LEFT = 3  # after a hold


class Classed(Protocol):
    """What the class depends on."""

    @property
    def kind(self) -> str: ...
    @property
    def is_urgent(self) -> bool: ...
    @property
    def needs_conditions(self) -> bool | None: ...
    @property
    def limit_class(self) -> str | None: ...


class Dated(Protocol):
    """Something that is due, with how that day was counted: the fields of `Due`."""

    @property
    def due(self) -> date | None: ...
    @property
    def due_rule(self) -> str | None: ...
    @property
    def due_from(self) -> date | None: ...
    @property
    def due_days(self) -> int | None: ...


@dataclass(frozen=True)
class Due:
    """`due` is the `days`-th working day after `start_day`; without `days` it is what the rule says by itself."""

    due: date
    rule: str
    start_day: date
    days: int | None

    def entry(self) -> dict[str, Any]:
        """What a `DueFact` says of it."""
        return {
            "due": self.due,
            "due_rule": self.rule,
            "due_from": self.start_day,
            "due_days": self.days,
        }


def limit_class(issue: Classed) -> str:
    """As the office chose at triage, else urgent, consultation, complex or ordinary."""
    if issue.limit_class:
        return issue.limit_class
    if issue.is_urgent:
        return URGENT
    if issue.kind == "consultation":
        return "consultation"
    return "complex" if issue.needs_conditions else "ordinary"


def default_due(chosen: str, now: datetime, calendar: WorkingCalendar, timezone: str) -> Due:
    """For an issue of this class that is assigned now."""
    today = local_day(now, timezone)
    if chosen == URGENT:
        ends = local_day(now + timedelta(hours=URGENT_HANDLING_HOURS), timezone)
        return Due(ends, URGENT, today, None)
    return _counted(chosen, today, HANDLING_DAYS[chosen], calendar)


def chosen_due(day: date, today: date) -> Due:
    """By the office, whatever the class says."""
    return Due(day, CHOSEN, today, None)


def extended(issue: Dated, days: int, calendar: WorkingCalendar) -> Due:
    """So many working days more: counted on from the same start, or from a due day that was not counted."""
    if issue.due is None:
        raise ValueError("nothing is due yet")
    if issue.due_days is None or issue.due_from is None:
        return _counted(EXTENSION, issue.due, days, calendar)
    return _counted(EXTENSION, issue.due_from, issue.due_days + days, calendar)


def days_left(issue: Dated, today: date, calendar: WorkingCalendar) -> int:
    """Working days that a hold keeps for later; 0 when it is overdue."""
    return max(0, calendar.working_days_between(today, issue.due)) if issue.due else 0


def resumed(left: int, today: date, calendar: WorkingCalendar) -> Due:
    """After a hold: the working days that were left, at least three."""
    return _counted(RESUMED, today, max(FEWEST_DAYS_LEFT, left), calendar)


def counted_due(issue: Dated, calendar: WorkingCalendar) -> date | None:
    """Where the issue's rule ends by this calendar; None for a day that was not counted in working days."""
    if issue.due_from is None or issue.due_days is None:
        return None
    return calendar.add_working_days(issue.due_from, issue.due_days)


def _counted(rule: str, start: date, days: int, calendar: WorkingCalendar) -> Due:
    return Due(calendar.add_working_days(start, days), rule, start, days)
