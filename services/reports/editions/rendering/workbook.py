"""The edition as a workbook for print: a sheet for each list, A4 landscape, the head on every page. The same edition
gives the same bytes with the same version of XlsxWriter: its only date is the day of publication."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from services.reports.editions.document import Edition
from services.reports.editions.rendering.title import caption, title
from services.reports.editions.v1.columns import COLUMNS, cells, heads
from services.reports.editions.v1.words import LISTS

_WIDE, _NARROW, _FIRST = 38, 13, 5  # characters
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(edition: Edition) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    day = datetime.fromisoformat(edition.document["header"]["published_on"])
    book.set_properties({"title": title(edition), "created": day})
    for list_ in LISTS:
        _sheet(book, edition, list_)
    book.close()
    return out.getvalue()


def _sheet(book: Any, edition: Edition, list_: str) -> None:
    sheet, entries = book.add_worksheet(LISTS[list_]), edition.rows(list_)
    big = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"})
    head = book.add_format({"font_name": "黑体", "border": 1, "text_wrap": True, "align": "center"})
    plain = book.add_format({"font_name": "宋体", "border": 1, "text_wrap": True, "valign": "top"})
    last = len(heads(list_)) - 1
    sheet.merge_range(0, 0, 0, last, f"{title(edition)} {LISTS[list_]}", big)
    sheet.merge_range(1, 0, 1, last, caption(edition, len(entries)))
    sheet.write_row(2, 0, heads(list_), head)
    for place, entry in enumerate(entries, 1):
        sheet.write_row(place + 2, 0, cells(list_, place, entry), plain)
    sheet.set_column(0, 0, _FIRST)
    for at, column in enumerate(COLUMNS[list_], 1):
        sheet.set_column(at, at, _WIDE if column.has_words else _NARROW)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 2)
    sheet.set_footer(f"&L{caption(edition, len(entries))}&R第 &P 页，共 &N 页")
