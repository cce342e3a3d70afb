"""An issue as its rules see it: only what decides, folded from its facts by `evolve.py`.

The words of people are not here, save a proposed public text, which its approval publishes.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

Part = tuple[str, str | None]  # a public part and the task it belongs to


@dataclass(frozen=True)
class Task:
    task_id: str
    number: str
    unit_id: str
    due: date
    quantity: float | None
    quantity_unit: str | None
    is_completed: bool = False


@dataclass(frozen=True)
class Proposal:
    """A public text that waits for a second person. `text` is None when it was not opened or is forgotten."""

    text: str | None
    proposed_by: str


@dataclass(frozen=True)
class Issue:
    issue_id: str
    number: str
    kind: str
    category: str
    field: str | None
    unit_id: str  # the place
    reported_by: str
    reporter_id: str
    reported_at: datetime
    recorded_at: datetime  # of the last fact
    is_urgent: bool = False
    needs_conditions: bool | None = None
    is_confidential: bool = False
    is_on_spot: bool = False
    accused_units: tuple[str, ...] = ()
    version: int = 1
    state: str = "reported"
    outcome: str | None = None
    limit_class: str | None = None
    lead_unit: str | None = None
    support_units: tuple[str, ...] = ()
    reviewer: str | None = None
    due: date | None = None
    assigned_at: datetime | None = None
    # Since the last reopening: every lead, support and task unit, and whoever entered a fact of the work.
    handling_units: frozenset[str] = frozenset()
    handling_people: frozenset[str] = frozenset()
    tasks: tuple[Task, ...] = ()
    tasks_since_rework: int = 0
    reworks: int = 0
    completed_at: datetime | None = None  # when it was reported done, since the last rework
    tries: tuple[date, ...] = ()  # days on which nobody was reached, since then
    solved: str | None = None  # what a reached person answered, since then
    proposals: Mapping[Part, Proposal] = dataclasses.field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if not task.is_completed)

    def task(self, task_id: str | None) -> Task | None:
        return next((task for task in self.tasks if task.task_id == task_id), None)
