"""One page of a list by the values of its last row: rows that arrive meanwhile move nothing."""

import re
from typing import Any

import sqlalchemy as sa

from eventlog.errors import Invalid

_BETWEEN = ":"
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")  # what every storage keeps


def read_page(
    conn: sa.Connection,
    query: sa.Select[Any],
    order: list[sa.Column[Any]],
    fields: dict[str, Any],
    ascending: bool = False,
) -> tuple[list[Any], dict[str, Any]]:
    """(rows, {"next", "total"}), newest first unless `ascending`. `order` are columns that tell every two rows apart.

    Raises Invalid."""
    total = conn.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
    if fields["after"] is not None:
        place, last = sa.tuple_(*order), sa.tuple_(*read_cursor(fields["after"], order))
        query = query.where(place > last if ascending else place < last)
    ordered = (column.asc() if ascending else column.desc() for column in order)
    query = query.order_by(*ordered).limit(fields["limit"] + 1)
    rows = list(conn.execute(query))
    page = rows[: fields["limit"]]
    more = len(rows) > len(page)
    return page, {"next": cursor_of(page[-1], order) if more else None, "total": total}


def cursor_of(row: Any, order: list[sa.Column[Any]]) -> str:
    """The place of a row in this order."""
    return _BETWEEN.join(str(row._mapping[column.name]) for column in order)


def read_cursor(cursor: str, order: list[sa.Column[Any]]) -> list[Any]:
    """The values that `cursor_of` wrote. Raises Invalid for what it cannot have written."""
    values = cursor.split(_BETWEEN)
    if len(values) != len(order):
        raise Invalid({"after": ["pattern"]})
    return [
        sa.literal(_read_value(value, column), column.type)
        for value, column in zip(values, order, strict=True)
    ]


def _read_value(value: str, column: sa.Column[Any]) -> Any:
    if not isinstance(column.type, sa.Integer):
        return value
    if not _WHOLE_NUMBER.fullmatch(value):
        raise Invalid({"after": ["pattern"]})
    return int(value)
