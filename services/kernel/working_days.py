"""Working days of mainland China: deadlines are counted in them (docs/domain.md, time limits).

`chinese_calendar` knows the years the State Council has announced, swapped days included. A year it
does not know counts Monday to Friday without the statutory days off that have a fixed date; those
dates are provisional (`is_calendar_known`), because the moving holidays and the swapped days are not
out yet.
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chinese_calendar.constants import holidays, workdays

# Statutory days off with a fixed date: New Year, Labour Day (two days), National Day (three days).
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_calendar_known(year: int) -> bool:
    """False: the year's holidays were not announced yet; its dates are provisional."""
    return year in _known_years()


def is_working_day(day: date) -> bool:
    if not is_calendar_known(day.year):
        return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED_DAYS_OFF
    return day in workdays or (day.weekday() < SATURDAY and day not in holidays)


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`: the day of the start never counts."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    while count:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is the earlier.

    The inverse of `add_working_days`: working_days_between(day, add_working_days(day, n)) == n."""
    if end < start:
        return -working_days_between(end, start)
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def local_day(instant: datetime, timezone: str = "Asia/Shanghai") -> date:
    """The calendar day of an aware instant: 2026-06-30T16:30Z is 1 July in Shanghai."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return instant.astimezone(ZoneInfo(timezone)).date()


@cache
def _known_years() -> frozenset[int]:
    return frozenset(day.year for day in holidays)
