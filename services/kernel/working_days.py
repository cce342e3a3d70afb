"""Working days by the calendar that everybody has: the announced years, nothing entered by an office.

For dates that no office decides (the demonstration, tests); what an office counts has its own `WorkingCalendar`.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.kernel.working_calendar import WorkingCalendar

ANNOUNCED = WorkingCalendar()

is_working_day = ANNOUNCED.is_working_day
next_working_day = ANNOUNCED.next_working_day
add_working_days = ANNOUNCED.add_working_days
working_days_between = ANNOUNCED.working_days_between


def local_day(instant: datetime, timezone: str = "Asia/Shanghai") -> date:
    """The calendar day of an aware instant: 2026-06-30T16:30Z is 1 July in Shanghai."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return instant.astimezone(ZoneInfo(timezone)).date()
