"""Walk a log and name every row that is not what was appended.

Found: a row altered, removed, inserted or swapped with another. Not found: a log rewritten as a whole, digests and
head included, by someone who can drop the triggers; the followers' checkpoints and the published editions are
the witnesses against that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from eventlog.record import GENESIS, append_digest, body_digest, chain
from eventlog.tables import log, log_head


@dataclass(frozen=True)
class Fault:
    """`kind` is altered | removed | inserted | swapped | misplaced (an append whose rows are intact but do not
    follow the one before); `position` names the row, the first of several."""

    kind: str
    position: int
    text: str


def faults(conn: sa.Connection) -> Iterator[Fault]:
    """Every fault of the log, in order of position; nothing when it is intact.

    `conn` must see one moment (`eventlog.snapshot`), else facts that arrive meanwhile stand behind the head. Memory
    grows with the number of streams, not of facts."""
    head = conn.execute(sa.select(log_head)).one()
    in_order = sa.select(log).order_by(log.c.position)
    with conn.execution_options(yield_per=1000).execute(in_order) as rows:
        yield from faults_of(rows, head)


def faults_of(rows: Iterable[Any], head: Any) -> Iterator[Fault]:
    """The same of rows from elsewhere, with the columns of `log` in order, and a head with those of `log_head`."""
    walk = _Walk()
    for row in rows:
        if row.position > head.position:
            yield Fault("inserted", row.position, "stands behind the head of the log")
        else:
            yield from walk.take(row)
    yield from walk.end(head)


class _Walk:
    """What the rows so far lead one to expect of the next. After a fault it goes on from what is written, so that
    one fault is named once."""

    def __init__(self) -> None:
        self.expected = 1
        self.digest = GENESIS
        self.recorded_us = 0
        self.versions: dict[str, int] = {}
        self.pending: list[Any] = []  # of an append whose last row has not come yet
        self.trusted = True  # no row of this append was altered or removed

    def take(self, row: Any) -> Iterator[Fault]:
        yield from self._own(row)
        yield from self._order(row)
        self.pending.append(row)
        if row.digest is not None:
            yield from self._append(row)

    def end(self, head: Any) -> Iterator[Fault]:
        if self.pending:
            yield Fault("removed", self.expected, "the end of an append is missing")
        if self.expected <= head.position:
            yield self._missing(head.position)
        elif self.digest != bytes(head.digest):
            yield Fault(
                "altered", head.position, "the head's digest is not that of the last append"
            )

    def _own(self, row: Any) -> Iterator[Fault]:
        """The row itself, and whether one is missing before it."""
        if row.position != self.expected:
            yield self._missing(row.position - 1)
            self.trusted = False
        self.expected = row.position + 1
        if bytes(row.body_digest) != _body(row):
            text = f"{row.type} of {row.stream} is not what was appended"
            yield Fault("altered", row.position, text)
            self.trusted = False

    def _order(self, row: Any) -> Iterator[Fault]:
        before = self.versions.get(row.stream, 0)
        if row.version != before + 1:
            text = f"version {row.version} of {row.stream} stands after {before}"
            yield Fault("swapped", row.position, text)
        self.versions[row.stream] = row.version
        if row.recorded_us < self.recorded_us:
            yield Fault("swapped", row.position, "recorded before the row in front of it")
        self.recorded_us = max(self.recorded_us, row.recorded_us)

    def _append(self, last: Any) -> Iterator[Fault]:
        """The chain, at the last row of an append."""
        appended = append_digest([bytes(row.body_digest) for row in self.pending])
        intact = chain(self.digest, appended, last.recorded_us) == bytes(last.digest)
        if self.trusted and not intact:
            first = self.pending[0].position
            where = f"the append of positions {first} to {last.position}"
            yield Fault("misplaced", first, f"{where} is not here in its place or at its time")
        self.digest, self.pending, self.trusted = bytes(last.digest), [], True

    def _missing(self, last: int) -> Fault:
        text = f"positions {self.expected} to {last} are missing"
        return Fault("removed", self.expected, text)


def _body(row: Any) -> bytes:
    return body_digest(
        row.stream,
        row.version,
        row.type,
        row.schema_number,
        row.fact_id,
        row.actor,
        row.command_id,
        row.causation_id,
        row.data,
    )
