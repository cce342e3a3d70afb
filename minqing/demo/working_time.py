"""The working time of the two months: work goes on in working hours of working days, so history is counted in both.

A moment is a working day of the history and a minute of the 390 that are worked on it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from services.kernel.working_days import add_working_days, is_working_day

DAYS = 42  # two months
LAST = DAYS - 1
MORNING = 210  # minutes from 8:30 to 12:00
WORKED = 390  # and from 14:30 to 17:30
ENOUGH = 380  # nothing is begun in the last minutes
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Moment:
    """`day` counts from 0 to LAST; `minute` from 0 to WORKED."""

    day: int
    minute: int

    def later(self, rng: Random, days: int = 0) -> "Moment":
        """A moment so many working days on; on the same day a while later, or early on the next."""
        if days:
            return Moment(self.day + days, rng.randrange(5, ENOUGH))
        minute = self.minute + rng.randrange(12, 75)
        if minute < ENOUGH:
            return Moment(self.day, minute)
        return Moment(self.day + 1, rng.randrange(5, 60))


class WorkingTime:
    """The calendar of the history that ends with the last working day before `today`."""

    def __init__(self, today: date, zone: ZoneInfo):
        self.today = today
        self.zone = zone
        self.days = _working_days_before(today)

    def instant(self, moment: Moment) -> datetime:
        minutes = moment.minute if moment.minute < MORNING else moment.minute + 150
        begins = datetime.combine(self.days[moment.day], time(8, 30), self.zone)
        return begins + timedelta(minutes=minutes)

    def due(self, moment: Moment, days: int) -> date:
        """So many working days after the moment's day."""
        return add_working_days(self.days[moment.day], days)

    def ahead(self, days: int) -> date:
        """The working day so many days after today, or the next one."""
        found = self.today + timedelta(days=days)
        while not is_working_day(found):
            found += ONE_DAY
        return found


def _working_days_before(today: date) -> list[date]:
    found: list[date] = []
    day = today
    while len(found) < DAYS:
        day -= ONE_DAY
        if is_working_day(day):
            found.append(day)
    return found[::-1]
