"""A sheet read as rows of one kind: columns found by their heads in any order, cells turned into a request's fields.

Everything keeps its address: a fault that a service finds later in row 7, field `position`, is cell C7 of the sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from minqing.sheets.column import Column, plain_head
from minqing.sheets.fault import Fault
from minqing.sheets.kinds import REASON, SheetKind
from services.kernel.sheet import Cell, Line, Sheet, text_cell

HEADS_ROW = 1


class Unreadable(Exception):
    """Nothing can be read before these faults of file or heads are mended."""

    def __init__(self, faults: list[Fault]):
        super().__init__(faults)
        self.faults = faults


@dataclass
class Table:
    """`rows` are `{"row": 7, field: text}`; a row with a fault of its own is not among them. `lines` are all rows
    as they stood, by number; `positions` the columns in the sheet, by field, counted from 0."""

    kind: SheetKind
    place: str
    positions: dict[str, int]
    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[int, Line] = field(default_factory=dict)

    def fault(self, row: int, name: str, code: str) -> Fault:
        column, position = self.kind.column(name), self.positions.get(name)
        return Fault(self.place, code, row, position, column, self.text(row, name))

    def text(self, row: int, name: str) -> str:
        """What stands in the sheet."""
        position = self.positions.get(name)
        return "" if position is None else _cell(self.lines[row], position).text


def read_table(sheet: Sheet, kind: SheetKind) -> Table:
    """Raises Unreadable with all that is wrong with the heads."""
    place = text_cell(sheet.title).text or kind.title
    if not sheet.lines:
        raise Unreadable([Fault(place, "head", HEADS_ROW)])
    table = Table(kind, place, _positions(sheet, kind, place))
    for line in sheet.lines[1:]:
        if any(_is_filled(_cell(line, position)) for position in table.positions.values()):
            table.lines[line.number] = line
            _add(table, line)
    return table


def _add(table: Table, line: Line) -> None:
    row: dict[str, Any] = {"row": line.number}
    faults = []
    for column in table.kind.columns:
        cell = _cell(line, table.positions[column.field])
        row[column.field] = column.value(cell.text)
        code = cell.fault or ("length" if len(row[column.field]) > column.longest else None)
        if code:
            faults.append(table.fault(line.number, column.field, code))
    if faults:
        table.faults += faults
    else:
        table.rows.append(row)


def _positions(sheet: Sheet, kind: SheetKind, place: str) -> dict[str, int]:
    heads = sheet.lines[0]
    found = _found(heads, kind)
    if heads.number != HEADS_ROW or not found:
        raise Unreadable([_no_heads(sheet, kind, place)])
    faults = list(_head_faults(sheet, kind, place))
    if faults:
        raise Unreadable(faults)
    return {column.field: position for position, column in found.items()}


def _found(line: Line, kind: SheetKind) -> dict[int, Column]:
    return {
        position: column
        for position, cell in enumerate(line.cells)
        for column in kind.columns
        if column.is_called(plain_head(cell.text))
    }


def _no_heads(sheet: Sheet, kind: SheetKind, place: str) -> Fault:
    """Heads that are all there, but further down, are told from heads that are missing."""
    for line in sheet.lines[:20]:
        if line.number != HEADS_ROW and len(_found(line, kind)) == len(kind.columns):
            return Fault(place, "head_below", line.number, text=str(line.number))
    return Fault(place, "head", HEADS_ROW)


def _head_faults(sheet: Sheet, kind: SheetKind, place: str) -> Iterator[Fault]:
    heads = sheet.lines[0]
    found, seen = _found(heads, kind), set()
    for position, cell in enumerate(heads.cells):
        column = found.get(position)
        if cell.fault:
            yield Fault(place, cell.fault, HEADS_ROW, position, column, cell.text)
        elif column and column in seen:
            yield Fault(place, "head_twice", HEADS_ROW, position, text=column.head)
        elif not column and cell.text and plain_head(cell.text) != REASON:
            yield Fault(place, "head_unknown", HEADS_ROW, position, text=cell.text)
        if column:
            seen.add(column)
    for column in kind.columns:
        if column not in seen:
            yield Fault(place, "head_missing", HEADS_ROW, text=column.head)
    yield from _headless(sheet, place)


def _headless(sheet: Sheet, place: str) -> Iterator[Fault]:
    """Columns that hold something and have no head: they must not be passed over in silence."""
    heads = sheet.lines[0]
    filled = {
        position
        for line in sheet.lines[1:]
        for position, cell in enumerate(line.cells)
        if _is_filled(cell) and not _is_filled(_cell(heads, position))
    }
    for position in sorted(filled):
        yield Fault(place, "head_empty", HEADS_ROW, position)


def _cell(line: Line, position: int) -> Cell:
    return line.cells[position] if position < len(line.cells) else Cell()


def _is_filled(cell: Cell) -> bool:
    return bool(cell.text or cell.fault)
