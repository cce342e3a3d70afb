"""Workbooks as people make them, for the tests of what reads them."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl import Workbook


def made(fill: Callable[[Any], None], title: str = "表") -> bytes:
    """A workbook with one sheet, which `fill` fills."""
    book = Workbook()
    book.active.title = title
    fill(book.active)
    return saved(book)


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_rows(*rows: Iterable[Any], title: str = "表") -> bytes:
    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(list(row))

    return made(fill, title)


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part of the zip changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == part else content)
    return out.getvalue()
