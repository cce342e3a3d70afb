"""Rows from a CSV file as people save it.

UTF-8 with or without a mark, or GB 18030 as spreadsheets here write it.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from eventlog.errors import Invalid

MAX_ROWS = 5_000
MAX_BYTES = 4_000_000
FILE = "file"


def read_rows(data: bytes, heads: Sequence[str], max_rows: int = MAX_ROWS) -> list[dict[str, Any]]:
    """`[{"row": 2, head: text, …}]`; row numbers are the sheet's, whose row 1 are the heads.

    Blank lines are skipped, cells stripped. Raises Invalid({"file": [code]}): encoding, empty,
    head, too_large, too_many_rows, csv; Invalid({"row.7": ["cells"]}) when a row has more or fewer
    cells than there are heads."""
    if len(data) > MAX_BYTES:
        raise Invalid({FILE: ["too_large"]})
    lines = _lines(_decoded(data))
    _, found = next(lines, (0, []))
    if not found:
        raise Invalid({FILE: ["empty"]})
    if sorted(found) != sorted(heads):
        raise Invalid({FILE: ["head"]})
    rows: list[dict[str, Any]] = []
    for number, cells in lines:
        if len(cells) != len(found):
            raise Invalid({f"row.{number}": ["cells"]})
        if len(rows) == max_rows:
            raise Invalid({FILE: ["too_many_rows"]})
        rows.append({"row": number, **dict(zip(found, cells, strict=True))})
    return rows


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid({FILE: ["encoding"]})


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
    except csv.Error:
        raise Invalid({FILE: ["csv"]}) from None
