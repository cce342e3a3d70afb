"""The time chip: how long is left, said in working days and with the date. Counting is the services'."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from web import dates


@dataclass(frozen=True)
class TimeChip:
    """`kind` is the class of the chip: `t-ok`, `t-today` or `t-over`; `icon` may be empty."""

    words: str
    kind: str
    icon: str = ""


def time_chip(limit: dict[str, Any] | None, today: date, zone: tzinfo) -> TimeChip | None:
    """From `{kind, due, late_days | left_days}` as the service `issues` answers it."""
    if not limit or not limit.get("due"):
        return None
    due = dates.as_day(limit["due"], zone)
    if limit.get("late_days"):
        return TimeChip(f"超期 {limit['late_days']} 个工作日", "t-over", "alert")
    if due < today:
        return TimeChip("超期", "t-over", "alert")
    if due == today:
        return TimeChip("今天到期", "t-today", "clock")
    left = limit.get("left_days")
    day = dates.short_day(due, today)
    return TimeChip(f"剩 {left} 个工作日（{day}）" if left else f"{day}前", "t-ok")


def appointment_chip(day: str, today: date, zone: tzinfo) -> TimeChip:
    """The day on which a visitor is expected again."""
    agreed = dates.as_day(day, zone)
    if agreed < today:
        return TimeChip(f"已过 {dates.short_day(agreed, today)}", "t-over", "alert")
    if agreed == today:
        return TimeChip("今天", "t-today", "clock")
    return TimeChip(dates.text_day(agreed, today), "t-ok")
