"""The deadline that an act sets, as the fields of a `DueFact` (`due.py` counts it)."""

from datetime import date, datetime
from typing import Any

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits import due as counted
from services.issues.limits.running import return_until, running_limits
from services.kernel.working_calendar import end_of_working_day
from services.kernel.working_days import local_day

Deadline = dict[str, Any]


def assigned_until(due: date | None, limit_class: str, act: Act) -> Deadline:
    """The day of the class, unless the office chose another."""
    by_class = counted.default_due(limit_class, act.now, act.calendar, act.timezone)
    if due is None or due == by_class.due:
        return by_class.entry()
    return counted.chosen_due(due, act.today).entry()


def extended(issue: Issue, days: int, act: Act) -> Deadline:
    return counted.extended(issue, days, act.calendar).entry()


def resumed(issue: Issue, act: Act) -> Deadline:
    return counted.resumed(issue.days_left or 0, act.today, act.calendar).entry()


def longest_extension(issue: Issue, act: Act) -> int:
    """Working days: as long as the limit was, and ten at most."""
    return min(counted.MOST_DAYS_MORE, _length(issue, act))


def returned_until(issue: Issue, act: Act) -> datetime | None:
    """The moment until which the lead unit may give it back."""
    last = return_until(issue, act.timezone, act.calendar)
    return end_of_working_day(last, act.timezone) if last else None


def is_overdue(issue: Issue, act: Act) -> bool:
    """The last hour of the handling is past."""
    running = running_limits(issue, act.calendar, act.timezone)
    return any(limit.kind == "handling" and act.now > limit.due_at for limit in running)


def _length(issue: Issue, act: Act) -> int:
    """Of the limit as it was given; a day that was chosen is counted from the assignment, and after a hold it is
    that of the class."""
    if issue.due_rule == counted.RESUMED:
        days = counted.HANDLING_DAYS.get(counted.limit_class(issue))
        return days or counted.URGENT_HANDLING_HOURS // 24
    if issue.due_days is not None:
        return issue.due_days
    if issue.due_rule == counted.URGENT:
        return counted.URGENT_HANDLING_HOURS // 24
    if issue.due is None or issue.assigned_at is None:
        return counted.MOST_DAYS_MORE
    start = local_day(issue.assigned_at, act.timezone)
    return max(1, act.calendar.working_days_between(start, issue.due))
