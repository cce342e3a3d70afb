"""What is particular to each of the three lists: its table, its states, and what one of its items says.

In every item `place` is where the problem is, `lead_unit` who leads. `unit` is the place of a problem, and of a
task or an effect the unit that does the work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from services.kernel.units import UnitTree
from services.reports.line_values import from_decimal, from_json_list
from services.reports.lines import OVER

Columns = Any  # the columns of one of the tables, or one row of it: read by the same names
Item = dict[str, Any]
UNITS = ("unit", "place", "lead_unit")


@dataclass(frozen=True)
class ListKind:
    table: str
    item: Callable[[Columns], Item]
    in_state: Callable[[Columns, str], sa.ColumnElement[bool]]


def named(item: Item, tree: UnitTree) -> Item:
    """The item with the names that its units have now."""
    names: Item = {f"{name}_name": tree.name(item[name]) if item[name] else None for name in UNITS}
    if "support_units" in item:
        names["support_unit_names"] = [tree.name(unit) for unit in item["support_units"]]
    return item | names


def _line(row: Columns) -> Item:
    return {
        "issue_id": row.issue_id,
        "number": row.number,
        "month": row.month,
        "category": row.category,
        "field": row.field,
        "place": row.unit_id,
        "lead_unit": row.lead_unit_id,
        "on_spot": row.on_spot,
    }


def _marks(row: Columns) -> list[Any]:
    """As `issues` says them: codes, and how often for a rework and a reopening."""
    marks = {"urgent": row.urgent, "confidential": row.confidential, "on_spot": row.on_spot}
    found: list[Any] = [mark for mark, is_set in marks.items() if is_set]
    counts = (("rework", row.reworks), ("reopened", row.reopenings))
    return [*found, *({"mark": mark, "times": times} for mark, times in counts if times)]


def _problem(row: Columns) -> Item:
    return _line(row) | {
        "unit": row.unit_id,
        "kind": row.kind,
        "source": row.source,
        "occurred_on": row.occurred_on,
        "reported_at": from_microseconds(row.reported_us).isoformat(),
        "needs_conditions": row.needs_conditions,
        "support_units": from_json_list(row.support_unit_ids),
        "responsible_position": row.responsible_position,
        "due": row.due,
        "state": row.state,
        "outcome": row.outcome,
        "held_review_by": row.held_review_by,
        "recheck": row.recheck,
        "merged_into": row.merged_into,
        "marks": _marks(row),
        "public_text": row.public_text,
    }


def _task(row: Columns) -> Item:
    return _line(row) | {
        "task_id": row.task_id,
        "issue_number": row.issue_number,
        "unit": row.task_unit_id,
        "support_units": from_json_list(row.support_unit_ids),
        "responsible_position": row.responsible_position,
        "due": row.due,
        "quantity": from_decimal(row.quantity),
        "quantity_unit": row.quantity_unit,
        "state": row.progress if row.progress in OVER else "open",
        "progress": row.progress,
        "progress_quantity": from_decimal(row.progress_quantity),
        "completed_on": row.completed_on,
        "public_measure": row.public_measure,
    }


def _effect(row: Columns) -> Item:
    return _line(row) | {
        "task_id": row.task_id,
        "issue_number": row.issue_number,
        "task_number": row.task_number,
        "unit": row.task_unit_id,
        "completed_on": row.completed_on,
        "quantity": from_decimal(row.quantity),
        "quantity_unit": row.quantity_unit,
        "solved": row.solved,
        "satisfaction": row.satisfaction,
        "closed": row.closed,
        "outcome": row.outcome,
        "recheck": row.recheck,
        "public_result": row.public_result,
    }


def _problem_in_state(columns: Columns, state: str) -> sa.ColumnElement[bool]:
    return columns.state == state


def _task_in_state(columns: Columns, state: str) -> sa.ColumnElement[bool]:
    return columns.progress.not_in(OVER) if state == "open" else columns.progress == state


def _effect_in_state(columns: Columns, state: str) -> sa.ColumnElement[bool]:
    if state in ("open", "closed"):
        return columns.closed.is_(state == "closed")
    return columns.outcome == state.removeprefix("closed_")


KINDS: dict[str, ListKind] = {
    "problem": ListKind(
        table="problem_line",
        item=_problem,
        in_state=_problem_in_state,
    ),
    "task": ListKind(
        table="task_line",
        item=_task,
        in_state=_task_in_state,
    ),
    "effect": ListKind(
        table="effect_line",
        item=_effect,
        in_state=_effect_in_state,
    ),
}
