"""Consume once: lost, doubled and reordered facts change nothing, on both storages."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventlog.checkpoint import Checkpoint
from eventlog.errors import LogDiverged
from eventlog.follower import (
    Effect,
    EffectFollower,
    Fetch,
    ProjectionFollower,
)
from eventlog.log import Command, Log, Transaction, Write
from eventlog.projection import Projection, ReadModels, Tables
from eventlog.reaction import Reaction, ReactionFollower
from eventlog.record import Record
from services.kernel.facts_after import fetch_from_log
from tests.facts import NoteTaken

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Counted(Projection):
    """One row per fact, and how often it was applied."""

    name = "counted"
    sources = ("notes",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"counted{suffix}",
            metadata,
            sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("n", sa.Integer, nullable=False),
        )

    def apply(
        self, conn: sa.Connection, tables: Tables, source: str, records: list[Record]
    ) -> None:
        rows = [{"position": r.position, "n": r.data["n"]} for r in records]
        conn.execute(sa.insert(tables["counted"]), rows)


class Echo(Reaction):
    """Answers every odd note with one of its own."""

    name = "echo"
    source = "notes"

    def wants(self, record: Record) -> bool:
        return record.type == "NoteTaken" and record.data["n"] % 2 == 1 and record.actor != "echo"

    def prepare(self, record: Record) -> int:
        return record.data["n"]

    def react(
        self, transaction: Transaction, record: Record, prepared: int, command: Command
    ) -> None:
        stream = f"echo-{record.position}"
        write = Write(stream, 0, [NoteTaken(note_id=stream, n=prepared)])
        transaction.append([write], actor="echo", answer_id=stream, command=command)


class Broken(Effect):
    name = "broken"
    source = "notes"

    def apply(self, conn: sa.Connection, records: list[Record]) -> None:
        if any(record.data["n"] == 3 for record in records):
            raise ValueError("cannot do 3")


@pytest.fixture
def written(log: Log) -> Log:
    write(log, range(40))
    return log


def write(log: Log, numbers: range) -> None:
    for n in numbers:
        with log.transaction() as t:
            t.append(
                [Write(f"note-{n}", 0, [NoteTaken(note_id=f"note-{n}", n=n)])],
                actor="li",
                answer_id="x",
            )


@pytest.fixture
def follower(written: Log) -> ProjectionFollower:
    models = ReadModels(written.engine, [Counted()])
    models.prepare()
    return ProjectionFollower(models.projections[0], "notes", models, fetch_from_log(written))


def counted(follower: ProjectionFollower) -> list[int]:
    with follower.engine.connect() as conn:
        table = follower.read_models.live(conn, follower.projection)["counted"]
        return list(conn.scalars(sa.select(table.c.position).order_by(table.c.position)))


def test_a_follower_catches_up_by_steps(follower: ProjectionFollower) -> None:
    assert follower.step(NOW)
    assert not follower.step(NOW)
    assert counted(follower) == list(range(1, 41))


def test_doubled_and_reordered_facts_change_nothing(
    follower: ProjectionFollower, written: Log
) -> None:
    records = written.read(0, 100)
    chance = random.Random(7)
    pushed = [r for r in records for _ in range(2) if chance.random() < 0.8]
    chance.shuffle(pushed)
    for i in range(0, len(pushed), 5):
        follower.offer(pushed[i : i + 5])
    follower.step(NOW)
    assert counted(follower) == list(range(1, 41))


def test_a_lost_fact_is_fetched_from_the_owner(follower: ProjectionFollower, written: Log) -> None:
    follower.offer(written.read(0, 5))
    follower.offer(written.read(35, 1))
    assert counted(follower)[:36] == list(range(1, 37))


def test_a_fact_that_cannot_be_applied_moves_nothing(written: Log) -> None:
    follower = EffectFollower(Broken(), written.engine, fetch_from_log(written))
    for _ in range(2):
        with pytest.raises(ValueError, match="cannot do 3"):
            follower.step(NOW)
    assert follower.seen().position == 0


def test_a_reaction_answers_each_fact_once_whatever_is_pushed(written: Log) -> None:
    reaction = ReactionFollower(Echo(), written, fetch_from_log(written))
    reaction.offer(written.read(0, 10))
    reaction.offer(written.read(0, 10))
    while reaction.step(NOW):
        pass
    echoes = [r for r in written.read(0, 500) if r.actor == "echo"]
    assert len(echoes) == 20
    assert sorted(r.data["n"] for r in echoes) == list(range(1, 40, 2))


def test_a_reaction_that_lost_its_checkpoint_answers_nothing_twice(written: Log) -> None:
    reaction = ReactionFollower(Echo(), written, fetch_from_log(written))
    while reaction.step(NOW):
        pass
    with written.engine.begin() as conn:
        conn.execute(sa.text("DELETE FROM checkpoint"))
    while reaction.step(NOW):
        pass
    assert len([r for r in written.read(0, 500) if r.actor == "echo"]) == 20


def test_a_log_restored_from_an_older_backup_is_found(written: Log) -> None:
    seen = Checkpoint(41, 41, "ab" * 32)
    fetch: Fetch = fetch_from_log(written)
    with pytest.raises(LogDiverged):
        fetch(seen, 10)
    write(written, range(100, 110))
    with pytest.raises(LogDiverged):
        fetch(seen, 10)


def test_a_log_restored_from_an_older_backup_is_found_in_what_is_pushed(
    follower: ProjectionFollower, written: Log
) -> None:
    records = written.read(0, 100)
    follower.offer(records[:20])
    other = [replace(record, digest="ab" * 32) for record in records]
    with pytest.raises(LogDiverged):
        follower.offer(other[15:])
    assert counted(follower) == list(range(1, 21))


def test_a_hole_in_the_log_stops_a_follower_and_says_so(
    follower: ProjectionFollower, written: Log
) -> None:
    def fetch(seen: Checkpoint, limit: int) -> list[Record]:
        found = fetch_from_log(written)(seen, limit)
        return [record for record in found if record.position != 30]

    follower.fetch = fetch
    assert follower.step(NOW)
    with pytest.raises(LogDiverged, match="no position 30"):
        follower.step(NOW)
    with pytest.raises(LogDiverged, match="no position 30"):
        follower.offer(written.read(34, 5))
    assert follower.seen().position == 29


def test_two_followers_of_one_name_apply_each_fact_once(
    follower: ProjectionFollower, written: Log
) -> None:
    twin = ProjectionFollower(follower.projection, "notes", follower.read_models, follower.fetch)
    records = written.read(0, 100)
    follower.apply(records[:20])
    twin.apply(records)
    follower.apply(records)
    assert counted(follower) == list(range(1, 41))
