"""The lines of the three lists: what stands in one line, and what an issue has on each list.

Each field is a column of the read model; a text field that may be missing is null there. Nothing in a line is
personal: ids, codes, days, numbers, and texts that two persons approved (docs/domain.md, lists).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Self

OVER = ("completed", "cancelled")  # how a task's progress ends


@dataclass(frozen=True, kw_only=True)
class Line:
    """What every line has: by these it is ordered, found and hidden."""

    issue_id: str
    number: str
    sequence: int  # orders numbers by month, n and k
    month: str  # of recording, planning or completion, as 2026-11
    unit_id: str  # the place
    lead_unit_id: str | None = None
    category: str
    field: str | None = None
    confidential: bool = False
    on_spot: bool = False

    @property
    def key(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class ProblemLine(Line):
    """A problem that people raised."""

    kind: str
    source: str
    occurred_on: str | None = None
    reported_us: int
    needs_conditions: bool | None = None
    urgent: bool = False
    support_unit_ids: str = "[]"  # a JSON list
    responsible_position: str | None = None
    due: str | None = None
    state: str = "reported"
    outcome: str | None = None
    reworks: int = 0  # since the last reopening
    reopenings: int = 0
    round: int = 0  # of work: a rework and a reopening each begin a new one
    held_review_by: str | None = None
    recheck: str | None = None  # still_solved or rebounded, the last time
    merged_into: str | None = None  # the number under which it goes on
    public_text: str | None = None
    ended_position: int | None = None  # where in the log of issues it was closed or ended

    @property
    def key(self) -> str:
        return self.issue_id


@dataclass(frozen=True, kw_only=True)
class TaskLine(Line):
    """A measure with a unit, a responsible position and a deadline."""

    task_id: str
    issue_number: str
    task_unit_id: str
    support_unit_ids: str = "[]"  # a JSON list
    responsible_position: str | None = None
    due: str | None = None
    quantity: str | None = None  # a decimal number, alike on every storage
    quantity_unit: str | None = None
    progress: str = "planned"
    progress_quantity: str | None = None
    completed_on: str | None = None
    public_measure: str | None = None
    public_result: str | None = None  # waits here for the task's completion

    @property
    def key(self) -> str:
        return self.task_id


@dataclass(frozen=True, kw_only=True)
class EffectLine(Line):
    """What was achieved by a task, and what the person says of it.

    `round`: of work, in which the task was completed; an answer of the person is about the results of its own round.
    `satisfaction` is None as long as nobody was asked. `recheck`: still_solved or rebounded, weeks later."""

    task_id: str
    issue_number: str
    task_number: str
    task_unit_id: str
    round: int
    completed_on: str
    quantity: str | None = None
    quantity_unit: str | None = None
    solved: str | None = None
    satisfaction: str | None = None
    closed: bool = False
    outcome: str | None = None
    recheck: str | None = None
    public_result: str | None = None

    @property
    def key(self) -> str:
        return self.task_id


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class IssueLines:
    """Everything that one issue has on the three lists; tasks and effects by the id of the task."""

    problem: ProblemLine
    tasks: Mapping[str, TaskLine] = field(default_factory=_none)
    effects: Mapping[str, EffectLine] = field(default_factory=_none)

    def __iter__(self) -> Iterator[Line]:
        yield self.problem
        yield from self.tasks.values()
        yield from self.effects.values()

    def with_problem(self, **changes: Any) -> Self:
        return replace(self, problem=replace(self.problem, **changes))

    def with_tasks(self, *tasks: TaskLine) -> Self:
        return replace(self, tasks={**self.tasks, **{task.task_id: task for task in tasks}})

    def with_effects(self, *effects: EffectLine) -> Self:
        return replace(self, effects={**self.effects, **{each.task_id: each for each in effects}})

    @property
    def open_tasks(self) -> list[TaskLine]:
        return [task for task in self.tasks.values() if task.progress not in OVER]
