"""Lines with the interval of log positions in which they were true: a line is never overwritten, it is ended.

`from_position` is the fact that made this version of the line, `to_position` the one that ended it, open while
it is null. A batch of facts costs a fixed number of statements, however many lines it changes.
"""

import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from services.reports.lines import Line

PAGE = 500  # ids to one statement


def columns_of(kind: type[Line]) -> dict[str, tuple[type, bool]]:
    """`{field: (int | str | bool, may be null)}`, in the order of the fields."""
    hints = typing.get_type_hints(kind)
    found = {}
    for each in fields(kind):
        options = typing.get_args(hints[each.name]) or (hints[each.name],)
        found[each.name] = (options[0], type(None) in options)
    return found


def line_table(
    metadata: sa.MetaData, name: str, suffix: str, kind: type[Line], key: str
) -> sa.Table:
    """A table with a column for each field of the line, and its interval."""
    types = {int: sa.BigInteger, str: sa.Text, bool: sa.Boolean}
    table = sa.Table(
        f"{name}{suffix}",
        metadata,
        sa.Column("from_position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("to_position", sa.BigInteger),
        *(
            sa.Column(field, types[type_], primary_key=field == key, nullable=nullable)
            for field, (type_, nullable) in columns_of(kind).items()
        ),
    )
    is_open = table.c.to_position.is_(None)
    _partial_index(f"{name}_open{suffix}", is_open, table.c.issue_id)
    # In order, and with all that lists are filtered by: what is true now is found and counted without its rows.
    filters = [table.c[column] for column in _FILTERS if column in table.c]
    _partial_index(f"{name}_list{suffix}", is_open, table.c.sequence, *filters)
    return table


_FILTERS = (
    "month",
    "unit_id",
    "lead_unit_id",
    "task_unit_id",
    "category",
    "field",
    "confidential",
    "state",
    "progress",
    "closed",
    "outcome",
)


def _partial_index(
    name: str, condition: sa.ColumnElement[bool], *columns: sa.Column[Any]
) -> sa.Index:
    return sa.Index(name, *columns, postgresql_where=condition, sqlite_where=condition)


class Versions:
    """The open lines of some issues in one table, and what a batch of facts makes of them."""

    def __init__(self, conn: sa.Connection, table: sa.Table, kind: type[Line], key: str):
        self.conn = conn
        self.table = table
        self.kind = kind
        self.key = key
        self.open: dict[str, Line] = {}
        self._since: dict[str, int] = {}  # from which position each open line is true
        self._stored: set[str] = set()  # whose open version is a row already
        self._ended: list[dict[str, Any]] = []
        self._made: list[dict[str, Any]] = []

    def load(self, issue_ids: Iterable[str]) -> Iterator[Line]:
        names = list(columns_of(self.kind))
        columns = [self.table.c[name] for name in names]
        for page in _pages(sorted(issue_ids)):
            query = sa.select(self.table.c.from_position, *columns).where(
                self.table.c.issue_id.in_(page), self.table.c.to_position.is_(None)
            )
            for since, *values in self.conn.execute(query):
                line = self.kind(**dict(zip(names, values, strict=True)))
                self.open[line.key], self._since[line.key] = line, since
                self._stored.add(line.key)
                yield line

    def put(self, line: Line, position: int) -> None:
        """From `position` on the line is this one. Nothing happens when it is so already."""
        before = self.open.get(line.key)
        if before is line or before == line:
            return
        if before is not None:
            self._end(before, position)
        self.open[line.key], self._since[line.key] = line, position

    def write(self) -> None:
        """Ends the rows that were open, and adds the new versions."""
        unsaved = [line for key, line in self.open.items() if key not in self._stored]
        self._made += [self._row(line, None) for line in unsaved]
        if self._ended:
            self.conn.execute(
                sa.update(self.table)
                .where(self.table.c[self.key] == sa.bindparam("old_key"))
                .where(self.table.c.from_position == sa.bindparam("old_from"))
                .values(to_position=sa.bindparam("new_to")),
                self._ended,
            )
        if self._made:
            self.conn.execute(sa.insert(self.table), self._made)

    def _end(self, line: Line, position: int) -> None:
        if line.key in self._stored:
            self._stored.remove(line.key)
            old = {"old_key": line.key, "old_from": self._since[line.key], "new_to": position}
            self._ended.append(old)
        else:
            self._made.append(self._row(line, position))

    def _row(self, line: Line, to_position: int | None) -> dict[str, Any]:
        interval = {"from_position": self._since[line.key], "to_position": to_position}
        return {**interval, **vars(line)}


def _pages(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), PAGE):
        yield values[start : start + PAGE]
