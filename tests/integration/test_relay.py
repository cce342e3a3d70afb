"""The relay against a real broker: in order, at least once, and never past what the broker has confirmed."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import kombu
import pika
import pytest

from eventlog import checkpoint
from eventlog.broker.relay import CHECKPOINT, Relay
from eventlog.broker.topology import declare_queue, exchange
from eventlog.clock import system_clock
from eventlog.engine import open_engine, writing
from eventlog.envelope import from_cloudevent
from eventlog.errors import LogDiverged
from eventlog.log import Log
from eventlog.migrate import upgrade
from eventlog.seal import Keyring
from tests.integration.notes import kept_running, take_notes
from tests.servers.machine import wait_until
from tests.servers.rabbitmq import RabbitServer


@pytest.fixture
def sqlite_log(tmp_path: Path) -> Iterator[Log]:
    engine = open_engine(f"sqlite:///{tmp_path / 'notes.db'}")
    upgrade(engine)
    yield Log(engine, system_clock, Keyring(engine, bytes(32)))
    engine.dispose()


@pytest.fixture
def queue(rabbitmq_url: str) -> str:
    with pika.BlockingConnection(pika.URLParameters(rabbitmq_url)) as connection:
        return declare_queue(connection.channel(), "readers", "notes")


def test_records_reach_the_queue_in_order_as_cloudevents(
    log: Log, rabbitmq_url: str, queue: str
) -> None:
    take_notes(log, 300)
    relay_all(Relay(log, "notes", rabbitmq_url, window=70))
    messages = drain(rabbitmq_url, queue)
    assert [from_cloudevent(event) for _, _, event in messages] == log.read(0, 1000)
    assert {method.routing_key for method, _, _ in messages} == {"NoteTaken"}
    assert {properties.delivery_mode for _, properties, _ in messages} == {2}
    assert {event["source"] for _, _, event in messages} == {"notes"}


def test_the_checkpoint_carries_the_newest_digest_it_has_passed(
    log: Log, rabbitmq_url: str
) -> None:
    take_notes(log, 200)
    relay = Relay(log, "notes", rabbitmq_url, window=150)
    assert relay.step(system_clock())
    digest = log.read(99, 1)[0].digest
    assert seen(log) == checkpoint.Checkpoint(150, 100, digest or "")
    relay_all(relay)
    assert (seen(log).position, seen(log).digest_position) == (200, 200)


def test_a_relay_goes_on_where_the_last_one_ended(log: Log, rabbitmq_url: str, queue: str) -> None:
    take_notes(log, 100)
    relay_all(Relay(log, "notes", rabbitmq_url))
    take_notes(log, 100, book="second")
    relay_all(Relay(log, "notes", rabbitmq_url))
    assert positions(rabbitmq_url, queue) == list(range(1, 201))


def test_what_no_queue_wants_is_passed(sqlite_log: Log, rabbitmq_url: str) -> None:
    take_notes(sqlite_log, 100)
    relay_all(Relay(sqlite_log, "notes", rabbitmq_url))
    assert seen(sqlite_log).position == 100


def test_a_record_that_the_broker_refuses_is_published_again(
    sqlite_log: Log, rabbitmq_url: str
) -> None:
    declare_small_queue(rabbitmq_url, "small", holds=30)
    take_notes(sqlite_log, 100)
    relay = Relay(sqlite_log, "notes", rabbitmq_url, window=80)
    relay.step(system_clock())
    assert 0 < seen(sqlite_log).position < 80
    arrived = set(positions(rabbitmq_url, "small"))
    while seen(sqlite_log).position < 100:
        relay.step(system_clock())
        arrived |= set(positions(rabbitmq_url, "small"))
    relay.close()
    assert arrived == set(range(1, 101))


def test_a_broker_that_refuses_a_fact_is_left_in_peace_for_a_while(
    sqlite_log: Log, rabbitmq_url: str
) -> None:
    declare_small_queue(rabbitmq_url, "small", holds=30)
    take_notes(sqlite_log, 100)
    relay, now = Relay(sqlite_log, "notes", rabbitmq_url, window=80), system_clock()
    assert not relay.step(now)
    first = positions(rabbitmq_url, "small")
    assert first
    assert not relay.step(now)
    assert positions(rabbitmq_url, "small") == []
    relay.step(now + timedelta(seconds=1))
    assert positions(rabbitmq_url, "small")
    relay.close()


def test_a_broker_that_is_away_moves_nothing_and_is_left_in_peace(sqlite_log: Log) -> None:
    take_notes(sqlite_log, 100)
    relay = Relay(sqlite_log, "notes", "amqp://guest:guest@127.0.0.1:1/%2F")
    now = system_clock()
    assert not relay.step(now)
    started = time.monotonic()
    assert not relay.step(now)
    assert time.monotonic() - started < 0.01
    assert seen(sqlite_log).position == 0


def test_a_log_restored_from_an_older_backup_is_not_relayed(
    sqlite_log: Log, rabbitmq_url: str
) -> None:
    take_notes(sqlite_log, 100)
    for position, digest in ((100, "0" * 64), (101, sqlite_log.head().digest)):
        with writing(sqlite_log.engine) as conn:
            to = checkpoint.Checkpoint(position, 100, digest)
            checkpoint.move(conn, CHECKPOINT, to)
        with pytest.raises(LogDiverged):
            Relay(sqlite_log, "notes", rabbitmq_url).step(system_clock())


def test_a_broker_killed_in_the_middle_loses_nothing_and_keeps_the_order(
    sqlite_log: Log, rabbitmq_url: str, rabbitmq_server: RabbitServer, queue: str
) -> None:
    declared = time.monotonic()
    take_notes(sqlite_log, 10_000)
    relay = Relay(sqlite_log, "notes", rabbitmq_url, window=200)
    # RabbitMQ 3.10 writes down a new quorum queue with a delay: killed at once, it forgets the queue.
    wait_until(lambda: time.monotonic() > declared + 1.5, 2, "the queue is on disk")
    with kept_running(relay):
        wait_until(lambda: seen(sqlite_log).position > 1000, 20, "it is on its way", pause=0.005)
        rabbitmq_server.kill()
        reached = seen(sqlite_log).position
        rabbitmq_server.restart()
        wait_until(lambda: seen(sqlite_log).position == 10_000, 30, "all is relayed")
    assert reached < 10_000
    first_deliveries = list(dict.fromkeys(positions(rabbitmq_url, queue)))
    assert first_deliveries == list(range(1, 10_001))


def test_anybody_s_nameko_event_handler_can_listen_too(rabbitmq_url: str, queue: str) -> None:
    """nameko declares the exchange before it binds: other arguments than its own would be refused."""
    with kombu.Connection(rabbitmq_url) as connection:
        nameko_s = kombu.Exchange("notes.events", type="topic", durable=True, auto_delete=None)
        nameko_s(connection.channel()).declare()


def relay_all(relay: Relay) -> None:
    while relay.step(system_clock()):
        pass
    relay.close()


def seen(log: Log) -> checkpoint.Checkpoint:
    with log.engine.connect() as conn:
        return checkpoint.read(conn, CHECKPOINT)


def declare_small_queue(url: str, name: str, holds: int) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.exchange_declare(**exchange("notes"))
        limits = {"x-max-length": holds, "x-overflow": "reject-publish"}
        channel.queue_declare(name, durable=True, arguments=limits)
        channel.queue_bind(name, "notes.events", "#")


def drain(url: str, queue: str) -> list[tuple[Any, Any, dict[str, Any]]]:
    """Everything in the queue, taken out."""
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        taken = []
        for method, properties, body in channel.consume(queue, inactivity_timeout=0.3):
            if method is None:
                break
            taken.append((method, properties, json.loads(body)))
            channel.basic_ack(method.delivery_tag)
        channel.cancel()
    return taken


def positions(url: str, queue: str) -> list[int]:
    return [event["position"] for _, _, event in drain(url, queue)]
