"""The rows of a table as the XML of a sheet, with a height that shows every line of a wrapped text."""

import re
from collections.abc import Iterator
from html import escape

from documents.safe_text import for_xml
from documents.sheet_frame import FIRST_ROW
from documents.table import Cell, Column, Row, Table

MOST_CHARACTERS = 32_767  # in a cell
LINE = 13.5  # points
AT_ONCE = 200  # rows in a piece
_STYLE = re.compile(r'<c r="([A-Z]+)[0-9]+" s="([0-9]+)"')


def row_pieces(table: Table, pattern: str) -> Iterator[bytes]:
    """`pattern` is the row that shows the styles. Raises RowCountDiffers after the last row."""
    cells = _STYLE.findall(pattern)
    waiting: list[str] = []
    for number, row in enumerate(table.counted_rows(), FIRST_ROW):
        waiting.append(_row_xml(number, row, table.columns, cells))
        if len(waiting) == AT_ONCE:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()


def _row_xml(
    number: int, row: Row, columns: tuple[Column, ...], cells: list[tuple[str, str]]
) -> str:
    lines = max(_lines(cell, column) for cell, column in zip(row, columns, strict=True))
    inside = "".join(
        _cell_xml(f'r="{letter}{number}" s="{style}"', cell)
        for (letter, style), cell in zip(cells, row, strict=True)
    )
    return f'<row r="{number}" ht="{6 + LINE * lines:g}" customHeight="1">{inside}</row>'


def _cell_xml(place: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return f"<c {place}/>"
    if isinstance(cell, str):
        text = escape(for_xml(cell)[:MOST_CHARACTERS], quote=False)
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c {place}><v>{cell!r}</v></c>"


def _lines(cell: Cell, column: Column) -> int:
    """A Chinese character is as wide as two of ours."""
    if column.kind != "text" or not isinstance(cell, str):
        return 1
    return sum(max(1, -(-2 * len(line) // column.width)) for line in cell.split("\n"))
