"""Workbooks that people fill in: one sheet for each kind of rows, ready to be typed into and printed.

Every cell is a text cell, so that a spreadsheet neither eats the zero in front of a code nor makes 9.9E+11 of it; and
what begins with `=` is written as the text it is.
"""

import io
from collections.abc import Callable
from typing import Any

from xlsxwriter import Workbook

from minqing.sheets.column import Column
from minqing.sheets.kinds import SheetKind

_TEXT = {"num_format": "@", "font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_HEAD = _TEXT | {"bold": True, "bottom": 1, "bg_color": "#E8EDF3"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "head": _HEAD,
    "required": _HEAD | {"font_color": "#B42318"},
    "title": _TEXT | {"bold": True, "font_size": 16},
    "section": _TEXT | {"bold": True, "font_size": 12},
    "wrapped": _TEXT | {"text_wrap": True, "border": 1, "border_color": "#C9D1DB"},
    "reason": _TEXT | {"font_color": "#B42318", "text_wrap": True},
}
Styles = dict[str, Any]


def workbook(fill: Callable[[Workbook, Styles], None]) -> bytes:
    """The workbook that `fill` writes."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        fill(book, {name: book.add_format(style) for name, style in _STYLES.items()})
    return data.getvalue()


def add_sheet(book: Workbook, styles: Styles, kind: SheetKind) -> Any:
    """An empty sheet with the heads of `kind` in row 1; required columns have a star."""
    sheet = book.add_worksheet(kind.title)
    for n, column in enumerate(kind.columns):
        sheet.set_column(n, n, column.width, styles["text"])
        head = column.head + ("*" if column.required else "")
        sheet.write_string(0, n, head, styles["required" if column.required else "head"])
        _offer(sheet, n, column, kind.max_rows)
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(0)  # printed, too
    set_page(sheet, kind.title)
    sheet.repeat_rows(0)
    return sheet


def set_page(sheet: Any, title: str) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.set_header(f"&C{title}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _offer(sheet: Any, n: int, column: Column, rows: int) -> None:
    """What may be chosen, and what to write, beside the cell. Several roles in one cell are not on the list."""
    offer: dict[str, Any] = {
        "validate": "any",
        "input_title": column.head,
        "input_message": column.meaning,
    }
    if column.words:
        offer |= {"validate": "list", "source": list(column.words.values())}
        offer |= {"show_error": not column.several, "error_title": column.head}
        offer |= {"error_message": "请从下拉列表里选"}
    sheet.data_validation(1, n, rows, n, offer)
