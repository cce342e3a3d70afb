"""What each fact does to an issue, gathered in `fold.py`; here what these changes have in common."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.v1.state import Issue, Task

Change = Callable[[Issue, Record, ZoneInfo], Issue]


def to_state(state: str) -> Change:
    return lambda issue, _record, _zone: replace(issue, state=state)


def local_day(record: Record, zone: ZoneInfo) -> str:
    """The ISO day at which it was recorded: 2026-06-30T16:30Z is the first of July in Shanghai."""
    return record.recorded_at.astimezone(zone).date().isoformat()


def with_tasks(issue: Issue, *tasks: Task) -> Issue:
    return replace(issue, tasks={**issue.tasks, **{task.id: task for task in tasks}})


def given(value: Any, before: Any) -> Any:
    return before if value is None else value


def plain(value: float | None) -> int | float | None:
    """8 rather than 8.0, as people count and as the canonical form writes it."""
    return int(value) if value is not None and float(value).is_integer() else value
