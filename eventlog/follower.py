"""Consume once: what follows a log advances by position, whatever the broker loses, doubles or reorders.

The guard is written here once. A record at or below the checkpoint is skipped, the next one is applied, a later
one means that something is missing: it is fetched from the owner. Effect and checkpoint move in one transaction,
so a crash between them cannot happen. What this does not protect: an effect outside this database.

Three kinds of work follow a log: a projection (rows, rebuildable), an effect (rows, never replayed) and a
reaction (`reaction.py`: appends to the follower's own log, one source fact in one transaction).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.checkpoint import Checkpoint
from eventlog.engine import writing
from eventlog.errors import LogDiverged
from eventlog.projection import Projection, ReadModels
from eventlog.record import Record

# fetch(seen, limit) -> the owner's records after seen.position; raises LogDiverged
Fetch = Callable[[Checkpoint, int], list[Record]]
BATCH = 500


class Follower(ABC):
    """Follows one source. `step(now)` catches up by one page; `offer(records)` takes what the broker pushed."""

    def __init__(self, name: str, source: str, engine: sa.Engine, fetch: Fetch):
        self.name = name
        self.source = source
        self.engine = engine
        self.fetch = fetch

    def step(self, now: datetime) -> bool:  # noqa: ARG002 (every loop is a step of the clock)
        """Fetch and apply one page; True when there was something. Raises what fetching or applying raised, and
        LogDiverged where the owner's log has a hole: going round it would be silence."""
        seen = self.seen()
        records = self.fetch(seen, BATCH)
        if records:
            if records[0].position != seen.position + 1:
                raise LogDiverged(f"{self.source} has no position {seen.position + 1}")
            self.apply(records)
        return bool(records)

    def offer(self, records: list[Record]) -> None:
        """Apply pushed records; fetch what lies between them and the checkpoint, in pages."""
        wanted = sorted({r.position: r for r in records}.values(), key=lambda r: r.position)
        while wanted:
            seen = self.seen()
            _check_known(wanted, seen)
            wanted = [record for record in wanted if record.position > seen.position]
            run = _contiguous(wanted, seen.position)
            if run:
                self.apply(run)
            elif wanted and not self.step(wanted[-1].recorded_at):
                return  # the owner does not have it (yet): the slow tick will ask again

    def seen(self) -> Checkpoint:
        with self.engine.connect() as conn:
            return checkpoint.read(conn, self.checkpoint_name(conn))

    def checkpoint_name(self, conn: sa.Connection) -> str:  # noqa: ARG002 (a projection asks which generation is live)
        return f"{self.name}@{self.source}"

    @abstractmethod
    def apply(self, records: list[Record]) -> None:
        """Apply records in order, each once, and move the checkpoint with them."""


class Woken:
    """Takes pushed records for a follower that must not apply them: they only say how far the owner's log goes, and
    the follower reads it there."""

    def __init__(self, follower: Follower):
        self.follower = follower

    def offer(self, records: list[Record]) -> None:
        newest = max(records, key=lambda record: record.position)
        while self.follower.seen().position < newest.position:
            if not self.follower.step(newest.recorded_at):
                return


class BatchFollower(Follower):
    """One transaction for a whole batch: for effects that are rows in this database."""

    def apply(self, records: list[Record]) -> None:
        with writing(self.engine) as conn:
            name = self.checkpoint_name(conn)
            seen = checkpoint.lock(conn, name)
            if self.checkpoint_name(conn) != name:
                return  # a rebuild switched while we waited for the lock: go on there at the next step
            fresh = _contiguous([r for r in records if r.position > seen.position], seen.position)
            if not fresh:
                return
            self.effect(conn, fresh)
            for record in fresh:
                seen = seen.after(record.position, record.digest)
            checkpoint.move(conn, name, seen)

    @abstractmethod
    def effect(self, conn: sa.Connection, records: list[Record]) -> None: ...


class ProjectionFollower(BatchFollower):
    """Keeps the live generation of a projection up to date."""

    def __init__(self, projection: Projection, source: str, read_models: ReadModels, fetch: Fetch):
        super().__init__(projection.name, source, read_models.engine, fetch)
        self.projection = projection
        self.read_models = read_models

    def checkpoint_name(self, conn: sa.Connection) -> str:
        return self.read_models.generation(conn, self.projection).checkpoint_name(self.source)

    def effect(self, conn: sa.Connection, records: list[Record]) -> None:
        tables = self.read_models.live(conn, self.projection)
        self.projection.apply(conn, tables, self.source, records)


class Effect(ABC):
    """Rows that are written once and not rebuilt (an inbox entry, an intent to send)."""

    name: str
    source: str

    @abstractmethod
    def apply(self, conn: sa.Connection, records: list[Record]) -> None: ...


class EffectFollower(BatchFollower):
    def __init__(self, effect: Effect, engine: sa.Engine, fetch: Fetch):
        super().__init__(effect.name, effect.source, engine, fetch)
        self._effect = effect

    def effect(self, conn: sa.Connection, records: list[Record]) -> None:
        self._effect.apply(conn, records)


def _check_known(records: list[Record], seen: Checkpoint) -> None:
    """A doubled record is the one that was followed. Checked before what comes next is applied: its digest would
    take the place of the one that tells a restored log from the log that was read. Raises LogDiverged."""
    for record in records:
        if record.position == seen.digest_position and record.digest != seen.digest:
            raise LogDiverged(f"position {record.position} is pushed with another digest")


def _contiguous(records: list[Record], position: int) -> list[Record]:
    """The leading records that follow `position` without a gap."""
    run: list[Record] = []
    for record in records:
        if record.position != position + 1 + len(run):
            break
        run.append(record)
    return run
