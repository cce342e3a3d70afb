"""The rows that did not enter, as they stood and with the reasons, to be mended and imported again."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook

from minqing.sheets.bringing import Outcome
from minqing.sheets.kinds import REASON
from minqing.sheets.writing import Styles, add_sheet, workbook

_REASON_WIDTH = 60


def wrong_rows(outcomes: Iterable[Outcome]) -> bytes:
    """A workbook with a sheet for each table that has wrong rows; the import passes over the last column."""

    def fill(book: Workbook, styles: Styles) -> None:
        for outcome in outcomes:
            if outcome.wrong:
                _fill(add_sheet(book, styles, outcome.table.kind), styles, outcome)

    return workbook(fill)


def _fill(sheet: Any, styles: Styles, outcome: Outcome) -> None:
    table, reasons = outcome.table, _reasons(outcome)
    last = len(table.kind.columns)
    sheet.set_column(last, last, _REASON_WIDTH)
    sheet.write_string(0, last, REASON, styles["head"])
    for n, row in enumerate(sorted(reasons), 1):
        for place, column in enumerate(table.kind.columns):
            sheet.write_string(n, place, table.text(row, column.field), styles["text"])
        sheet.write_string(n, last, "；".join(reasons[row]), styles["reason"])


def _reasons(outcome: Outcome) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    for fault in outcome.faults:
        if fault.row is not None:
            reasons.setdefault(fault.row, []).append(fault.words)
    return reasons
