"""Which level a limit has reached, and when it reaches the next (docs/domain.md, supervision and reminders). Pure.

| the limit is           | 0 reminder | 1 yellow             | 2 red                     | 3 leader          |
|------------------------|------------|----------------------|---------------------------|-------------------|
| 3 working days or more | at half    | morning of last day  | first working day overdue | five days overdue |
| 1 or 2 working days    | –          | –                    | first overdue hour        | five days overdue |
| clock hours            | at half    | at three quarters    | at its end                | at twice as long  |

Only the handling limit goes above level 2; a second dissatisfied answer takes it to 3 at once. Level 4 is by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.issues.issue import Escalation, Issue
from services.issues.limits.limit import CLOCK_HOURS, Counting, Limit
from services.issues.limits.running import running_limits
from services.issues.vocabulary import OPEN_STATES
from services.kernel.working_calendar import (
    begin_of_working_day,
    end_of_working_day,
    noon_of_working_day,
)

REMINDER, YELLOW, RED, LEADER = range(4)
LONG = 3  # working days from which a limit has a reminder and a yellow level
DAYS_TO_LEADER = 5
DISSATISFACTIONS_TO_LEADER = 2
LIMIT, DISSATISFIED_TWICE = "limit", "dissatisfied_twice"
HANDLING = "handling"


@dataclass(frozen=True, order=True)
class Level:
    """`at`: when it is reached. `due_at`: the end of the limit that it is about, which makes it one breach."""

    at: datetime
    limit: str
    level: int
    due_at: datetime
    cause: str = LIMIT

    @property
    def key(self) -> Escalation:
        return self.limit, self.due_at.isoformat(), self.level


def levels_due(issue: Issue, count: Counting, now: datetime) -> list[Level]:
    """Reached by now and not yet recorded, in the order in which they were reached."""
    return [level for level in _untold(issue, count) if level.at <= now]


def next_level_at(issue: Issue, count: Counting) -> datetime | None:
    """When the clock has something to record next; None when nothing is ahead."""
    return next((level.at for level in _untold(issue, count)), None)


def _untold(issue: Issue, count: Counting) -> list[Level]:
    if issue.state not in OPEN_STATES:
        return []
    levels = [
        *(each for limit in _running(issue, count) for each in _levels(limit, count)),
        *_dissatisfied_twice(issue, count),
    ]
    first = {level.key: level for level in sorted(levels, reverse=True)}
    return sorted(level for key, level in first.items() if key not in issue.escalations)


def _running(issue: Issue, count: Counting) -> tuple[Limit, ...]:
    return running_limits(issue, count.calendar, count.timezone)


def _levels(limit: Limit, count: Counting) -> Iterator[Level]:
    moments = _of_hours(limit) if limit.unit == CLOCK_HOURS else _of_days(limit, count)
    for level, at in moments:
        if level < LEADER or limit.kind == HANDLING:
            yield Level(at, limit.kind, level, limit.due_at)


def _of_hours(limit: Limit) -> Iterator[tuple[int, datetime]]:
    length = limit.due_at - limit.started_at
    yield REMINDER, limit.started_at + length / 2
    yield YELLOW, limit.started_at + length * 3 / 4
    yield RED, limit.due_at
    yield LEADER, limit.due_at + length


def _of_days(limit: Limit, count: Counting) -> Iterator[tuple[int, datetime]]:
    calendar, first = count.calendar, limit.start_day or limit.due
    days = calendar.working_days_between(first, limit.due)
    if days >= LONG:
        yield REMINDER, _half(first, days, count)
        yield YELLOW, begin_of_working_day(_last_working_day(limit.due, count), count.timezone)
    overdue = calendar.next_working_day(limit.due)
    yield RED, begin_of_working_day(overdue, count.timezone)
    late = calendar.add_working_days(limit.due, DAYS_TO_LEADER)
    yield LEADER, begin_of_working_day(late, count.timezone)


def _half(first: date, days: int, count: Counting) -> datetime:
    """Half of five working days is the noon of the third."""
    day = count.calendar.add_working_days(first, (days + 1) // 2)
    ends = noon_of_working_day if days % 2 else end_of_working_day
    return ends(day, count.timezone)


def _last_working_day(due: date, count: Counting) -> date:
    """The due day itself, or the last one worked before it: a day that was named may be a day off."""
    while not count.calendar.is_working_day(due):
        due -= timedelta(days=1)
    return due


def _dissatisfied_twice(issue: Issue, count: Counting) -> Iterator[Level]:
    if issue.dissatisfactions >= DISSATISFACTIONS_TO_LEADER and issue.due is not None:
        due_at = end_of_working_day(issue.due, count.timezone)
        yield Level(issue.recorded_at, HANDLING, LEADER, due_at, DISSATISFIED_TWICE)
