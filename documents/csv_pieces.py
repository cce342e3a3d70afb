"""A table as CSV: UTF-8 with a byte order mark, so that spreadsheets read Chinese; heads, then rows, CRLF."""

import csv
import io
from collections.abc import Iterator

from documents.safe_text import for_csv
from documents.table import Cell, Row, Table

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
AT_ONCE = 500  # rows in a piece


def csv_pieces(table: Table) -> Iterator[bytes]:
    """The file, piece by piece. Raises RowCountDiffers before the last piece: the file then stays unfinished."""
    yield BYTE_ORDER_MARK + _lines([[column.head for column in table.columns]])
    waiting: list[Row] = []
    for row in table.counted_rows():
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            yield _lines(waiting)
            waiting = []
    yield _lines(waiting)


def _lines(rows: list[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_said(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _said(cell: Cell) -> Cell:
    return for_csv(cell) if isinstance(cell, str) else cell
