"""A workbook without its rows: page, titles, heads, notes, and one empty row that shows the style of each column."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from documents.safe_text import for_xml
from documents.table import Column, Table

A4 = 9
HEAD_ROW = 2  # under the title and what the table is about; rows of XlsxWriter begin at 0
FIRST_ROW = HEAD_ROW + 2  # in the file, where rows begin at 1
_SONG = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_HEI = {"font_name": "黑体", "valign": "vcenter"}
_EDGE = {"border": 1, "border_color": "#7A8696"}
_HEAD = {"font_size": 10, "align": "center", "text_wrap": True, "bg_color": "#E8EDF3"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": _HEI | {"font_size": 18, "align": "center"},
    "about": _SONG | {"align": "center"},
    "head": _HEI | _EDGE | _HEAD,
    "text": _SONG | _EDGE | {"text_wrap": True},
    "code": _SONG | _EDGE | {"align": "center"},
    "number": _SONG | _EDGE | {"align": "right"},
    "note": _SONG | {"font_size": 9, "text_wrap": True},
}
Styles = dict[str, Any]


def frame(tables: Iterable[Table], made_at: datetime) -> dict[str, bytes]:
    """The parts of the workbook by name, in the order in which they are stored."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(data, options)
    book.set_properties({"created": made_at.replace(tzinfo=None), "author": "民情"})
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    for table in tables:
        _draw(book.add_worksheet(table.name), styles, table)
    book.close()
    with zipfile.ZipFile(data) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _draw(sheet: Any, styles: Styles, table: Table) -> None:
    _set_page(sheet, table)
    last = len(table.columns) - 1
    _across(sheet, 0, last, table.title, styles["title"], height=32)
    _across(sheet, 1, last, f"{table.about}　{table.count_words}", styles["about"], height=20)
    sheet.set_row(HEAD_ROW, 30)
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, column.width)
        sheet.write_string(HEAD_ROW, n, for_xml(column.head), styles["head"])
        sheet.write_blank(HEAD_ROW + 1, n, None, styles[column.kind])
    below = HEAD_ROW + 1 + table.total + 1
    for row, note in enumerate(table.notes, below):
        _across(sheet, row, last, note, styles["note"], 15 * _lines_of(note, table.columns))


def _set_page(sheet: Any, table: Table) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.hide_gridlines(2)
    about, count = (text.replace("&", "&&") for text in (table.about, table.count_words))
    sheet.set_footer(f"&L&9{about}&C&9第 &P 页，共 &N 页&R&9{count}"[:255])


def _across(sheet: Any, row: int, last: int, text: str, style: Any, height: int) -> None:
    """A line over the whole width."""
    sheet.set_row(row, height)
    sheet.merge_range(row, 0, row, last, for_xml(text), style)


def _lines_of(note: str, columns: tuple[Column, ...]) -> int:
    """How many lines a note takes over the whole width; a Chinese character is as wide as two of ours."""
    return 1 + 2 * len(note) // sum(column.width for column in columns)
