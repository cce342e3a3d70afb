"""A file that somebody filled in -> its tables. What kind of file it is, its first bytes say."""

from pathlib import Path

from eventlog.errors import Invalid
from minqing.sheets.column import plain_head
from minqing.sheets.fault import Fault
from minqing.sheets.kinds import KINDS, SheetKind
from minqing.sheets.table import Table, Unreadable, read_table
from services.kernel.csv_rows import csv_lines
from services.kernel.sheet import FILE, Sheet, text_cell
from services.kernel.workbook import MAX_BYTES, Workbook, open_workbook

_ZIP = b"PK"  # what every .xlsx begins with
_COMPOUND = b"\xd0\xcf\x11\xe0"  # .xls, and every encrypted workbook
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


def read_one(path: Path, kind: SheetKind, title: str | None = None) -> Table:
    """The table of one kind: the sheet `title`, or the one named for the kind, or the only one there is.

    Raises Unreadable."""
    try:
        data = _bytes(path)
        if not _is_workbook(path, data):
            return read_table(Sheet(path.name, csv_lines(data, kind.max_rows)), kind)
        with open_workbook(data) as book:
            return _read(book, _title(book, kind, title, path), kind)
    except Invalid as failure:
        raise _unreadable(path, failure) from failure


def read_all(path: Path) -> list[Table]:
    """The tables of all kinds that the workbook has, in the order in which they enter. Raises Unreadable."""
    try:
        data = _bytes(path)
        if not _is_workbook(path, data):
            raise Invalid({FILE: ["file_type"]})
        with open_workbook(data) as book:
            found = [(_named(book, kind), kind) for kind in KINDS.values()]
            return _read_each(book, [(title, kind) for title, kind in found if title], path)
    except Invalid as failure:
        raise _unreadable(path, failure) from failure


def _read_each(book: Workbook, found: list[tuple[str, SheetKind]], path: Path) -> list[Table]:
    if not found:
        raise Unreadable([Fault(path.name, "sheets_missing")])
    tables, faults = [], []
    for title, kind in found:
        try:
            tables.append(_read(book, title, kind))
        except Unreadable as problem:
            faults += problem.faults
    if faults:
        raise Unreadable(faults)
    return tables


def _read(book: Workbook, title: str, kind: SheetKind) -> Table:
    try:
        return read_table(book.sheet(title, kind.max_rows), kind)
    except Invalid as failure:
        raise Unreadable([Fault(text_cell(title).text, failure.params[FILE][0])]) from failure


def _bytes(path: Path) -> bytes:
    """At most one byte more than any reader takes."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _is_workbook(path: Path, data: bytes) -> bool:
    return data.startswith((_ZIP, _COMPOUND)) or path.suffix.casefold() in _SUFFIXES


def _title(book: Workbook, kind: SheetKind, wanted: str | None, path: Path) -> str:
    if wanted is None:
        found = _named(book, kind) or (book.titles[0] if len(book.titles) == 1 else None)
    else:
        found = wanted if wanted in book.titles else None
    if found is None:
        titles = "、".join(text_cell(each).text for each in book.titles)
        raise Unreadable([Fault(path.name, "sheet_missing", text=titles)])
    return found


def _named(book: Workbook, kind: SheetKind) -> str | None:
    names = (kind.title, kind.name)
    return next((title for title in book.titles if plain_head(title) in names), None)


def _unreadable(path: Path, failure: Invalid) -> Unreadable:
    """`{"file": [code]}` or `{"row.7": [code]}` of a reader."""
    [(where, [code])] = failure.params.items()
    row = int(where.removeprefix("row.")) if where != FILE else None
    return Unreadable([Fault(path.name, code, row)])
