"""Walk a log and name every row that is not what was appended.

Found: a row altered, removed, inserted or swapped with another. Not found: a log rewritten as a whole, digests and
head included, by someone who can drop the triggers; the followers' checkpoints and the published editions are
the witnesses against that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    """Every fault of the log, in order of position; nothing when it is intact. Reads in constant memory."""
    head = conn.execute(sa.select(log_head)).one()
    expected, digest, recorded_us = 1, GENESIS, 0
    versions: dict[str, int] = {}
    pending: list[sa.Row] = []
    trusted = True
    rows = conn.execution_options(yield_per=1000).execute(sa.select(log).order_by(log.c.position))
    for row in rows:
        if row.position > head.position:
            yield Fault("inserted", row.position, "stands behind the head of the log")
            continue
        if row.position != expected:
            yield Fault(
                "removed", expected, f"positions {expected} to {row.position - 1} are missing"
            )
            trusted = False
        expected = row.position + 1
        if bytes(row.body_digest) != _body(row):
            yield Fault(
                "altered", row.position, f"{row.type} of {row.stream} is not what was appended"
            )
            trusted = False
        if row.version != versions.get(row.stream, 0) + 1:
            yield Fault(
                "swapped",
                row.position,
                f"version {row.version} of {row.stream} stands after {versions.get(row.stream, 0)}",
            )
        versions[row.stream] = row.version
        if row.recorded_us < recorded_us:
            yield Fault("swapped", row.position, "recorded before the row in front of it")
        recorded_us = max(recorded_us, row.recorded_us)
        pending.append(row)
        if row.digest is None:
            continue
        appended = append_digest([bytes(r.body_digest) for r in pending])
        intact = chain(digest, appended, row.recorded_us) == bytes(row.digest)
        if trusted and not intact:
            first, last = pending[0].position, row.position
            text = (
                f"the append of positions {first} to {last} is not here in its place or at its time"
            )
            yield Fault("misplaced", first, text)
        # go on from what is written, so that one fault is named once
        digest, pending, trusted = bytes(row.digest), [], True
    if pending:
        yield Fault("removed", expected, "the end of an append is missing")
    if expected <= head.position:
        yield Fault("removed", expected, f"positions {expected} to {head.position} are missing")
    elif digest != bytes(head.digest):
        yield Fault("altered", head.position, "the head's digest is not that of the last append")


def _body(row: sa.Row) -> bytes:
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
