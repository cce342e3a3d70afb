"""Importing units from rows `code,name,kind,parent_code`. Pure.

A unit's id is its code. A row is *new*, *changed*, the *same*, or *wrong*; a parent may stand below its child in
the file. Codes of faults: required, pattern, length, duplicate, unknown_kind, unknown_parent, cycle, depth,
unit_closed, outside.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from services.campaign.establishment import Establishment
from services.campaign.facts import UnitRegistered
from services.campaign.import_plan import Fault, ImportPlan
from services.campaign.reach import Reach
from services.campaign.vocabulary import UNIT_KINDS
from services.kernel.units import Unit, UnitTree

MAX_NAME = 60
MAX_DEPTH = 12  # the plan's trees have five levels; a bound keeps a hostile file cheap
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True)
class UnitRow:
    """One line of the file; `number` is the sheet's (the heads are row 1)."""

    number: int
    code: str
    name: str
    kind: str
    parent: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> "UnitRow":
        return cls(row["row"], row["code"], row["name"], row["kind"], row["parent_code"] or None)

    @property
    def unit(self) -> Unit:
        return Unit(self.code, self.name, self.kind, self.parent, sort=self.code)


def plan_units(known: Establishment, rows: Iterable[UnitRow], reach: Reach) -> ImportPlan:
    plan = ImportPlan()
    sound = _without(plan, list(rows), _shape_faults())
    before = known.tree()
    # A row left out may have been another row's parent, so the rest is judged again until nothing changes.
    # Every round but the last finds a fault one level further down: at most MAX_DEPTH rounds.
    while True:
        after = _tree_with(known, sound)
        kept = _without(plan, sound, lambda row: _place_faults(row, before, after, reach))  # noqa: B023 (called at once)
        if len(kept) == len(sound):
            break
        sound = kept
    for row in sound:
        _plan_one(plan, known, row)
    return plan


def _without(
    plan: ImportPlan, rows: list[UnitRow], faults_of: Callable[[UnitRow], Iterable[Fault]]
) -> list[UnitRow]:
    """The rows that have no fault; the others are named in the plan."""
    sound = []
    for row in rows:
        faults = list(faults_of(row))
        plan.refuse(row.number, faults)
        if not faults:
            sound.append(row)
    return sound


def _shape_faults() -> Callable[[UnitRow], Iterator[Fault]]:
    seen: set[str] = set()

    def faults(row: UnitRow) -> Iterator[Fault]:
        if not _CODE.fullmatch(row.code):
            yield "code", "pattern" if row.code else "required"
        elif row.code in seen:
            yield "code", "duplicate"
        seen.add(row.code)
        if not row.name or len(row.name) > MAX_NAME:
            yield "name", "length" if row.name else "required"
        if row.kind not in UNIT_KINDS:
            yield "kind", "unknown_kind" if row.kind else "required"

    return faults


def _place_faults(row: UnitRow, before: UnitTree, after: UnitTree, reach: Reach) -> Iterator[Fault]:
    is_new = not before.exists(row.code)
    if _is_same(before.units.get(row.code), row):
        return
    if before.is_closed(row.code):
        yield "code", "unit_closed"
    elif not is_new and not reach.covers(before, row.code):
        yield "code", "outside"
    if is_new or before.parent(row.code) != row.parent:
        yield from _parent_faults(row, after, reach)


def _parent_faults(row: UnitRow, after: UnitTree, reach: Reach) -> Iterator[Fault]:
    if row.parent is not None and not after.exists(row.parent):
        yield "parent_code", "unknown_parent"
        return
    above = after.ancestors(row.code)
    if row.code in above:
        yield "parent_code", "cycle"
    elif len(above) > MAX_DEPTH:
        yield "parent_code", "depth"
    elif row.parent is not None and after.is_closed(row.parent):
        yield "parent_code", "unit_closed"
    elif not reach.covers(after, row.parent):
        yield "parent_code", "outside"


def _tree_with(known: Establishment, rows: list[UnitRow]) -> UnitTree:
    """The tree as it would be; a closed unit keeps its row, because it cannot be changed."""
    changed = {row.code: row.unit for row in rows if not _is_closed(known, row.code)}
    return UnitTree({**known.units, **changed}.values())


def _is_closed(known: Establishment, code: str) -> bool:
    return code in known.units and known.units[code].closed


def _is_same(present: Unit | None, row: UnitRow) -> bool:
    """A list may go on naming a unit that has closed."""
    return present is not None and replace(present, closed=False) == row.unit


def _plan_one(plan: ImportPlan, known: Establishment, row: UnitRow) -> None:
    present = known.units.get(row.code)
    if _is_same(present, row):
        plan.count(False, [])
        return
    fact = UnitRegistered(
        unit_id=row.code, name=row.name, kind=row.kind, parent_id=row.parent, sort=row.code
    )
    plan.count(present is None, [fact])
