"""Put rows in the place of those with the same primary key, many at a time: how projections write."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

Row = dict[str, Any]


def replace_rows(
    conn: sa.Connection, table: sa.Table, rows: Sequence[Row], gone: Iterable[Row] = ()
) -> None:
    """`rows` enter and rows with the keys in `gone` leave; each key at most once in both together."""
    names = [column.name for column in table.primary_key]
    keys = [{f"old_{name}": row[name] for name in names} for row in (*rows, *gone)]
    if keys:
        same = [table.c[name] == sa.bindparam(f"old_{name}") for name in names]
        conn.execute(sa.delete(table).where(*same), keys)
    if rows:
        conn.execute(sa.insert(table), list(rows))
