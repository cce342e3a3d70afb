"""How values of facts stand in a line: in few plain types that compare alike on every storage."""

import json
from collections.abc import Iterable
from typing import Any

from eventlog.record import Record
from services.kernel.working_days import local_day


def sequence(number: str) -> int:
    """`WT-202611-0032` and `RW-202611-0032-1` in the order of month, n and k."""
    month, n, k = (*(int(part) for part in number.split("-")[1:]), 0)[:3]
    return (month * 10**8 + n) * 10**4 + k


def month_of(record: Record, timezone: str) -> str:
    """The local month in which a fact was recorded: 2026-06-30T16:30Z is in July in Shanghai."""
    return f"{local_day(record.recorded_at, timezone):%Y-%m}"


def decimal(value: float | None) -> str | None:
    return None if value is None else repr(float(value))


def from_decimal(text: str | None) -> int | float | None:
    """8 rather than 8.0, as people count."""
    if text is None:
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def json_list(values: Iterable[str] | None) -> str:
    return json.dumps(list(values or []), ensure_ascii=False)


def from_json_list(text: str) -> list[Any]:
    return json.loads(text)
