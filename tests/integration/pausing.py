"""Two sessions brought to the moment where they could miss each other: one is stopped inside its transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from tests.servers.machine import wait_until

SECONDS = 20.0


class Pause:
    """Stops the first session that comes to a statement with these words, before it is executed."""

    def __init__(self, engine: sa.Engine, words: str):
        self._engine = engine
        self._words = words
        self._reached, self._going = threading.Event(), threading.Event()

    def reached(self) -> None:
        """Wait until a session is stopped."""
        assert self._reached.wait(SECONDS), f"nobody came to {self._words}"

    def until(self, other: Any) -> None:
        """Let the stopped session go on once `other` (a future) is done, or waits for it."""
        wait_until(lambda: other.done() or self._is_waited_for(), SECONDS, "the other session")
        self._going.set()

    def _is_waited_for(self) -> bool:
        if self._engine.dialect.name == "sqlite":
            return True  # nobody else can write before the commit
        with self._engine.connect() as conn:
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            return conn.exec_driver_sql(waiting).scalar_one() > 0

    def stop_at(self, statement: str) -> None:
        if self._words in statement and not self._reached.is_set():
            self._reached.set()
            assert self._going.wait(SECONDS)


@contextmanager
def pause(engine: sa.Engine, words: str) -> Iterator[Pause]:
    found = Pause(engine, words)

    def stop(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.stop_at(statement)

    sa.event.listen(engine, "before_cursor_execute", stop)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", stop)
