"""A table's row as one line of JSON, and back, with nothing lost and nothing taken on trust."""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa


def to_line(table: sa.Table, row: Mapping[str, Any]) -> bytes:
    """Columns by name; bytes as hex."""
    values = {column.name: _plain(row[column.name]) for column in table.columns}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(table: sa.Table, line: bytes) -> dict[str, Any]:
    """The row; a column that may be empty may be missing, for it may be younger than the line.

    Raises ValueError, which says what is wrong without quoting a value."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON in UTF-8") from None
    if not isinstance(values, dict) or not values.keys() <= set(table.columns.keys()):
        raise ValueError(f"has not the columns of the table {table.name}")
    return {column.name: _read(column, values.get(column.name)) for column in table.columns}


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _read(column: sa.Column[Any], value: Any) -> Any:
    if value is None and column.nullable:
        return None
    kind = column.type
    if isinstance(kind, sa.LargeBinary) and isinstance(value, str):
        return bytes.fromhex(value)
    if type(value) is not kind.python_type or not _fits(kind, value):
        raise ValueError(f"holds no {kind.python_type.__name__} in {column.name}")
    return value


def _fits(kind: sa.types.TypeEngine[Any], value: Any) -> bool:
    if isinstance(kind, sa.Integer):
        bits = 63 if isinstance(kind, sa.BigInteger) else 31
        return -(1 << bits) <= value < 1 << bits
    return not isinstance(value, str) or "\0" not in value
