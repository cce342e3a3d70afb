"""用时: how many working days the work took, by the calendar that everybody counts with. Holds are taken out."""

from datetime import date
from functools import cache

from services.kernel.working_calendar import WorkingCalendar

# By name, up to and including so many working days; the last has no end.
GROUPS: dict[str, int | None] = {"0-3": 3, "4-5": 5, "6-10": 10, "11-15": 15, "16-": None}


class WorkDays:
    """Counts the stretches of `Course.work`; the same stretch is counted once."""

    def __init__(self, calendar: WorkingCalendar):
        self._between = cache(calendar.working_days_between)

    def used(self, work: str) -> int:
        """Working days from the assignment to the report of done, without holds; the first day never counts."""
        whole, *holds = (self._days(stretch) for stretch in work.split())
        return max(0, whole - sum(holds))

    def group(self, work: str) -> str:
        days = self.used(work)
        return next(name for name, most in GROUPS.items() if most is None or days <= most)

    def _days(self, stretch: str) -> int:
        start, end = (date.fromisoformat(day) for day in stretch.split("/"))
        return self._between(start, end)
