"""Which lines a caller may see, as conditions of a query. What one may not see is not counted either.

As for the issues themselves: of the place from above, and for those who work on it of the unit that does. Not
listed here, and so without any list: `admin` and `auditor`. Confidential lines are on nobody's list.
"""

from typing import Any

import sqlalchemy as sa

from eventlog.errors import Forbidden
from services.kernel.caller import Caller
from services.kernel.units import UnitTree
from services.reports.list_kinds import ListKind
from services.reports.vocabulary import SENSITIVE_CATEGORIES

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


def published(kind: ListKind, table: sa.FromClause) -> Condition:
    """A second person approved the text by which the line is public."""
    return sa.and_(table.c.confidential.is_(False), table.c[kind.text].is_not(None))


def of_public_unit(unit: str, tree: UnitTree, table: sa.FromClause) -> Condition:
    """As `of_unit`, but a sensitive line belongs to its sub-office only: the filter must not tell more than it."""
    inside = tree.subtree(unit)
    coarse = sorted(each for each in tree.units if sub_office(each, tree) in inside)
    is_sensitive = table.c.category.in_(sorted(SENSITIVE_CATEGORIES))
    return sa.or_(
        sa.and_(is_sensitive, table.c.unit_id.in_(coarse)),
        sa.and_(sa.not_(is_sensitive), of_unit(unit, tree, table)),
    )


def sub_office(unit: str | None, tree: UnitTree) -> str | None:
    """The sub-office or community that the unit is or belongs to; the unit itself where there is none above."""
    if unit is None:
        return None
    chain = (unit, *tree.ancestors(unit))
    found = [each for each in chain if each in tree.units and tree.units[each].kind in _SUB_OFFICES]
    return found[-1] if found else unit


_SUB_OFFICES = ("sub_office", "community")


def _working_units(table: sa.FromClause) -> list[Any]:
    return [table.c[name] for name in ("lead_unit_id", "task_unit_id") if name in table.c]
