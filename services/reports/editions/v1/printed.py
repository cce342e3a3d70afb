"""One line of a list as an edition prints it, with codes and the names that units had.

A line of a sensitive category has its sub-office in place of every unit and no text. No person is in it: who answers
for the work is told by position alone.
"""

from dataclasses import dataclass
from typing import Any

from services.reports.editions.content import Row
from services.reports.editions.v1.categories import CATEGORIES
from services.reports.editions.v1.sensitive import is_sensitive
from services.reports.editions.v1.state import Issue, Result, Task
from services.reports.editions.v1.units import Units

Texts = dict[tuple[str, str, str | None], str]  # by issue, part and task


@dataclass(frozen=True)
class Printer:
    units: Units
    texts: Texts

    def problem(self, issue: Issue, is_new: bool) -> Row:
        return {
            **self._start(issue, issue.number, issue.month),
            "is_new": is_new,
            "public_text": self._text(issue, "public_text", None),
            "source": issue.source,
            "occurred_on": issue.occurred_on,
            **self._units("lead_unit", issue, issue.lead),
            "support_units": self._support(issue, issue.support),
            "responsible_position": issue.responsible,
            "needs_conditions": issue.needs_conditions,
            "urgent": issue.urgent,
            "due": issue.due,
            "state": issue.state,
            "outcome": issue.outcome,
        }

    def task(self, issue: Issue, task: Task) -> Row:
        return {
            **self._start(issue, task.number, task.month),
            "problem_number": issue.number,
            "public_measure": self._text(issue, "public_measure", task.id),
            **self._units("unit", issue, task.unit),
            **self._units("lead_unit", issue, task.lead),
            "support_units": self._support(issue, task.support),
            "responsible_position": task.responsible,
            "due": task.due,
            "quantity": task.quantity,
            "quantity_unit": task.quantity_unit,
            "progress": task.progress,
            "progress_quantity": task.progress_quantity,
        }

    def effect(self, issue: Issue, task: Task, result: Result) -> Row:
        return {
            **self._start(issue, result.number, result.month),
            "problem_number": issue.number,
            "task_number": task.number,
            "public_result": self._text(issue, "public_result", task.id),
            **self._units("unit", issue, result.unit),
            **self._units("lead_unit", issue, result.lead),
            "completed_on": result.completed_on,
            "quantity": result.quantity,
            "quantity_unit": result.quantity_unit,
            "satisfaction": result.satisfaction,
            "recheck": result.recheck,
            "outcome": issue.outcome,
        }

    def effect_without_task(self, issue: Issue) -> Row:
        """An issue that was closed without a task, as a question that was answered: number k = 0, no task number."""
        return {
            **self._start(issue, f"XG{issue.number[2:]}-0", (issue.closed_on or issue.month)[:7]),
            "problem_number": issue.number,
            "task_number": None,
            "public_result": None,
            **self._units("unit", issue, issue.lead),
            **self._units("lead_unit", issue, issue.lead),
            "completed_on": issue.closed_on,
            "quantity": None,
            "quantity_unit": None,
            "satisfaction": issue.satisfaction,
            "recheck": issue.recheck,
            "outcome": issue.outcome,
        }

    def _start(self, issue: Issue, number: str, month: str) -> dict[str, Any]:
        return {
            "number": number,
            "month": month,
            "category": issue.category,
            "category_name": CATEGORIES.get(issue.category, issue.category),
            "field": issue.field,
            "sensitive": is_sensitive(issue),
            **self._units("place", issue, issue.place),
            "on_spot": issue.on_spot,
        }

    def _units(self, name: str, issue: Issue, unit: str | None) -> dict[str, Any]:
        shown = self.units.sub_office(unit) if is_sensitive(issue) else unit
        return {name: shown, f"{name}_name": self.units.name(shown)}

    def _support(self, issue: Issue, units: tuple[str, ...]) -> list[dict[str, Any]]:
        if is_sensitive(issue):
            return []
        return [{"unit": unit, "name": self.units.name(unit)} for unit in units]

    def _text(self, issue: Issue, part: str, task: str | None) -> str | None:
        return None if is_sensitive(issue) else self.texts.get((issue.id, part, task))
