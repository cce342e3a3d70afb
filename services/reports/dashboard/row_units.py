"""各单位: whose issue one is, and in which row of the table it stands.

An issue is the lead unit's, and the place's while nobody leads. Units below a community, a sub-office or a direct
unit stand in its row. What belongs to a unit that the caller does not look into stands in one row together, so that
the rows add up and say of no other unit a number that is only a part of it.
"""

from typing import Any

import sqlalchemy as sa

from services.kernel.caller import Caller
from services.kernel.units import UnitTree
from services.reports.visibility import READING

ROWS = ("sub_office", "community", "direct_unit")


def responsible(course: sa.Table) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(course.c.lead_unit_id, course.c.unit_id)


class RowUnits:
    def __init__(self, caller: Caller, tree: UnitTree):
        self.tree = tree
        self._seen = tree.subtrees(caller.holds(*READING))

    def row_of(self, unit: str) -> str | None:
        """The unit in whose row this one stands; None: the row of all others."""
        if unit not in self._seen:
            return None
        chain = [each for each in (unit, *self.tree.ancestors(unit)) if each in self._seen]
        found = [each for each in chain if self.tree.units[each].kind in ROWS]
        return found[-1] if found else unit

    def units_of(self, row: str) -> list[str]:
        return sorted(unit for unit in self._seen if self.row_of(unit) == row)

    def others(self, course: sa.Table) -> sa.ColumnElement[bool]:
        return responsible(course).not_in(sorted(self._seen))

    def place(self, row: str | None) -> tuple[bool, str, str]:
        """By area code; the others last."""
        found = self.tree.units.get(row) if row else None
        return (row is None, found.sort if found else "", row or "")
