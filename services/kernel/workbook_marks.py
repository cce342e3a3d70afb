"""What openpyxl's quick reading of a sheet leaves out: merged cells, and formulas that nobody has calculated.

Both would look like blank cells. One pass over the sheet's XML finds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from eventlog.errors import Invalid
from services.kernel.openpyxl_defused import openpyxl
from services.kernel.sheet import FILE, MAX_COLUMNS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


MAX_MERGED = 500
MAX_CELLS = 16_384  # that a row of a sheet can have


@dataclass(frozen=True)
class Range:
    """Rows and columns of a merged range, both ends in it; columns counted from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass
class Marks:
    """`uncalculated` has the columns of each row, counted from 0."""

    merged: list[Range] = field(default_factory=list)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)

    def faults(self, row: int) -> dict[int, str]:
        """What is wrong with cells of this row, by column."""
        found = {
            column: "merged"
            for each in self.merged
            if each.first_row <= row <= each.last_row
            for column in range(each.first_column, min(each.last_column, MAX_COLUMNS) + 1)
        }
        return found | dict.fromkeys(self.uncalculated.get(row, ()), "formula")


def marks_of(part: IO[bytes]) -> Marks:
    """Raises Invalid({"file": [code]}): too_many_merged, too_many_columns; and what defusedxml raises of a part that
    is no sound XML (ParseError) or declares entities (ValueError)."""
    marks, cells = Marks(), 0
    for _, element in iterparse(part):
        if element.tag == f"{_MAIN}c":
            cells += 1
            if cells > MAX_CELLS:
                raise Invalid({FILE: ["too_many_columns"]})
        elif element.tag == f"{_MAIN}row":
            cells = 0
            for row, column in _uncalculated(element):
                marks.uncalculated.setdefault(row, []).append(column)
            element.clear()
        elif element.tag == f"{_MAIN}mergeCell":
            marks.merged.append(_range(element.get("ref")))
            if len(marks.merged) > MAX_MERGED:
                raise Invalid({FILE: ["too_many_merged"]})
    return marks


def _uncalculated(row: Element) -> Iterator[tuple[int, int]]:
    for cell in row:
        has_value = cell.findtext(f"{_MAIN}v") or cell.get("t") == "str"  # "" is a result, too
        if cell.find(f"{_MAIN}f") is not None and not has_value and "r" in cell.attrib:
            number, column = openpyxl.utils.cell.coordinate_to_tuple(cell.attrib["r"])
            yield number, column - 1


def _range(ref: str) -> Range:
    left, top, right, bottom = openpyxl.utils.cell.range_boundaries(ref)
    return Range(top, bottom, left - 1, right - 1)
