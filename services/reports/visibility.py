"""Which lines a caller may see, as conditions of a query. What one may not see is not counted either.

As for the issues themselves: of the place from above, and for those who work on it of the unit that does. Not
listed here, and so without any list: `admin` and `auditor`. Confidential lines are on nobody's list.
"""

from typing import Any

import sqlalchemy as sa

from eventlog.errors import Forbidden
from services.kernel.caller import Caller
from services.kernel.units import UnitTree

WORKING = ("handler", "unit_head", "visitor")
READING = ("office", "reviewer", "supervisor", "publisher", *WORKING)

Condition = sa.ColumnElement[bool]


def visible_to(caller: Caller, tree: UnitTree, table: sa.FromClause) -> Condition:
    """Raises Forbidden for a caller who has no role that reads lists."""
    if not caller.holds(*READING):
        raise Forbidden()
    seen = tree.subtrees(caller.holds(*READING))
    worked = tree.subtrees(caller.holds(*WORKING))
    working = [column.in_(sorted(worked)) for column in _working_units(table)]
    return sa.and_(
        table.c.confidential.is_(False), sa.or_(table.c.unit_id.in_(sorted(seen)), *working)
    )


def of_unit(unit: str, tree: UnitTree, table: sa.FromClause) -> Condition:
    """The place, the lead unit or the unit that does the work is `unit` or below it."""
    units = sorted(tree.subtree(unit))
    return sa.or_(*(column.in_(units) for column in (table.c.unit_id, *_working_units(table))))


def _working_units(table: sa.FromClause) -> list[Any]:
    return [table.c[name] for name in ("lead_unit_id", "task_unit_id") if name in table.c]
