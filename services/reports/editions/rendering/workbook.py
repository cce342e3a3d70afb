"""The edition as a workbook for print: a sheet for each list, drawn as all lists are (`documents`).

The same edition gives the same bytes with the same version of this program: its only date is the day of publication.
"""

from datetime import UTC, datetime

from documents.table import Column, Table
from documents.xlsx import workbook_pieces
from services.reports.editions.document import Edition
from services.reports.editions.rendering.title import about, title
from services.reports.editions.v1 import columns
from services.reports.editions.v1.columns import COLUMNS, cells
from services.reports.editions.v1.words import LISTS

_PLACE = Column("序号", 5, "number")
_CODES = {"number": 16, "problem_number": 16, "task_number": 18, "month": 8}  # with their widths
_DAYS = ("occurred_on", "due", "completed_on")
_AMOUNTS = ("edition", "quantity", "progress_quantity")
_UNITS = ("place_name", "unit_name", "lead_unit_name", "support_units", "responsible_position")
_WORDS, _DAY, _UNIT, _SHORT = 30, 11, 10, 8


def workbook_bytes(edition: Edition) -> bytes:
    day = datetime.fromisoformat(edition.document["header"]["published_on"]).replace(tzinfo=UTC)
    return b"".join(workbook_pieces([_table(edition, list_) for list_ in LISTS], day))


def _table(edition: Edition, list_: str) -> Table:
    entries = edition.rows(list_)
    return Table(
        name=LISTS[list_],
        title=f"{title(edition)} {LISTS[list_]}",
        about=about(edition),
        columns=(_PLACE, *(_column(column) for column in COLUMNS[list_])),
        rows=(cells(list_, place, entry) for place, entry in enumerate(entries, 1)),
        total=len(entries),
    )


def _column(column: columns.Column) -> Column:
    key, head = column.key, column.head
    if key in _CODES:
        return Column(head, _CODES[key], "code")
    if key in _DAYS:
        return Column(head, _DAY, "code")
    if key in _AMOUNTS:
        return Column(head, _SHORT, "number")
    if column.has_words or key == "after":
        return Column(head, _WORDS)
    return Column(head, _UNIT if key in _UNITS else _SHORT)
