"""A sheet as it was read, from a workbook or a CSV file alike: numbered lines of cells.

A cell is its text, or the code of what keeps it from being one. Codes: error_value, formula, date, boolean,
number, merged, and those of a text field (character, length, blank).
"""

import re
import unicodedata
from dataclasses import dataclass

from marshmallow import ValidationError

from services.kernel.schema_fields import Text

FILE = "file"  # the name under which a fault of the file as a whole stands
MAX_COLUMNS = 50
MAX_CELL = 200  # characters
_TEXT = Text(max=MAX_CELL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WIDE = {
    wide: wide - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for wide in range(ord(first), ord(last) + 1)
}


@dataclass(frozen=True)
class Cell:
    """`text` is tidy; with a fault it is what a reader of the sheet would see there."""

    text: str = ""
    fault: str | None = None


@dataclass(frozen=True)
class Line:
    """`number` is the sheet's: 1 is its first line, blank ones count."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The lines that are not blank. `title` is the sheet's name, or the file's where it has no sheets."""

    title: str
    lines: list[Line]


def text_cell(typed: str) -> Cell:
    """Words as typed: without what is not seen, on one line, wide digits and letters made plain."""
    seen = "".join(each for each in typed if unicodedata.category(each) != "Cf")
    text = " ".join(seen.translate(_WIDE).split())
    if not text:
        return Cell()
    try:
        return Cell(_TEXT.read(text))
    except ValidationError as error:
        return Cell(_CONTROL.sub("", text)[:MAX_CELL], str(error.messages[0]))


def address(row: int, column: int) -> str:
    """`C7` of row 7 and column 2, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
