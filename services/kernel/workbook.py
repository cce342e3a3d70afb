"""Sheets of an XLSX workbook, read for import.

The file comes from outside. A workbook is a zip of XML: a few kilobytes can unpack to gigabytes, entities can
multiply within the XML, and small elements are large once parsed. So sizes are taken from the zip's directory before
anything is unpacked (Python's zipfile never unpacks more than the directory says), tags are counted before they are
parsed, XML is read with defusedxml (`openpyxl_defused`), and rows, columns and the
length of a cell are bounded. What stays open: the largest workbook within the bounds takes a few hundred megabytes.
What openpyxl trips over is `file_type`.
"""

import io
import itertools
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import ParseError

from eventlog.errors import Invalid
from services.kernel.csv_rows import MAX_ROWS
from services.kernel.openpyxl_defused import openpyxl
from services.kernel.sheet import FILE, MAX_COLUMNS, Cell, Line, Sheet
from services.kernel.workbook_cell import cell_of
from services.kernel.workbook_marks import Marks, marks_of

MAX_BYTES = 8_000_000
MAX_UNPACKED = 32_000_000
MAX_TAGS = 2_500_000  # 50,000 rows of five cells have under two million
MAX_PARTS = 1_000
PIECE = 1 << 16  # bytes
LAST_ROW = 1_000_000  # a sheet can have a few more; the services number rows up to here
_UNREADABLE = (
    openpyxl.utils.exceptions.InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    OSError,  # a damaged zip
    EOFError,
    RuntimeError,  # an encrypted or unknown kind of zip
    # what openpyxl meets in parts that are missing or say something else than it expects
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
)


class Workbook:
    """An open workbook. `titles` are its sheets with cells, in order."""

    def __init__(self, book: Any, archive: zipfile.ZipFile):
        self._book = book
        self._archive = archive
        self._sheets = {sheet.title: sheet for sheet in book.worksheets}

    @property
    def titles(self) -> list[str]:
        return list(self._sheets)

    def sheet(self, title: str, max_rows: int = MAX_ROWS) -> Sheet:
        """Its lines that are not blank, hidden ones too; `max_rows` below the heads.

        Raises Invalid({"file": [code]}): too_many_rows, too_many_columns, file_type."""
        with _plain_errors():
            return Sheet(title, list(_lines(self._sheets[title], self._marks(title), max_rows)))

    def _marks(self, title: str) -> Marks:
        # the only one who knows which part of the zip is this sheet; hence openpyxl < 3.2
        with self._archive.open(self._sheets[title]._worksheet_path) as part:
            return marks_of(part)


@contextmanager
def open_workbook(data: bytes) -> Iterator[Workbook]:
    """Raises Invalid({"file": [code]}): too_large; file_type for what is no workbook (.xls, encrypted, damaged)."""
    with _plain_errors():
        archive = _checked(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        yield Workbook(book, archive)
    finally:
        book.close()
        archive.close()


def _checked(data: bytes) -> zipfile.ZipFile:
    if len(data) > MAX_BYTES:
        raise Invalid({FILE: ["too_large"]})
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Invalid({FILE: ["too_large"]})
    if sum(_tags(archive, part) for part in parts) > MAX_TAGS:
        raise Invalid({FILE: ["too_large"]})
    return archive


def _tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """At least as many as the part has: a parsed element takes many times the memory of `<c/>`."""
    with archive.open(part) as file:
        return sum(piece.count(b"<") for piece in iter(lambda: file.read(PIECE), b""))


@contextmanager
def _plain_errors() -> Iterator[None]:
    """openpyxl warns of what it leaves out (styles, extensions), none of which is read here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _UNREADABLE as error:
        raise Invalid({FILE: ["file_type"]}) from error


def _lines(sheet: Any, marks: Marks, max_rows: int) -> Iterator[Line]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
    found = 0
    for number, row in enumerate(itertools.islice(rows, LAST_ROW), 1):
        if number not in marks.uncalculated and all(each.value is None for each in row):
            continue  # quickly: sheets can end in a million formatted blank rows
        cells = _cells(row, marks.faults(number))
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise Invalid({FILE: ["too_many_columns"]})
        found += 1
        if found > max_rows + 1:  # the heads are a line, too
            raise Invalid({FILE: ["too_many_rows"]})
        yield Line(number, tuple(cells[:MAX_COLUMNS]))


def _cells(row: tuple[Any, ...], faults: dict[int, str]) -> list[Cell]:
    """As far as there is something."""
    found = [cell_of(each.value, each.number_format, each.data_type == "e") for each in row]
    for column, fault in faults.items():
        if column < len(found):
            found[column] = Cell(found[column].text, fault)
    while found and found[-1] == Cell():
        found.pop()
    return found
