"""Folds a projection's tables again beside the live ones, and lets readers go over by one UPDATE.

The hazard: while the next generation is filled, the live one moves on, and a reader must never meet a half-filled
table. So the fill runs to the live checkpoints, then takes their locks: nothing moves while the two are compared
and the one row that says which generation is live is changed (docs/adr/0007). Whoever read that row a moment
before still finds the old tables, which are dropped at the next rebuild. What this does not protect: followers of
this projection wait while the two generations are compared.

A rebuild is also the remedy for `log_diverged`: where the log ends before the live checkpoint, or the projection's
version has changed, there is nothing to compare with, and the log alone decides.
"""

import re
import time
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.checkpoint import Checkpoint
from eventlog.clock import system_clock
from eventlog.difference import Difference
from eventlog.engine import writing
from eventlog.follower import BatchFollower, Fetch
from eventlog.projection import Generation, Projection, ReadModels
from eventlog.record import Record
from eventlog.tables import checkpoint as checkpoints
from eventlog.tables import live_generation
from eventlog.verification import (
    Progress,
    Source,
    Verification,
    compare,
    silent,
    verify,
)

__all__ = ["Rebuild", "Verification", "rebuild", "verify"]


def rebuild(
    projection: Projection,
    read_models: ReadModels,
    logs: Mapping[str, Source],
    progress: Progress = silent,
) -> Verification:
    """Fold and switch. The differences are what was wrong in the rows that were live until now."""
    started = time.monotonic()
    work = Rebuild(projection, read_models, logs)
    total = sum(logs[source].head().position for source in projection.sources)
    while work.step(system_clock()):
        progress(min(work.facts, total), total)
    return Verification(work.facts, time.monotonic() - started, work.differences, work.is_compared)


class Rebuild:
    """One rebuild of one projection: `step(now)` folds one page, or switches and is done."""

    def __init__(self, projection: Projection, read_models: ReadModels, logs: Mapping[str, Source]):
        self.projection = projection
        self.engine = read_models.engine
        self.logs = logs
        self.differences: tuple[Difference, ...] = ()
        self.is_compared = False
        self.facts = 0
        self._begin()
        self.fillings = [
            _Filling(self.next, source, self.engine, self._up_to_live(source))
            for source in projection.sources
        ]

    def step(self, now: datetime) -> bool:
        """True while there is something left to do."""
        if any(filling.step(now) for filling in self.fillings):
            self.facts = sum(filling.seen().position for filling in self.fillings)
            return True
        return not self._switch()

    def _begin(self) -> None:
        """Drop what earlier rebuilds left behind, and create empty tables beside the live ones."""
        name = self.projection.name
        with writing(self.engine) as conn:
            row = conn.execute(
                sa.select(live_generation).where(live_generation.c.projection == name)
            ).one()
            self.live = Generation(self.projection, row.generation)
            self.next = Generation(self.projection, row.generation + 1)
            self.is_same_version = row.version == self.projection.version
            self.live_name = f"{name}__v{row.version}_g{row.generation}"
            _drop_leftovers(conn, self.next, keep=f"__v{row.version}_g{row.generation}")
            self.next.metadata().create_all(conn)

    def _up_to_live(self, source: str) -> Fetch:
        """Reads the log as far as the live rows have come; of another version's rows, to the log's end."""

        def fetch(seen: Checkpoint, limit: int) -> list[Record]:
            if self.is_same_version:
                with self.engine.connect() as conn:
                    lived = checkpoint.read(conn, f"{self.live_name}@{source}")
                limit = min(limit, lived.position - seen.position)
            return self.logs[source].read(seen.position, limit) if limit > 0 else []

        return fetch

    def _switch(self) -> bool:
        """False when the live rows have moved on and there is more to fold."""
        with writing(self.engine) as conn:
            levels = [self._level(conn, source) for source in self.projection.sources]
            if "behind" in levels:
                return False
            self.is_compared = "apart" not in levels
            if self.is_compared:
                self.differences = compare(conn, self.live, self.next)
            conn.execute(
                sa.update(live_generation)
                .where(live_generation.c.projection == self.projection.name)
                .values(version=self.projection.version, generation=self.next.number)
            )
        return True

    def _level(self, conn: sa.Connection, source: str) -> str:
        """equal | apart (cannot be compared, and the log says no more) | behind. Holds the live checkpoint."""
        lived = checkpoint.lock(conn, f"{self.live_name}@{source}")
        built = checkpoint.read(conn, self.next.checkpoint_name(source))
        if self.is_same_version and built.position >= lived.position:
            return "equal" if built == lived else "apart"
        return "apart" if built.position >= self.logs[source].head().position else "behind"


class _Filling(BatchFollower):
    """Folds one source into tables that nobody reads yet, under the guard that every follower has."""

    def __init__(self, generation: Generation, source: str, engine: sa.Engine, fetch: Fetch):
        super().__init__(generation.projection.name, source, engine, fetch)
        self.generation = generation
        self.tables = generation.tables()

    def checkpoint_name(self, _conn: sa.Connection) -> str:
        return self.generation.checkpoint_name(self.source)

    def effect(self, conn: sa.Connection, records: list[Record]) -> None:
        self.generation.projection.apply(conn, self.tables, self.source, records)


def _drop_leftovers(conn: sa.Connection, following: Generation, keep: str) -> None:
    """Tables and checkpoints of every generation of this projection but the live one."""
    bases = "|".join(re.escape(base) for base in following.tables())
    for table in sa.inspect(conn).get_table_names():
        found = re.fullmatch(rf"(?:{bases})(__v\d+_g\d+)", table)
        if found and found[1] != keep:
            conn.execute(sa.schema.DropTable(sa.Table(table, sa.MetaData())))
    for name in checkpoint.positions(conn):
        found = re.fullmatch(rf"{re.escape(following.projection.name)}(__v\d+_g\d+)@.+", name)
        if found and found[1] != keep:
            conn.execute(sa.delete(checkpoints).where(checkpoints.c.name == name))
