"""The questions that staff ask of the three lists."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventlog.errors import Invalid
from services.kernel.caller import Caller
from services.reports.application import Reading
from services.reports.list_kinds import KINDS, ListKind, named
from services.reports.moments import Moment, find_moment
from services.reports.visibility import Condition, of_unit, published, visible_to

Answer = dict[str, Any]


def list_page(
    reading: Reading, caller: Caller, now: datetime, name: str, fields: dict[str, Any]
) -> Answer:
    """A page of one list, in order of numbers -> `{items, next, total, as_of}`. Raises Forbidden, Invalid."""
    kind, tree = KINDS[name], reading.tree
    table = reading.tables[kind.table]
    asked, moments = fields["as_of"], reading.tables["list_moment"]
    moment = find_moment(reading.conn, moments, reading.newest, asked, reading.timezone)
    conditions = [visible_to(caller, tree, table), *chosen(kind, table, fields)]
    if fields["unit"] is not None:
        conditions.append(of_unit(fields["unit"], tree, table))
    rows, page = read_page(reading.conn, table, moment, conditions, fields)
    items = [named(kind.item(row), tree) for row in rows]
    return {"items": items, **page, "as_of": moment.to_dict(now)}


def months(reading: Reading, caller: Caller) -> Answer:
    """Months that have lines, newest first -> `{items: ["2026-11"], counts: {"2026-11": {problem, task, effect}}}`.

    Staff see those of their lines, service accounts those of the public ones."""
    counts: dict[str, dict[str, int]] = {}
    for name, kind in KINDS.items():
        table = reading.tables[kind.table]
        is_seen = (
            published(kind, table) if caller.is_service else visible_to(caller, reading.tree, table)
        )
        query = sa.select(table.c.month, sa.func.count()).where(table.c.to_position.is_(None))
        for month, count in reading.conn.execute(query.where(is_seen).group_by(table.c.month)):
            counts.setdefault(month, dict.fromkeys(KINDS, 0))[name] = count
    return {"items": sorted(counts, reverse=True), "counts": counts}


def chosen(kind: ListKind, table: sa.Table, fields: dict[str, Any]) -> list[Condition]:
    """The filters that a request names, other than the unit."""
    equal = [name for name in ("month", "field", "category") if fields.get(name) is not None]
    found = [table.c[name] == fields[name] for name in equal]
    state = fields.get("state")
    return found if state is None else [*found, kind.in_state(table.c, state)]


def read_page(
    conn: sa.Connection,
    table: sa.Table,
    moment: Moment,
    conditions: Sequence[Condition],
    fields: dict[str, Any],
) -> tuple[Sequence[sa.Row[Any]], Answer]:
    """(rows, `{next, total}`): the cursor is the place of the last row in the order, so that no row is met twice
    and none is left out, whatever is added meanwhile."""
    query = sa.select(table).where(moment.holds(table), *conditions)
    total = conn.scalar(query.with_only_columns(sa.func.count()))
    if fields["after"] is not None:
        query = query.where(table.c.sequence > _place(fields["after"]))
    found = conn.execute(query.order_by(table.c.sequence).limit(fields["limit"] + 1)).all()
    rows = found[: fields["limit"]]
    following = str(rows[-1].sequence) if len(found) > len(rows) else None
    return rows, {"next": following, "total": total}


def _place(cursor: str) -> int:
    if not cursor.isdecimal() or len(cursor) > 18:
        raise Invalid({"after": ["pattern"]})
    return int(cursor)
