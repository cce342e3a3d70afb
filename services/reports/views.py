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
from services.reports.visibility import Condition, of_unit, visible_to

Answer = dict[str, Any]


def list_page(
    reading: Reading, caller: Caller, now: datetime, name: str, fields: dict[str, Any]
) -> Answer:
    """A page of one list, in order of numbers -> `{items, next, total, first, as_of}`. Raises Forbidden, Invalid.

    `first` is the row number of the first item; both counts are None where `count` is false."""
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

    Of the lines that the caller sees. Raises Forbidden."""
    counts: dict[str, dict[str, int]] = {}
    for name, kind in KINDS.items():
        table = reading.tables[kind.table]
        is_seen = visible_to(caller, reading.tree, table)
        query = sa.select(table.c.month, sa.func.count()).where(table.c.to_position.is_(None))
        for month, count in reading.conn.execute(query.where(is_seen).group_by(table.c.month)):
            counts.setdefault(month, dict.fromkeys(KINDS, 0))[name] = count
    return {"items": sorted(counts, reverse=True), "counts": counts}


_EQUAL = ("month", "field", "category", "needs_conditions")


def chosen(kind: ListKind, table: sa.FromClause, fields: dict[str, Any]) -> list[Condition]:
    """The filters that a request names, other than the unit."""
    names = [name for name in _EQUAL if name in table.c and fields.get(name) is not None]
    found = [table.c[name] == fields[name] for name in names]
    if "occurred_on" in table.c:
        since, until = fields.get("occurred_from"), fields.get("occurred_until")
        found += [table.c.occurred_on >= since.isoformat()] if since else []
        found += [table.c.occurred_on <= until.isoformat()] if until else []
    state = fields.get("state")
    return found if state is None else [*found, kind.in_state(table.c, state)]


def read_page(
    conn: sa.Connection,
    table: sa.FromClause,
    moment: Moment,
    conditions: Sequence[Condition],
    fields: dict[str, Any],
) -> tuple[Sequence[sa.Row[Any]], Answer]:
    """(rows, `{next, total, first}`): the cursor is the place of the last row in the order, so that no row is met
    twice and none is left out, whatever is added meanwhile."""
    query = sa.select(table).where(moment.holds(table), *conditions)
    begun = _begun(table, fields)
    found = conn.execute(query.where(*begun).order_by(table.c.sequence).limit(fields["limit"] + 1))
    rows = found.all()
    is_last = len(rows) <= fields["limit"]
    rows = rows[: fields["limit"]]
    counts = _counts(conn, query, table, rows) if fields.get("count", True) else _UNCOUNTED
    return rows, {"next": None if is_last else str(rows[-1].sequence), **counts}


_UNCOUNTED = {"total": None, "first": None}


def _counts(
    conn: sa.Connection, query: sa.Select[Any], table: sa.FromClause, rows: Sequence[sa.Row[Any]]
) -> Answer:
    """How many rows the list has, and how many stand before these, plus one."""
    counting = query.with_only_columns(sa.func.count())
    total = conn.scalar(counting)
    before = conn.scalar(counting.where(table.c.sequence < rows[0].sequence)) if rows else total
    return {"total": total, "first": (before or 0) + 1}


def _begun(table: sa.FromClause, fields: dict[str, Any]) -> list[Condition]:
    begin = place_after(fields)
    return [] if begin is None else [table.c.sequence > begin]


def place_after(fields: dict[str, Any]) -> int | None:
    """The place in the order after which the page begins; None for the first page. Raises Invalid."""
    if fields["after"] is not None:
        return _place(fields["after"])
    place = fields.get("from_number")
    return None if place is None else place - 1


def _place(cursor: str) -> int:
    if not cursor.isdecimal() or len(cursor) > 18:
        raise Invalid({"after": ["pattern"]})
    return int(cursor)
