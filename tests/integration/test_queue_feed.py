"""From the queue to the followers, over a real broker: nothing lost, nothing twice, nothing in the way for ever."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConnectionClosedByBroker

from eventlog.broker.queue_feed import QueueFeed
from eventlog.broker.relay import Relay
from eventlog.broker.topology import declare_queue
from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.envelope import to_cloudevent
from eventlog.errors import Unavailable
from eventlog.follower import EffectFollower
from eventlog.log import Log
from eventlog.migrate import upgrade
from eventlog.record import Record
from eventlog.seal import Keyring
from services.kernel.facts_after import fetch_from_log
from tests.integration.notes import (
    Collector,
    collected,
    collected_positions,
    kept_running,
    take_notes,
)
from tests.servers.machine import wait_until
from tests.servers.rabbitmq import RabbitServer


class Picky:
    """Takes what it is given, save the notes it cannot stand; counts how often it was asked."""

    def __init__(self, refuses: dict[int, Exception]):
        self.refuses = refuses
        self.taken: list[int] = []
        self.asked = 0

    def offer(self, records: list[Record]) -> None:
        self.asked += 1
        for record in records:
            if record.position in self.refuses:
                raise self.refuses[record.position]
        self.taken += [record.position for record in records]


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Log]:
    engine = open_engine(f"sqlite:///{tmp_path / 'notes.db'}")
    upgrade(engine)
    yield Log(engine, system_clock, Keyring(engine, bytes(32)))
    engine.dispose()


@pytest.fixture
def collector(owner: Log, storage_url: str) -> Iterator[EffectFollower]:
    """A follower in a database of its own."""
    yield from collector_in(storage_url, owner)


@pytest.fixture
def sqlite_collector(owner: Log, tmp_path: Path) -> Iterator[EffectFollower]:
    yield from collector_in(f"sqlite:///{tmp_path / 'collected.db'}", owner)


def collector_in(url: str, owner: Log) -> Iterator[EffectFollower]:
    engine = open_engine(url)
    upgrade(engine)
    with engine.begin() as conn:
        collected.create(conn)
    yield EffectFollower(Collector(), engine, fetch_from_log(owner))
    engine.dispose()


@contextlib.contextmanager
def feed_of(url: str, *followers: Any) -> Iterator[QueueFeed]:
    feed = QueueFeed(url, "readers", "notes", followers, patience=0.1)
    feed.step(system_clock())  # declares the queue
    yield feed
    feed.close()


def test_every_fact_reaches_the_follower_once(
    owner: Log, collector: EffectFollower, rabbitmq_url: str
) -> None:
    with feed_of(rabbitmq_url, collector) as feed:
        take_notes(owner, 1500)
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: collector.seen().position == 1500, "all has arrived")
    assert collected_positions(collector.engine) == list(range(1, 1501))
    assert collector.seen().digest == owner.head().digest
    assert waiting(rabbitmq_url, "readers.notes.v1") == 0


def test_doubled_reordered_and_lost_messages_change_nothing(
    owner: Log, collector: EffectFollower, rabbitmq_url: str
) -> None:
    take_notes(owner, 100)
    records = owner.read(0, 100)
    with feed_of(rabbitmq_url, collector) as feed:
        for record in [*records[40:60], *records[:20], *records[:20], records[99], records[97]]:
            publish(rabbitmq_url, event_of(record))
        publish(rabbitmq_url, b"the last one")
        step_until(feed, lambda: waiting(rabbitmq_url, "readers.notes.dead"), "all has come")
    assert collected_positions(collector.engine) == list(range(1, 101))


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[]", b"{}", b'{"source": "notes"}', b'{"source": "letters"}']
)
def test_what_is_no_fact_is_put_aside(rabbitmq_url: str, body: bytes) -> None:
    with feed_of(rabbitmq_url, Picky({})) as feed:
        publish(rabbitmq_url, body)
        step_until(feed, lambda: waiting(rabbitmq_url, "readers.notes.dead"), "it is put aside")
    assert take(rabbitmq_url, "readers.notes.dead")[1] == body


def test_a_fact_that_cannot_be_applied_is_put_aside_and_the_others_are_not(
    owner: Log, rabbitmq_url: str
) -> None:
    take_notes(owner, 100)
    picky = Picky({7: ValueError("cannot do 7")})
    with feed_of(rabbitmq_url, picky) as feed:
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: waiting(rabbitmq_url, "readers.notes.dead"), "7 is put aside")
        step_until(feed, lambda: len(picky.taken) == 99, "the others have arrived")
    headers, body = take(rabbitmq_url, "readers.notes.dead")
    assert json.loads(body)["position"] == 7
    assert headers["x-first-death-reason"] == "delivery_limit"
    assert sorted(picky.taken) == [n for n in range(1, 101) if n != 7]


def test_what_is_only_not_possible_now_is_waited_out(owner: Log, rabbitmq_url: str) -> None:
    take_notes(owner, 100)
    picky = Picky({50: Unavailable()})
    with feed_of(rabbitmq_url, picky) as feed:
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: picky.asked > 20, "it was tried often")
        picky.refuses.clear()
        step_until(feed, lambda: len(picky.taken) == 100, "all has arrived")
    assert picky.taken == list(range(1, 101))
    assert waiting(rabbitmq_url, "readers.notes.dead") == 0


def test_a_follower_that_was_served_before_another_failed_is_not_served_twice(
    owner: Log, sqlite_collector: EffectFollower, rabbitmq_url: str
) -> None:
    take_notes(owner, 100)
    picky = Picky({50: ValueError("not yet")})
    with feed_of(rabbitmq_url, sqlite_collector, picky) as feed:
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: picky.asked, "the second one failed")
        picky.refuses.clear()
        step_until(feed, lambda: len(picky.taken) == 100, "all has arrived")
    assert collected_positions(sqlite_collector.engine) == list(range(1, 101))
    assert sorted(picky.taken) == list(range(1, 101))


def test_a_queue_that_was_deleted_is_declared_again(owner: Log, rabbitmq_url: str) -> None:
    picky = Picky({})
    with feed_of(rabbitmq_url, picky) as feed:
        with pika.BlockingConnection(pika.URLParameters(rabbitmq_url)) as connection:
            connection.channel().queue_delete("readers.notes.v1")
        step_until(feed, lambda: feed._connection is None, "it is noticed")
        step_until(feed, lambda: feed._connection is not None, "it is declared again")
        take_notes(owner, 100)
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: len(picky.taken) == 100, "all has arrived")
    assert picky.taken == list(range(1, 101))


def test_a_queue_that_a_crash_of_the_broker_has_broken_is_made_anew(
    owner: Log,
    sqlite_collector: EffectFollower,
    rabbitmq_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """RabbitMQ 3.10 has such a queue when it is killed at its declaration, and says so a minute later."""
    consume, faults = (
        BlockingChannel.basic_consume,
        [ConnectionClosedByBroker(541, "INTERNAL_ERROR")],
    )

    def broken_at_first(channel: BlockingChannel, *of: Any, **more: Any) -> Any:
        if faults:
            raise faults.pop()
        return consume(channel, *of, **more)

    with pika.BlockingConnection(pika.URLParameters(rabbitmq_url)) as connection:
        declare_queue(connection.channel(), "readers", "notes")
    take_notes(owner, 100)
    relay_all(owner, rabbitmq_url)
    picky = Picky({})
    monkeypatch.setattr(BlockingChannel, "basic_consume", broken_at_first)
    with feed_of(rabbitmq_url, sqlite_collector, picky) as feed:
        step_until(feed, lambda: not faults and feed._connection, "it is declared again")
        take_notes(owner, 100, "another book")
        relay_all(owner, rabbitmq_url)
        step_until(feed, lambda: len(picky.taken) == 100, "what comes now has arrived")
    assert picky.taken == list(range(101, 201))
    assert collected_positions(sqlite_collector.engine) == list(range(1, 201))


def test_a_killed_broker_costs_no_fact_and_doubles_none(
    owner: Log,
    sqlite_collector: EffectFollower,
    rabbitmq_url: str,
    rabbitmq_server: RabbitServer,
) -> None:
    declared = time.monotonic()
    with feed_of(rabbitmq_url, sqlite_collector) as feed:
        take_notes(owner, 10_000)
        # RabbitMQ 3.10 writes down a new quorum queue with a delay: killed at once, it forgets the queue.
        wait_until(lambda: time.monotonic() > declared + 1.5, 2, "the queue is on disk")
        with kept_running(Relay(owner, "notes", rabbitmq_url, window=200), feed):
            wait_until(lambda: sqlite_collector.seen().position > 1000, 20, "it is on its way")
            rabbitmq_server.kill()
            reached = sqlite_collector.seen().position
            rabbitmq_server.restart()
            wait_until(lambda: sqlite_collector.seen().position == 10_000, 30, "all has arrived")
    assert reached < 10_000
    assert collected_positions(sqlite_collector.engine) == list(range(1, 10_001))


def relay_all(log: Log, url: str) -> None:
    relay = Relay(log, "notes", url)
    while relay.step(system_clock()):
        pass
    relay.close()


def step_until(feed: QueueFeed, is_so: Callable[[], object], what: str) -> None:
    """Step, whatever a follower raises, until it is so."""

    def stepped_and_so() -> object:
        with contextlib.suppress(ValueError, Unavailable):
            feed.step(system_clock())
        return is_so()

    wait_until(stepped_and_so, 20, what, pause=0)


def event_of(record: Record) -> bytes:
    return json.dumps(to_cloudevent(record, "notes")).encode()


def publish(url: str, body: bytes) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish("notes.events", "NoteTaken", body, mandatory=True)


def waiting(url: str, queue: str) -> int:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        declared = connection.channel().queue_declare(queue, passive=True)
    return int(declared.method.message_count)


def take(url: str, queue: str) -> tuple[dict[str, Any], bytes]:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        _, properties, body = connection.channel().basic_get(queue, auto_ack=True)
    assert body is not None
    return properties.headers, body
