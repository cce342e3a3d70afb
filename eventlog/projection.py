"""Read models: facts turned into rows that can be thrown away and folded again from the log.

Tables are named with the projection's version and a generation (`problem_line__v1_g2`). One row says which
generation is live; a reader asks for it in its own transaction, so that a rebuild can fill the next generation
beside the live one and switch by one UPDATE while nobody waits (docs/adr/0007).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from eventlog.engine import setting_up
from eventlog.record import Record
from eventlog.tables import live_generation

Tables = dict[str, sa.Table]


class Projection(ABC):
    """Subclass it: name the sources, declare the tables, apply the records."""

    name: str
    version: int = 1
    sources: tuple[str, ...]

    @abstractmethod
    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        """Declare the tables, each named `base name + suffix`, with columns of Integer, BigInteger, Text and
        Boolean only (they must compare equal on both storages)."""

    @abstractmethod
    def apply(
        self, conn: sa.Connection, tables: Tables, source: str, records: list[Record]
    ) -> None:
        """Bring the rows up to date with these records of one source, given in order. Must give the same
        rows for every split into batches and every interleaving of sources; skips types it does not know."""


@dataclass(frozen=True)
class Generation:
    """One set of a projection's tables."""

    projection: Projection
    number: int

    @property
    def suffix(self) -> str:
        return f"__v{self.projection.version}_g{self.number}"

    def metadata(self) -> sa.MetaData:
        metadata = sa.MetaData()
        self.projection.define(metadata, self.suffix)
        return metadata

    def tables(self) -> Tables:
        """By base name, without the suffix."""
        found = self.metadata().tables.values()
        return {table.name.removesuffix(self.suffix): table for table in found}

    def checkpoint_name(self, source: str) -> str:
        return f"{self.projection.name}{self.suffix}@{source}"


def live_checkpoint_name(source: str) -> sa.ColumnElement[str]:
    """`Generation.checkpoint_name` of a row of `live_generation`, for the database to find the checkpoint by."""
    row = live_generation.c
    version, number = row.version.cast(sa.Text), row.generation.cast(sa.Text)
    return row.projection + "__v" + version + "_g" + number + f"@{source}"


class RebuildNeeded(Exception):
    """The live tables are of another version of the projection. Nothing is lost: the log has every fact."""

    def __init__(self, *projections: str):
        super().__init__(f"{', '.join(projections)}: needs a rebuild, run `minqing rebuild`")


class ReadModels:
    """Which generation of each projection is live in one service's database."""

    def __init__(self, engine: sa.Engine, projections: Iterable[Projection]):
        self.engine = engine
        self.projections = tuple(projections)
        self._cache: dict[tuple[str, int, int], Tables] = {}

    def prepare(self) -> None:
        """Create the first generation of every projection that has none. Raises RebuildNeeded, once that is done,
        for those whose rows are of another version."""
        with setting_up(self.engine) as conn:
            outdated = [p.name for p in self.projections if not self._is_current(conn, p)]
        if outdated:
            raise RebuildNeeded(*outdated)

    def generation(self, conn: sa.Connection, projection: Projection) -> Generation:
        row = self._row(conn, projection)
        if row is None or row.version != projection.version:
            raise RebuildNeeded(projection.name)
        return Generation(projection, row.generation)

    def live(self, conn: sa.Connection, projection: Projection) -> Tables:
        """The live tables, by base name; valid within this transaction."""
        generation = self.generation(conn, projection)
        key = (projection.name, projection.version, generation.number)
        if key not in self._cache:
            self._cache[key] = generation.tables()
        return self._cache[key]

    def _is_current(self, conn: sa.Connection, projection: Projection) -> bool:
        row = self._row(conn, projection)
        if row is not None:
            return row.version == projection.version
        Generation(projection, 1).metadata().create_all(conn)
        first = {"projection": projection.name, "version": projection.version, "generation": 1}
        conn.execute(sa.insert(live_generation).values(first))
        return True

    def _row(self, conn: sa.Connection, projection: Projection) -> sa.Row | None:
        query = sa.select(live_generation).where(live_generation.c.projection == projection.name)
        return conn.execute(query).one_or_none()
