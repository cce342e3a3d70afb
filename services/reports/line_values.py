"""How values of facts stand in a line: in few plain types that compare alike on every storage."""

import json
import re
from collections.abc import Iterable
from typing import Any

from eventlog.record import Record
from services.kernel.working_days import local_day

_PLACE = re.compile(
    r"(?:[A-Z]{2}-)?(20[0-9]{2})-?(0[1-9]|1[0-2])(?:-([0-9]{1,8}))?(?:-([0-9]{1,4}))?"
)


def sequence(number: str) -> int:
    """`WT-202611-0032` and `RW-202611-0032-1` in the order of month, n and k."""
    month, n, k = (*(int(part) for part in number.split("-")[1:]), 0)[:3]
    return (month * 10**8 + n) * 10**4 + k


def place_of(text: str) -> int | None:
    """As `sequence`, of a number or of what numbers begin with: `WT-202611-0032`, `202611-32`, `2026-11`."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    year, month, n, k = (int(part or 0) for part in found.groups())
    return ((year * 100 + month) * 10**8 + n) * 10**4 + k


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
