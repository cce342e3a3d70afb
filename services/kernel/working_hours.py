"""Working hours: 8:30 to 12:00 and 14:30 to 17:30 of a working day (docs/domain.md, who takes part)."""

from datetime import datetime

from services.kernel.working_calendar import WorkingCalendar
from services.kernel.working_days import ANNOUNCED


def next_working_moment(
    instant: datetime, timezone: str = "Asia/Shanghai", calendar: WorkingCalendar = ANNOUNCED
) -> datetime:
    """`instant` itself in working hours, else the moment at which they begin again; aware, UTC."""
    return calendar.next_working_moment(instant, timezone)
