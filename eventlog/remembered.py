"""What every call reads of a projection and few facts change: kept in memory while the rows say the same.

The hazard: another process moves the rows on. So each reader first asks, in its own transaction, which generation is
live and how far it has come. Both change with the rows and in one transaction with them, so what was loaded after the
answer is at least as new as the answer, and the same answer again means that the rows are the same.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from eventlog.projection import Projection, ReadModels, Tables, live_checkpoint_name
from eventlog.tables import checkpoint, live_generation

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """`load(conn, tables)` gives a value that nobody changes, from rows that only facts of `source` change."""

    def __init__(
        self,
        projection: Projection,
        source: str,
        load: Callable[[sa.Connection, Tables], Value],
    ):
        self.projection = projection
        self.load = load
        self._query = _standing(projection, source)
        # One object, put in its place at once: threads may read and load side by side.
        self._known: tuple[Any, Value] | None = None

    def read(self, conn: sa.Connection, read_models: ReadModels) -> Value:
        """As `load` would give it in this transaction. Raises RebuildNeeded."""
        standing = conn.execute(self._query).one_or_none()
        known = self._known
        if known is None or standing is None or known[0] != standing:
            known = (standing, self.load(conn, read_models.live(conn, self.projection)))
            self._known = known
        return known[1]


def _standing(projection: Projection, source: str) -> sa.Select[Any]:
    """The live generation with its checkpoint, by one statement: it is asked at every call."""
    live, name = live_generation.c, live_checkpoint_name(source)
    joined = live_generation.outerjoin(checkpoint, checkpoint.c.name == name)
    columns = sa.select(live.version, live.generation, checkpoint).select_from(joined)
    return columns.where(live.projection == projection.name)
