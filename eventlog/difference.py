"""Where two tables of one shape differ: which rows, by their key, and in which columns.

Values are compared in the database, all columns at once, and are not told: a row may hold somebody's words.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

MOST_NAMED = (
    100  # of each table and each direction: a table that differs altogether is not listed whole
)


@dataclass(frozen=True)
class Difference:
    """`kind` is altered | missing | extra, seen from the live table; `columns` are those of an altered row."""

    table: str
    key: tuple[tuple[str, Any], ...]
    kind: str
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        key = ", ".join(f"{name}={value}" for name, value in self.key)
        columns = f": {', '.join(self.columns)}" if self.columns else ""
        return f"{self.table} ({key}) is {self.kind}{columns}"


def differences(
    conn: sa.Connection, name: str, live: sa.Table, folded: sa.Table
) -> list[Difference]:
    """Rows of `live` that are not what `folded` has, in order of their keys. `name` is the table's base name."""
    keys = _keys_of(conn, live, folded) | _keys_of(conn, folded, live)
    return [_describe(conn, name, key, live, folded) for key in sorted(keys)]


def _keys_of(conn: sa.Connection, one: sa.Table, other: sa.Table) -> set[tuple[Any, ...]]:
    """The keys of rows that stand so in `one` and not in `other`."""
    only = sa.select(one).except_(sa.select(other)).subquery()
    key = [only.c[column.name] for column in one.primary_key]
    rows = conn.execute(sa.select(*key).order_by(*key).limit(MOST_NAMED))
    return {tuple(row) for row in rows}


def _describe(
    conn: sa.Connection, name: str, key: tuple[Any, ...], live: sa.Table, folded: sa.Table
) -> Difference:
    named = tuple(zip((column.name for column in live.primary_key), key, strict=True))
    lived, wanted = _row(conn, live, named), _row(conn, folded, named)
    if lived is None or wanted is None:
        return Difference(name, named, "missing" if lived is None else "extra")
    columns = [column for column in lived if lived[column] != wanted[column]]
    return Difference(name, named, "altered", tuple(columns))


def _row(
    conn: sa.Connection, table: sa.Table, key: tuple[tuple[str, Any], ...]
) -> dict[str, Any] | None:
    query = sa.select(table).where(*(table.c[column] == value for column, value in key))
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)
