"""One list as CSV: UTF-8 with a mark, so that spreadsheets read it, lines ended by CR LF (RFC 4180).

A text that begins like a formula has an apostrophe before it: a spreadsheet would run it.
"""

import csv
import io

from services.reports.editions.document import Edition
from services.reports.editions.v1.columns import Cell, cells, heads

FILES = {
    "problem": "problem.csv",
    "task": "task.csv",
    "effect": "effect.csv",
    "erratum": "errata.csv",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(edition: Edition, list_: str) -> bytes:
    """Raises KeyError, TypeError or AttributeError for rows of another shape."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads(list_))
    for place, entry in enumerate(edition.rows(list_), 1):
        writer.writerow([_safe(cell) for cell in cells(list_, place, entry)])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
