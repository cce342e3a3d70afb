"""Are the live read models what the logs say? Fold them again in a scratch place, and compare row by row.

The live rows and their checkpoints are copied in one short read transaction; the fold then takes as long as it
takes without holding anything in the live database. Both sides lie in one private SQLite file that is gone
afterwards, so that rows of either storage compare alike.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.checkpoint import START, Checkpoint
from eventlog.difference import Difference, differences
from eventlog.engine import open_engine, writing
from eventlog.errors import LogDiverged
from eventlog.log import Head
from eventlog.projection import Generation, Projection, ReadModels
from eventlog.record import Record
from eventlog.snapshot import snapshot

PAGE = 1000
Progress = Callable[[int, int], None]  # facts folded, of how many


class Source(Protocol):
    """The log that is folded: `eventlog.log.Log`, or what reads one from elsewhere."""

    def read(self, after: int, limit: int) -> list[Record]: ...

    def head(self) -> Head: ...


@dataclass(frozen=True)
class Verification:
    """`facts` were folded in `seconds`; `differences` name up to a hundred rows a table and direction. What an older
    version of the projection had made, or another log, is not compared."""

    facts: int
    seconds: float
    differences: tuple[Difference, ...] = ()
    is_compared: bool = True

    @property
    def equal(self) -> bool:
        return not self.differences


def silent(_done: int, _total: int) -> None:
    """The progress that nobody watches."""


def verify(
    projection: Projection,
    read_models: ReadModels,
    logs: Mapping[str, Source],
    progress: Progress = silent,
) -> Verification:
    """Fold `logs` (one for each source) up to the live checkpoints and compare with the live tables.

    Changes nothing and may run beside a running system. Raises LogDiverged when a log is not the one the live
    rows were made from, RebuildNeeded when they were made by another version of the projection.
    """
    with _scratch() as scratch:
        with snapshot(read_models.engine) as live:
            generation = read_models.generation(live, projection)
            until = {
                source: checkpoint.read(live, generation.checkpoint_name(source))
                for source in projection.sources
            }
            _copy(live, scratch, generation)
        started = time.monotonic()
        folded = _fold(scratch, projection, logs, until, progress)
        seconds = time.monotonic() - started
        found = compare(scratch, generation, folded)
    return Verification(sum(seen.position for seen in until.values()), seconds, found)


def compare(conn: sa.Connection, live: Generation, folded: Generation) -> tuple[Difference, ...]:
    """Every table of two generations that lie in one database."""
    others = folded.tables()
    return tuple(
        difference
        for name, table in live.tables().items()
        for difference in differences(conn, name, table, others[name])
    )


@contextmanager
def _scratch() -> Iterator[sa.Connection]:
    """A private folder (0700) with one SQLite file, removed at the end."""
    with TemporaryDirectory(prefix="minqing-verify-") as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'scratch.db'}")
        try:
            with writing(engine) as conn:
                yield conn
        finally:
            engine.dispose()


def _copy(live: sa.Connection, scratch: sa.Connection, generation: Generation) -> None:
    generation.metadata().create_all(scratch)
    for table in generation.tables().values():
        rows = live.execution_options(yield_per=PAGE).execute(sa.select(table)).mappings()
        for page in rows.partitions():
            scratch.execute(sa.insert(table), [dict(row) for row in page])


def _fold(
    scratch: sa.Connection,
    projection: Projection,
    logs: Mapping[str, Source],
    until: dict[str, Checkpoint],
    progress: Progress,
) -> Generation:
    generation, total, done = Generation(projection, 0), _sum(until), 0
    generation.metadata().create_all(scratch)
    tables = generation.tables()
    for source, end in until.items():
        for records in _pages(logs[source], end):
            projection.apply(scratch, tables, source, records)
            done += len(records)
            progress(done, total)
    return generation


def _pages(log: Source, until: Checkpoint) -> Iterator[list[Record]]:
    """The log up to a checkpoint, which must stand in it with the digest that was seen there."""
    seen = START
    while seen.position < until.position:
        records = log.read(seen.position, min(PAGE, until.position - seen.position))
        if not records:
            raise LogDiverged(f"the log ends before position {until.position}")
        for record in records:
            seen = seen.after(record.position, record.digest)
        yield records
    if seen != until:
        raise LogDiverged(f"position {until.digest_position} is not what was followed")


def _sum(checkpoints: dict[str, Checkpoint]) -> int:
    return sum(seen.position for seen in checkpoints.values())
