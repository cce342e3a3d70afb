"""One cell of a workbook as people leave it -> its text.

A code typed into a cell that is no text cell has become a number or a day. A whole number goes back to its digits;
what cannot be undone (a day, a lost digit, a decimal) is a fault rather than a guess.
"""

from datetime import date, time, timedelta
from typing import Any

from services.kernel.sheet import Cell, text_cell

EXACT_DIGITS = (
    10**15
)  # a spreadsheet keeps 15 digits: of a longer number the last ones are invented


def cell_of(value: Any, number_format: str = "", is_error: bool = False) -> Cell:
    """`is_error`: the value is an error's name, such as #N/A."""
    if value is None:
        return Cell()
    if is_error:
        return Cell(str(value), "error_value")
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return Cell(str(value).upper(), "boolean")
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, date | time | timedelta):
        return Cell(str(value), "date")
    return Cell(str(value), "formula")


def _number(value: int | float, number_format: str) -> Cell:
    # NaN fails the comparison
    if not abs(value) < EXACT_DIGITS or value != int(value):
        return Cell(str(value), "number")
    text = str(int(value))
    if number_format and not number_format.strip(
        "0"
    ):  # 000000: zeros in front are shown, so they are meant
        text = text.zfill(len(number_format))
    return Cell(text)
