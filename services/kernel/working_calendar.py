"""Working days of mainland China: deadlines are counted in them (docs/domain.md, time limits).

Three sources, the first that has the year: what the office entered; `chinese_calendar`, which has the years that
the State Council had announced when it was packed; else Monday to Friday without the statutory days off that have
a fixed date. Days of the last kind are provisional, because the moving holidays and the swapped days are not out yet.
"""

import calendar
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from chinese_calendar.constants import holidays, workdays

# Statutory days off with a fixed date: New Year, Labour Day (two days), National Day (three days).
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
HOURS = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))  # of a working day
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class EnteredYear:
    """A year as the office entered it: weekdays off beside the fixed ones, and days of weekends that are worked."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked, and how working days are counted. `entered` goes before every other source."""

    entered: Mapping[int, EnteredYear] = dataclasses.field(
        default_factory=lambda: MappingProxyType({})
    )

    def is_known(self, year: int) -> bool:
        """False: the year's holidays are not entered and were not announced; its dates are provisional."""
        return year in self.entered or year in _announced_years()

    def status(self, year: int) -> str:
        """entered, announced or provisional."""
        if year in self.entered:
            return "entered"
        return "announced" if self.is_known(year) else "provisional"

    def exceptions(self, year: int) -> tuple[list[date], list[date]]:
        """(weekdays that are not worked, days of weekends that are), in order."""
        first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        days = [date.fromordinal(day) for day in range(first, after)]
        odd = [day for day in days if self.is_working_day(day) != _is_weekday(day)]
        return [day for day in odd if _is_weekday(day)], [d for d in odd if not _is_weekday(d)]

    def is_provisional(self, from_day: date, to_day: date) -> bool:
        """日历未定: the stretch, in either order, touches a year that is not known."""
        first, last = sorted((from_day.year, to_day.year))
        return not all(self.is_known(year) for year in range(first, last + 1))

    def is_working_day(self, day: date) -> bool:
        year = self.entered.get(day.year)
        if year is None and day.year in _announced_years():
            return day in workdays or (_is_weekday(day) and day not in holidays)
        if year is not None and day in year.working_days:
            return True
        is_off = year is not None and day in year.days_off
        return _is_weekday(day) and not is_off and not is_off_by_law(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`: the day of the start never counts."""
        if count < 0:
            raise ValueError("working days are counted forwards")
        while count:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is the earlier.

        The inverse of `add_working_days`: working_days_between(day, add_working_days(day, n)) == n."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def next_working_moment(self, instant: datetime, timezone: str) -> datetime:
        """`instant` itself in working hours, else the moment at which they begin again; aware, UTC.

        Of the end of a working day it is the first overdue moment: the next working day's morning."""
        local = instant.astimezone(ZoneInfo(timezone))
        if self.is_working_day(local.date()):
            for begins, ends in HOURS:
                if local.time() < begins:
                    return _at(local.date(), begins, timezone)
                if local.time() < ends:
                    return instant.astimezone(UTC)
        return begin_of_working_day(self.next_working_day(local.date()), timezone)


def begin_of_working_day(day: date, timezone: str) -> datetime:
    """8:30 of that day's clock, UTC; whether the day is worked is not asked."""
    return _at(day, HOURS[0][0], timezone)


def noon_of_working_day(day: date, timezone: str) -> datetime:
    """12:00 of that day's clock, UTC: the middle of a working day."""
    return _at(day, HOURS[0][1], timezone)


def end_of_working_day(day: date, timezone: str) -> datetime:
    """17:30 of that day's clock, UTC: N working days end with the last working hour of the Nth."""
    return _at(day, HOURS[-1][1], timezone)


def month_later(day: date) -> date:
    """The same date of the next month, else that month's last day: 31 January gives 28 or 29 February."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_off_by_law(day: date) -> bool:
    """A statutory day off that has the same date every year."""
    return (day.month, day.day) in FIXED_DAYS_OFF


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _at(day: date, hour: time, timezone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(timezone)).astimezone(UTC)


@cache
def _announced_years() -> frozenset[int]:
    return frozenset(day.year for day in holidays)
