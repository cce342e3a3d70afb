"""What the log says of one issue so far. Values are replaced, never changed: a copy of the table of issues is the
state at a cut."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a completed task achieved. `round`: of work; an answer is about the results of its own round."""

    number: str
    month: str
    completed_at: int  # position
    completed_on: str
    quantity: int | float | None
    quantity_unit: str | None
    unit: str
    lead: str | None
    round: int
    satisfaction: str | None = None
    rebounded: bool = False
    recheck: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    id: str
    number: str
    month: str
    planned_at: int  # position
    unit: str
    lead: str | None
    support: tuple[str, ...]
    responsible: str | None
    due: str | None
    quantity: int | float | None
    quantity_unit: str | None
    progress: str = "planned"
    progress_quantity: int | float | None = None
    result: Result | None = None

    @property
    def is_open(self) -> bool:
        return self.progress in ("planned", "in_progress")


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """`ended_at`: the position at which it was closed or ended, None while it is open; `turns`: how often it went on
    after an end; `reworks`: in all."""

    id: str
    number: str
    month: str
    reported_at: int
    source: str
    occurred_on: str | None
    category: str
    field: str | None
    place: str
    on_spot: bool
    needs_conditions: bool | None
    urgent: bool
    lead: str | None = None
    support: tuple[str, ...] = ()
    responsible: str | None = None
    due: str | None = None
    state: str = "reported"
    outcome: str | None = None
    ended_at: int | None = None
    closed_at: int | None = None  # position
    closed_on: str | None = None
    turns: int = 0
    reworks: int = 0
    round: int = 0
    satisfaction: str | None = None  # of this round
    recheck: str | None = None
    tasks: Mapping[str, Task] = dataclasses.field(default_factory=_none)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
