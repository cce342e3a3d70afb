"""What was printed, as it stands now: the document of each edition, in a table beside the log.

It travels with the log: whoever has another signing key could not make the same salts again."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from services.reports.editions.document import Document, Edition
from services.reports.tables import edition_document as table


class Documents:
    """Reads and keeps them; the caller says in which transaction."""

    def all(self, conn: sa.Connection) -> list[Edition]:
        """Oldest first."""
        return list(self._read(conn, sa.select(table.c.document).order_by(table.c.number)))

    def of(self, conn: sa.Connection, number: int) -> Edition | None:
        query = sa.select(table.c.document).where(table.c.number == number)
        return next(self._read(conn, query), None)

    def numbers(self, conn: sa.Connection) -> list[int]:
        return list(conn.scalars(sa.select(table.c.number).order_by(table.c.number)))

    def unwritten(self, conn: sa.Connection) -> list[int]:
        """Those whose folder does not say the same yet."""
        query = sa.select(table.c.number).where(table.c.is_written.is_(False))
        return list(conn.scalars(query.order_by(table.c.number)))

    def have_row(self, conn: sa.Connection, name: str, number: str) -> bool:
        """Whether any of them has, or had, this row."""
        return any(_has(edition.document, name, number) for edition in self.all(conn))

    def add(self, conn: sa.Connection, edition: Edition) -> None:
        row = {"number": edition.number, "document": _text(edition), "is_written": False}
        conn.execute(sa.insert(table).values(row))

    def change(self, conn: sa.Connection, edition: Edition) -> None:
        change = sa.update(table).where(table.c.number == edition.number)
        conn.execute(change.values(document=_text(edition), is_written=False))

    def written(self, conn: sa.Connection, number: int, is_written: bool = True) -> None:
        change = sa.update(table).where(table.c.number == number)
        conn.execute(change.values(is_written=is_written))

    def _read(self, conn: sa.Connection, query: sa.Select[Any]) -> Iterator[Edition]:
        for text in conn.scalars(query):
            yield Edition(json.loads(text))


def _text(edition: Edition) -> str:
    return edition.to_bytes().decode()


def _has(document: Document, name: str, number: str) -> bool:
    return any(
        entry["list"] == name and (entry.get("row") or entry)["number"] == number
        for entry in document["rows"]
    )
