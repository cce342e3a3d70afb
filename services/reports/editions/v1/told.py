"""What earlier editions told of a row, and what is so now: the columns that do not change without being wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.reports.editions.v1.printed import Texts
from services.reports.editions.v1.sensitive import is_sensitive
from services.reports.editions.v1.state import Issue, Result, Task

TEXTS = {"problem": "public_text", "task": "public_measure", "effect": "public_result"}
Key = tuple[str, str]  # list and number


@dataclass(frozen=True, kw_only=True)
class Told:
    """`edition`: the last one that printed the row. `columns`: place as the unit's id, whatever was shown of it."""

    edition: int
    list: str
    number: str
    issue_id: str
    task_id: str | None
    columns: dict[str, Any]
    sensitive: bool
    is_over: bool  # the issue was closed or ended
    turns: int
    reworks: int
    rebounded: bool

    @property
    def key(self) -> Key:
        return self.list, self.number


def told_of(
    edition: int, list_: str, number: str, issue: Issue, task: Task | None, texts: Texts
) -> Told:
    """A row as it is now."""
    result = task.result if task is not None else None
    return Told(
        edition=edition,
        list=list_,
        number=number,
        issue_id=issue.id,
        task_id=task.id if task is not None else None,
        columns=_columns(list_, issue, task, texts),
        sensitive=is_sensitive(issue),
        is_over=not issue.is_open,
        turns=issue.turns,
        reworks=issue.reworks,
        rebounded=result.rebounded if result else issue.recheck == "rebounded",
    )


def _columns(list_: str, issue: Issue, task: Task | None, texts: Texts) -> dict[str, Any]:
    part = TEXTS[list_]
    key = (issue.id, part, task.id if task is not None else None)
    shared = {
        "category": issue.category,
        "field": issue.field,
        "place": issue.place,
        part: None if is_sensitive(issue) else texts.get(key),
    }
    return shared | _OWN[list_](issue, task)


def _of_problem(issue: Issue, _task: Task | None) -> dict[str, Any]:
    return {"occurred_on": issue.occurred_on, "outcome": issue.outcome}


def _of_task(_issue: Issue, task: Task | None) -> dict[str, Any]:
    return {} if task is None else {"quantity": _amount(task)}


def _of_effect(issue: Issue, task: Task | None) -> dict[str, Any]:
    result = task.result if task is not None else None
    if result is None:
        return {
            "completed_on": issue.closed_on,
            "satisfaction": issue.satisfaction,
            "outcome": issue.outcome,
        }
    return {
        "completed_on": result.completed_on,
        "quantity": _amount(result),
        "satisfaction": result.satisfaction,
        "outcome": issue.outcome,
    }


def _amount(what: Task | Result) -> str | None:
    if what.quantity is None:
        return None
    return f"{what.quantity} {what.quantity_unit or ''}".rstrip()


_OWN: dict[str, Callable[[Issue, Task | None], dict[str, Any]]] = {
    "problem": _of_problem,
    "task": _of_task,
    "effect": _of_effect,
}
