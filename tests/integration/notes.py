"""Many notes in a log, and who collects them: for tests of what lies between a log and its followers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from eventlog.clock import system_clock
from eventlog.follower import Effect
from eventlog.log import Log, Write
from eventlog.record import Record
from tests.facts import NoteTaken

PER_APPEND = 100
collected = sa.Table("collected", sa.MetaData(), sa.Column("position", sa.Integer))


def take_notes(log: Log, count: int, book: str = "book") -> None:
    """Append `count` notes, a hundred at a time; the hundreds are streams of their own."""
    for start in range(0, count, PER_APPEND):
        stream = f"{book}-{start}"
        notes = [NoteTaken(note_id=stream, n=start + n) for n in range(PER_APPEND)]
        with log.transaction() as transaction:
            transaction.append([Write(stream, 0, notes)], actor="li", answer_id=stream)


class Collector(Effect):
    """Writes down each position it is given: a fact applied twice is there twice."""

    name = "collector"
    source = "notes"

    def apply(self, conn: sa.Connection, records: list[Record]) -> None:
        conn.execute(sa.insert(collected), [{"position": r.position} for r in records])


def collected_positions(engine: sa.Engine) -> list[int]:
    with engine.connect() as conn:
        return list(conn.scalars(sa.select(collected.c.position).order_by(collected.c.position)))


@contextmanager
def kept_running(*loops: Any) -> Iterator[None]:
    """Each of these (a relay, a feed) steps on a thread of its own until the block ends, then is closed."""
    stop = threading.Event()

    def run(loop: Any) -> None:
        while not stop.is_set():
            if not loop.step(system_clock()):
                stop.wait(0.02)
        loop.close()

    threads = [threading.Thread(target=run, args=(loop,)) for loop in loops]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
