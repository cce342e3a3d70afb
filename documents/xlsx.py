"""Tables as a workbook that people print: title, head on every page, A4 across, as of when and row count in the foot.

The workbook comes piece by piece while its rows come, so neither memory nor a disk holds it. XlsxWriter makes it
with one row, the pattern; the real rows are spliced in as XML with the pattern's styles. Nothing in a cell is ever a
formula or a link. The same tables give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

from documents.sheet_frame import FIRST_ROW, frame
from documents.sheet_rows import row_pieces
from documents.table import Table

EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every part
QUICK = 3  # level of compression: a quarter larger than the best, three times as fast


class _Outgoing(io.RawIOBase):
    """Takes what the archive writes until it is fetched. It cannot seek, so the archive never wants to go back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._waiting.append(piece)
        return len(piece)

    def fetch(self) -> bytes:
        pieces, self._waiting = self._waiting, []
        return b"".join(pieces)


def workbook_pieces(tables: Sequence[Table], made_at: datetime) -> Iterator[bytes]:
    """One sheet for each table, in order. `made_at` (aware) is what the file says of its making.
    Raises RowCountDiffers before the end: the file then stays unfinished and no program opens it."""
    outgoing = _Outgoing()
    parts = frame(tables, made_at)
    sheets = {f"xl/worksheets/sheet{n}.xml": table for n, table in enumerate(tables, 1)}
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
        for name, data in parts.items():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(part, "w") as target:
                for piece in _spliced(data, sheets[name]) if name in sheets else (data,):
                    target.write(piece)
                    if written := outgoing.fetch():
                        yield written
    yield outgoing.fetch()


def _spliced(sheet: bytes, table: Table) -> Iterator[bytes]:
    """The sheet with the table's rows where its pattern row stands."""
    before, _, rest = sheet.partition(f'<row r="{FIRST_ROW}"'.encode())
    pattern, _, after = rest.partition(b"</row>")
    yield before
    yield from row_pieces(table, pattern.decode())
    yield after
