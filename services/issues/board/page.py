"""The rows of one page of the list, and how many there are, where only some issues by name are wanted.

A common character stands in most of the issues, and a statement with a hundred thousand names is slow. So a few
names go into the statement; of many, the rows that may be seen are read and looked up here.
"""

import json
from itertools import islice
from typing import Any

import sqlalchemy as sa

from services.issues.board.search import Names

FEW = 20_000
AT_ONCE = 200


def read_rows(
    conn: sa.Connection,
    query: sa.Select[Any],
    order: list[Any],
    place: list[Any] | None,
    limit: int,
    names: Names,
) -> tuple[list[Any], int]:
    """(up to `limit` rows after `place`, how many there are in all) of `query` on the board, in order."""
    board = query.selected_columns
    if names is not None and len(names) <= FEW:
        query, names = query.where(_among(conn, board.issue_id, names)), None
    ids = query.with_only_columns(board.issue_id)
    after = query if place is None else query.where(sa.tuple_(*order) > sa.tuple_(*place))
    after = after.order_by(*order)
    if names is None:
        total = conn.scalar(sa.select(sa.func.count()).select_from(ids.subquery()))
        return list(conn.execute(after.limit(limit))), total or 0
    seen = conn.scalar(sa.select(sa.func.aggregate_strings(ids.subquery().c.issue_id, ","))) or ""
    narrow = after.with_only_columns(board.issue_id).execution_options(yield_per=AT_ONCE)
    with conn.execute(narrow) as found:  # whole rows are too wide to be sorted all at once
        page = list(islice((row.issue_id for row in found if row.issue_id in names), limit))
    rows = conn.execute(query.where(board.issue_id.in_(page)).order_by(*order))
    return list(rows), len(names.intersection(seen.split(",")))


def _among(conn: sa.Connection, column: Any, names: set[str]) -> sa.ColumnElement[bool]:
    """One parameter however many names there are."""
    if conn.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(list(names))).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.func.string_to_array(",".join(names), ","))
