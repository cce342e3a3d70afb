"""Read models are folded again, compared and switched while others read and follow, on both storages."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from eventlog.engine import writing
from eventlog.errors import LogDiverged
from eventlog.follower import ProjectionFollower
from eventlog.log import Log, Write
from eventlog.projection import Projection, ReadModels, RebuildNeeded, Tables
from eventlog.rebuild import Rebuild, rebuild, verify
from eventlog.record import Record
from eventlog.snapshot import snapshot
from eventlog.tables import checkpoint
from services.kernel.facts_after import fetch_from_log
from tests.facts import NoteTaken

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NOTES = 7  # streams; each fact adds to the sum of one


class Tally(Projection):
    """A sum for each note: applying a fact twice, or not at all, shows."""

    name = "tally"
    version = 1
    sources = ("notes",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"tally{suffix}",
            metadata,
            sa.Column("note_id", sa.Text, primary_key=True),
            sa.Column("total", sa.BigInteger, nullable=False),
            sa.Column("facts", sa.Integer, nullable=False),
        )

    def apply(
        self, conn: sa.Connection, tables: Tables, source: str, records: list[Record]
    ) -> None:
        table = tables["tally"]
        for record in records:
            note, n = record.data["note_id"], record.data["n"]
            more = {"total": table.c.total + n, "facts": table.c.facts + 1}
            if not conn.execute(
                sa.update(table).where(table.c.note_id == note).values(**more)
            ).rowcount:
                conn.execute(sa.insert(table).values(note_id=note, total=n, facts=1))


class NewerTally(Tally):
    version = 2


class OtherTally(Tally):
    name = "other"

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(f"other{suffix}", metadata, sa.Column("note_id", sa.Text, primary_key=True))


class Written:
    """A log that grows, and the tally that follows it."""

    def __init__(self, log: Log):
        self.log = log
        self.logs = {"notes": log}
        self.projection: Projection = Tally()
        self.models = ReadModels(log.engine, [self.projection])
        self.models.prepare()
        self.follower = ProjectionFollower(
            self.projection, "notes", self.models, fetch_from_log(log)
        )
        self.written = 0

    def write(self, count: int) -> None:
        for n in range(self.written, self.written + count):
            note, version = f"note-{n % NOTES}", n // NOTES
            write = Write(note, version, [NoteTaken(note_id=note, n=n)])
            with self.log.transaction() as transaction:
                transaction.append([write], actor="li", answer_id=note)
        self.written += count

    def follow(self) -> None:
        while self.follower.step(NOW):
            pass

    def rows(self, projection: Projection | None = None) -> list[tuple[Any, ...]]:
        with snapshot(self.log.engine) as conn:
            table = self.models.live(conn, projection or self.projection)["tally"]
            return [tuple(row) for row in conn.execute(sa.select(table).order_by(table.c.note_id))]

    def alter(self, statement: str) -> None:
        with writing(self.log.engine) as conn:
            conn.execute(sa.text(statement))

    def tables(self) -> set[str]:
        return {t for t in sa.inspect(self.log.engine).get_table_names() if t.startswith("tally")}

    def checkpoints(self) -> set[str]:
        with self.log.engine.connect() as conn:
            return set(conn.scalars(sa.select(checkpoint.c.name)))


@pytest.fixture
def notes(log: Log) -> Written:
    written = Written(log)
    written.write(40)
    written.follow()
    return written


def expected(count: int) -> list[tuple[str, int, int]]:
    of_note = [list(range(k, count, NOTES)) for k in range(NOTES)]
    return [(f"note-{k}", sum(ns), len(ns)) for k, ns in enumerate(of_note)]


def test_rows_that_nobody_touched_are_equal(notes: Written) -> None:
    seen: list[tuple[int, int]] = []
    found = verify(notes.projection, notes.models, notes.logs, lambda *at: seen.append(at))
    assert found.equal
    assert found.facts == 40
    assert seen[-1] == (40, 40)


def test_facts_that_were_not_followed_yet_are_no_difference(notes: Written) -> None:
    notes.write(5)
    found = verify(notes.projection, notes.models, notes.logs)
    assert (found.equal, found.facts) == (True, 40)


def test_a_row_altered_by_hand_is_named(notes: Written) -> None:
    notes.alter("UPDATE tally__v1_g1 SET total = total + 1 WHERE note_id = 'note-3'")
    found = verify(notes.projection, notes.models, notes.logs)
    assert not found.equal
    assert [str(d) for d in found.differences] == ["tally (note_id=note-3) is altered: total"]


def test_a_row_removed_and_a_row_added_by_hand_are_named(notes: Written) -> None:
    notes.alter("DELETE FROM tally__v1_g1 WHERE note_id = 'note-2'")
    notes.alter("INSERT INTO tally__v1_g1 VALUES ('note-9', 1, 1)")
    found = verify(notes.projection, notes.models, notes.logs)
    assert [(d.key, d.kind) for d in found.differences] == [
        ((("note_id", "note-2"),), "missing"),
        ((("note_id", "note-9"),), "extra"),
    ]


def test_verifying_changes_nothing(notes: Written) -> None:
    before = notes.tables(), notes.checkpoints(), notes.rows()
    verify(notes.projection, notes.models, notes.logs)
    assert (notes.tables(), notes.checkpoints(), notes.rows()) == before


def test_a_log_that_is_not_the_one_followed_is_not_compared(notes: Written) -> None:
    notes.alter(f"UPDATE checkpoint SET digest = '{'0' * 64}'")
    with pytest.raises(LogDiverged):
        verify(notes.projection, notes.models, notes.logs)
    notes.alter("UPDATE checkpoint SET position = 100")
    with pytest.raises(LogDiverged):
        verify(notes.projection, notes.models, notes.logs)


def test_a_rebuild_mends_an_altered_row_and_says_which(notes: Written) -> None:
    notes.alter("UPDATE tally__v1_g1 SET facts = 0 WHERE note_id = 'note-0'")
    done = rebuild(notes.projection, notes.models, notes.logs)
    assert [str(d) for d in done.differences] == ["tally (note_id=note-0) is altered: facts"]
    assert done.facts == 40
    assert notes.rows() == expected(40)
    assert verify(notes.projection, notes.models, notes.logs).equal


def test_the_old_generation_is_dropped_at_the_next_rebuild(notes: Written) -> None:
    rebuild(notes.projection, notes.models, notes.logs)
    assert notes.tables() == {"tally__v1_g1", "tally__v1_g2"}
    rebuild(notes.projection, notes.models, notes.logs)
    assert notes.tables() == {"tally__v1_g2", "tally__v1_g3"}
    assert notes.checkpoints() == {"tally__v1_g2@notes", "tally__v1_g3@notes"}


def test_a_rebuild_that_broke_off_is_swept_up_by_the_next(notes: Written) -> None:
    broken = Rebuild(notes.projection, notes.models, notes.logs)
    assert broken.step(NOW)
    assert rebuild(notes.projection, notes.models, notes.logs).equal
    assert notes.rows() == expected(40)


def test_the_follower_goes_on_where_the_rebuild_ended(notes: Written) -> None:
    rebuild(notes.projection, notes.models, notes.logs)
    notes.write(30)
    notes.follow()
    assert notes.rows() == expected(70)
    assert verify(notes.projection, notes.models, notes.logs).equal


def test_facts_followed_during_a_rebuild_are_in_it(notes: Written) -> None:
    work = Rebuild(notes.projection, notes.models, notes.logs)
    assert work.step(NOW)
    notes.write(30)
    notes.follow()
    while work.step(NOW):
        pass
    assert work.differences == ()
    assert notes.rows() == expected(70)


def test_a_rebuild_reads_no_further_than_the_live_rows(notes: Written) -> None:
    notes.write(5)
    assert rebuild(notes.projection, notes.models, notes.logs).equal
    assert notes.rows() == expected(40)
    notes.follow()
    assert notes.rows() == expected(45)


def test_another_version_is_refused_until_it_is_rebuilt(notes: Written) -> None:
    newer = NewerTally()
    models = ReadModels(notes.log.engine, [newer])
    with pytest.raises(RebuildNeeded):
        models.prepare()
    with pytest.raises(RebuildNeeded):
        verify(newer, models, notes.logs)
    assert not rebuild(newer, models, notes.logs).is_compared
    models.prepare()
    assert notes.rows(newer) == expected(40)
    assert rebuild(newer, models, notes.logs).is_compared
    assert notes.tables() == {"tally__v2_g2", "tally__v2_g3"}


@pytest.mark.parametrize("position", [30, 40, 100])
def test_a_rebuild_is_the_remedy_for_a_log_that_diverged(notes: Written, position: int) -> None:
    """The live rows were made from another log that was shorter, as long, or longer."""
    notes.alter(
        f"UPDATE checkpoint SET position = {position}, digest_position = {position},"
        f" digest = '{'0' * 64}'"
    )
    with pytest.raises(LogDiverged):
        notes.follow()
    rebuild(notes.projection, notes.models, notes.logs)
    notes.follow()
    assert notes.rows() == expected(40)


def test_readers_and_followers_never_notice_a_rebuild(notes: Written) -> None:
    """One thread follows a growing log, one reads all the time, and generations change beneath them."""
    read: list[int] = []  # facts in the rows, at each reading
    done = threading.Event()

    def reading() -> None:
        while not done.is_set():
            rows = notes.rows()
            assert len(rows) == NOTES
            read.append(sum(facts for _, _, facts in rows))

    def following() -> None:
        while not done.is_set():
            notes.write(3)
            notes.follow()

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(reading), threads.submit(following)]
        try:
            for _ in range(6):
                assert rebuild(notes.projection, notes.models, notes.logs).equal
                wait_for_two_more(read, running[0])
        finally:
            done.set()
        for thread in running:
            thread.result()
    assert read == sorted(read), "a reader went back in time"
    notes.follow()
    assert notes.rows() == expected(notes.written)
    assert verify(notes.projection, notes.models, notes.logs).equal


def wait_for_two_more(read: list[int], reading: Future[None]) -> None:
    """One reading may have begun before the switch; the next has not."""
    wanted, deadline = len(read) + 2, time.monotonic() + 20
    while len(read) < wanted and not reading.done():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_a_new_projection_is_prepared_although_another_needs_a_rebuild(log: Log) -> None:
    ReadModels(log.engine, [Tally()]).prepare()
    both = ReadModels(log.engine, [NewerTally(), OtherTally()])
    with pytest.raises(RebuildNeeded, match=r"^tally: "):
        both.prepare()
    for projection in both.projections:
        rebuild(projection, both, {"notes": log})
    both.prepare()
