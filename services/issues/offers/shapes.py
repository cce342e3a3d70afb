"""Shapes that several forms start with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from services.issues.act import Act
from services.issues.issue import Issue, Task

Fields = dict[str, Any]
Offers = dict[str, Callable[[Issue, Act], Fields]]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def task_shape(task: Task) -> Fields:
    return {
        "id": task.task_id,
        "number": task.number,
        "unit": task.unit_id,
        "due": task.due.isoformat(),
        "quantity": task.quantity,
        "quantity_unit": task.quantity_unit,
    }


def tasks_open(issue: Issue) -> list[Fields]:
    return [task_shape(task) for task in issue.open_tasks]
