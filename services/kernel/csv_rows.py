"""Lines from a CSV file as people save it.

UTF-8 with or without a mark, or GB 18030 as spreadsheets here write it.
"""

import csv
import io
from collections.abc import Iterator

from eventlog.errors import Invalid
from services.kernel.sheet import FILE, MAX_COLUMNS, Line, text_cell

MAX_ROWS = 5_000
MAX_BYTES = 4_000_000


def csv_lines(data: bytes, max_rows: int = MAX_ROWS) -> list[Line]:
    """The lines that are not blank; line numbers are a sheet's, whose first one has the heads.

    Raises Invalid({"file": [code]}): encoding, too_large, too_many_rows, too_many_columns, csv;
    Invalid({"row.7": ["cells"]}) when a line has more or fewer cells than the first."""
    if len(data) > MAX_BYTES:
        raise Invalid({FILE: ["too_large"]})
    lines: list[Line] = []
    for number, cells in _records(_decoded(data)):
        if len(cells) > MAX_COLUMNS:
            raise Invalid({FILE: ["too_many_columns"]})
        line = Line(number, tuple(text_cell(cell) for cell in cells))
        if not any(cell.text or cell.fault for cell in line.cells):
            continue
        if lines and len(cells) != len(lines[0].cells):
            raise Invalid({f"row.{number}": ["cells"]})
        if len(lines) > max_rows:
            raise Invalid({FILE: ["too_many_rows"]})
        lines.append(line)
    return lines


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid({FILE: ["encoding"]})


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
    except csv.Error:
        raise Invalid({FILE: ["csv"]}) from None
