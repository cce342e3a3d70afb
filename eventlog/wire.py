"""A log as others read it: of a concealed stream they learn that something happened, and not what.

The data of such a record is one envelope, sealed under a key of its own for each stream (`wire:<stream>`), which
only the owner has; who acted and for which command is left out. Position, stream, version, type, time and digest
stay, so that followers keep order and notice a log that diverged. What is concealed is asked anew for every page:
facts from before a stream became concealed are concealed as well when they are read again (docs/adr/0013).
What this does not protect: what was read before that. Whoever keeps anything of a stream lets go of it when a
concealed record of it comes. An edition is printed as of a position: `as_of` gives the log as it was read then.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import sqlalchemy as sa

from eventlog.log import Head, Log
from eventlog.record import Record
from eventlog.seal import is_envelope

SEALED = "sealed"  # the one field of a concealed record's data
Concealed = Callable[[sa.Connection, set[str]], set[str]]  # those of the streams that are concealed


class Readable(Protocol):
    """What a follower, a rebuild or a peer needs of a log: `Log` for its owner, `Wire` for others."""

    def read(self, after: int, limit: int, conn: sa.Connection | None = None) -> list[Record]: ...

    def head(self, conn: sa.Connection | None = None) -> Head: ...

    def check_seen(self, position: int, digest: str) -> None: ...


def nothing_is_concealed(_conn: sa.Connection, _streams: set[str]) -> set[str]:
    return set()


@dataclass(frozen=True)
class Wire:
    """`concealed` is the owner's say; it is asked after the records were read, so that the record that makes a
    stream concealed is concealed itself. With `until` nothing behind that position is read."""

    log: Log
    concealed: Concealed = nothing_is_concealed
    until: int | None = None

    def as_of(self, position: int, concealed: Concealed) -> "Wire":
        """The log up to `position`. `concealed` must say what was concealed then."""
        return replace(self, concealed=concealed, until=position)

    def read(self, after: int, limit: int, conn: sa.Connection | None = None) -> list[Record]:
        """As `Log.read`, concealed records sealed as a whole."""
        if conn is None:
            with self.log.engine.connect() as own:
                return self.read(after, limit, own)
        if self.until is not None:
            limit = max(0, min(limit, self.until - after))
        records = self.log.read(after, limit, conn)
        hidden = self.concealed(conn, {record.stream for record in records})
        return self.log.keyring.seal_whole(records, hidden) if hidden else records

    def head(self, conn: sa.Connection | None = None) -> Head:
        return self.log.head(conn)

    def check_seen(self, position: int, digest: str) -> None:
        self.log.check_seen(position, digest)


def is_concealed(record: Record) -> bool:
    """Whether this is all that anybody but its owner learns of it."""
    return record.data.keys() == {SEALED} and is_envelope(record.data[SEALED])
