"""时间花在哪: how long the office, each unit and the reviewer had an issue, in working days.

From the facts alone: who has it follows from its state after each of them. Nights, days off and lunch count for
nobody. Time on hold stands by itself, so that it is neither the unit's nor hidden.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.issues.evolve import evolve
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.kernel.working_calendar import HOURS, WorkingCalendar
from services.kernel.working_days import local_day

OFFICE, SIGNING, WORK, HELD, REVIEW = "office", "signing", "work", "held", "review"
PHASES = {
    "reported": OFFICE,
    "triaged": OFFICE,
    "returned": OFFICE,
    "assigned": SIGNING,
    "signed": WORK,
    "in_progress": WORK,
    "held": HELD,
    "reported_done": REVIEW,
    "called_back": REVIEW,
}
OF_A_UNIT = (SIGNING, WORK, HELD)
DAY = sum(
    (
        datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
        for begins, ends in HOURS
    ),
    timedelta(),
)


@dataclass(frozen=True)
class Holding:
    """`unit` is None for the office and the reviewer. `is_running`: it is there now."""

    phase: str
    unit: str | None
    days: float
    is_running: bool


def holding_times(
    facts: Iterable[tuple[IssueFact, datetime]],
    now: datetime,
    calendar: WorkingCalendar,
    timezone: str,
) -> tuple[Holding, ...]:
    """In the order in which they first had it; whoever had it twice stands once, with the sum."""
    found: dict[tuple[str, str | None], Holding] = {}
    for holder, begins, ends in _stretches(facts):
        before = found.get(holder)
        days = (before.days if before else 0) + working_time(
            begins, ends or now, calendar, timezone
        )
        found[holder] = Holding(*holder, days, ends is None)
    return tuple(found.values())


def working_time(start: datetime, end: datetime, calendar: WorkingCalendar, timezone: str) -> float:
    """Working days and parts of them between two instants; a part is counted by its working hours."""
    if end <= start:
        return 0.0
    first, last = local_day(start, timezone), local_day(end, timezone)
    edges = {first, last}
    hours = sum(
        (_within(day, start, end, timezone) for day in edges if calendar.is_working_day(day)),
        timedelta(),
    )
    return hours / DAY + _whole_days(first, last, calendar)


def _stretches(
    facts: Iterable[tuple[IssueFact, datetime]],
) -> Iterator[tuple[tuple[str, str | None], datetime, datetime | None]]:
    """(who had it, since when, until when); None for the one who has it now."""
    issue: Issue | None = None
    holder: tuple[str, str | None] | None = None
    since: datetime | None = None
    for fact, at in facts:
        issue = evolve(issue, fact, at)
        following = _holder(issue)
        if following == holder:
            continue
        if holder and since:
            yield holder, since, at
        holder, since = following, at
    if holder and since:
        yield holder, since, None


def _holder(issue: Issue) -> tuple[str, str | None] | None:
    phase = PHASES.get(issue.state)
    if phase is None:
        return None
    return phase, issue.lead_unit if phase in OF_A_UNIT else None


def _within(day: date, start: datetime, end: datetime, timezone: str) -> timedelta:
    """The working hours of that day between the two instants."""
    found = timedelta()
    for begins, ends in HOURS:
        opened = datetime.combine(day, begins, ZoneInfo(timezone)).astimezone(UTC)
        closed = datetime.combine(day, ends, ZoneInfo(timezone)).astimezone(UTC)
        found += max(timedelta(), min(end, closed) - max(start, opened))
    return found


def _whole_days(first: date, last: date, calendar: WorkingCalendar) -> int:
    """Working days strictly between the two."""
    if (last - first).days < 2:
        return 0
    return calendar.working_days_between(first, last - timedelta(days=1))
