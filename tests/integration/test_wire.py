"""What others read of a concealed stream: that something happened, in which place of the log, and nothing else."""

import dataclasses
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from eventlog.broker.relay import Relay
from eventlog.checkpoint import Checkpoint
from eventlog.clock import system_clock
from eventlog.engine import open_engine, writing
from eventlog.envelope import to_cloudevent
from eventlog.follower import EffectFollower, Woken
from eventlog.log import Command, Log, Write
from eventlog.migrate import upgrade
from eventlog.seal import Keyring
from eventlog.wire import SEALED, Wire, is_concealed
from services.kernel.facts_after import facts_after, fetch_from_log
from tests.facts import NoteTaken
from tests.integration.notes import Collector, collected, collected_positions
from tests.integration.test_relay import drain, queue, relay_all

__all__ = ["queue"]  # the fixture
HIDDEN, OPEN = "note-hidden", "note-open"


def hides(*streams: str):
    return lambda _conn, asked: asked & set(streams)


def take(log: Log, stream: str, version: int = 0) -> None:
    fact = NoteTaken(
        note_id=stream, n=7, words="标记原话", writer_id="mark-writer", writer_name="周某"
    )
    command = Command("mark-actor", f"mark-command-{stream}-{version}", "d")
    with log.transaction() as transaction:
        transaction.append(
            [Write(stream, version, [fact])], actor="mark-actor", answer_id=stream, command=command
        )


@pytest.fixture
def notes(log: Log) -> Log:
    take(log, HIDDEN)
    take(log, OPEN)
    take(log, HIDDEN, 1)
    return log


def test_a_concealed_record_says_where_it_stands_and_nothing_else(notes: Log) -> None:
    clear = notes.read(0, 10)
    wire = Wire(notes, hides(HIDDEN)).read(0, 10)
    assert wire[1] == clear[1]
    for before, after in ((clear[0], wire[0]), (clear[2], wire[2])):
        assert is_concealed(after)
        assert not is_concealed(before)
        kept = ("position", "stream", "version", "type", "schema", "recorded_us", "digest")
        assert [getattr(after, k) for k in kept] == [getattr(before, k) for k in kept]
        text = json.dumps(to_cloudevent(after, "notes"))
        assert "mark-" not in text
        assert after.data[SEALED]["key_id"] not in json.dumps(before.data)


def test_the_owner_opens_it_and_nobody_else(notes: Log, tmp_path: Path) -> None:
    [concealed, *_] = Wire(notes, hides(HIDDEN)).read(0, 10)
    [opened] = notes.keyring.open_records([concealed])
    assert json.loads(opened.data[SEALED]) == notes.read(0, 1)[0].data
    other = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    upgrade(other)
    same_master_key = Keyring(other, bytes(range(32)))
    assert same_master_key.open_records([concealed])[0].data == {SEALED: None}
    other.dispose()


def test_an_envelope_moved_to_a_fact_of_another_type_is_refused(notes: Log) -> None:
    [concealed, *_] = Wire(notes, hides(HIDDEN)).read(0, 10)
    moved = dataclasses.replace(concealed, type="NoteDropped")
    with pytest.raises(InvalidTag):
        notes.keyring.open_records([moved])


def test_what_was_open_is_concealed_when_it_is_read_again(notes: Log) -> None:
    hidden: set[str] = set()
    wire = Wire(notes, lambda _conn, asked: asked & hidden)
    assert not any(map(is_concealed, wire.read(0, 10)))
    hidden.add(HIDDEN)
    assert [is_concealed(record) for record in wire.read(0, 10)] == [True, False, True]


def test_a_stream_keeps_one_key_however_often_it_is_read(notes: Log) -> None:
    wire = Wire(notes, hides(HIDDEN))
    ids = {
        r.data[SEALED]["key_id"] for _ in range(3) for r in wire.read(0, 10) if r.stream == HIDDEN
    }
    assert len(ids) == 1


def test_a_peer_reads_the_wire_with_the_digests_of_the_log(notes: Log) -> None:
    answer = facts_after(
        Wire(notes, hides(HIDDEN)), "notes", {"after": 0, "limit": 10, "seen": None}
    )
    assert [item["data"].keys() == {SEALED} for item in answer["items"]] == [True, False, True]
    assert [item["actor"] for item in answer["items"]] == ["concealed", "mark-actor", "concealed"]
    last = notes.read(2, 1)[0]
    fetch = fetch_from_log(Wire(notes, hides(HIDDEN)))
    assert fetch(Checkpoint(3, 3, last.digest or ""), 10) == []


def test_nothing_of_it_goes_to_the_broker(notes: Log, rabbitmq_url: str, queue: str) -> None:
    relay_all(Relay(notes, "notes", rabbitmq_url, concealed=hides(HIDDEN)))
    events = [event for _, _, event in drain(rabbitmq_url, queue)]
    assert [event["position"] for event in events] == [1, 2, 3]
    assert [event["data"].keys() == {SEALED} for event in events] == [True, False, True]
    assert "mark-" not in json.dumps([events[0], events[2]])


@pytest.fixture
def follower(notes: Log) -> EffectFollower:
    with writing(notes.engine) as conn:
        conn.execute(sa.schema.CreateTable(collected, if_not_exists=True))
    return EffectFollower(Collector(), notes.engine, fetch_from_log(notes))


def test_its_owner_is_woken_by_what_was_pushed_and_reads_it_in_clear(
    notes: Log, follower: EffectFollower
) -> None:
    seen = []
    follower.fetch = lambda at, limit: seen.append(notes.read(at.position, limit)) or seen[-1]  # type: ignore[func-returns-value]
    pushed = Wire(notes, hides(HIDDEN)).read(0, 10)
    Woken(follower).offer(pushed)
    Woken(follower).offer(pushed)  # doubled
    assert collected_positions(notes.engine) == [1, 2, 3]
    assert [is_concealed(record) for record in seen[0]] == [False, False, False]


def test_the_owner_waits_for_what_its_log_does_not_show_yet(
    notes: Log, follower: EffectFollower
) -> None:
    [pushed, *_] = notes.read(0, 1)
    Woken(follower).offer([dataclasses.replace(pushed, position=9)])
    assert follower.seen().position == 3
    assert follower.step(system_clock()) is False
