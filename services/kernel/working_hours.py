"""Working hours: 8:30 to 12:00 and 14:30 to 17:30 of a working day (docs/domain.md, who takes part)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from services.kernel.working_days import is_working_day, local_day, next_working_day

HOURS = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))


def next_working_moment(instant: datetime, timezone: str = "Asia/Shanghai") -> datetime:
    """`instant` itself in working hours, else the moment at which they begin again; aware, UTC."""
    day = local_day(instant, timezone)
    local = instant.astimezone(ZoneInfo(timezone)).time()
    if is_working_day(day):
        for begins, ends in HOURS:
            if local < begins:
                return _at(day, begins, timezone)
            if local < ends:
                return instant.astimezone(UTC)
    return _at(next_working_day(day), HOURS[0][0], timezone)


def _at(day: date, hour: time, timezone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(timezone)).astimezone(UTC)
