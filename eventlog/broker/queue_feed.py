"""Feeds followers from a queue: a batch at a time, acknowledged once every follower has it.

The hazard: a message acknowledged before its effect is lost, and one given back for ever stops all others. So the
acknowledgement comes last; a batch that fails is tried again record by record, and the record that fails alone
goes back with a limit, after which the broker puts it aside. What is not the message's fault (a database or a
service that is away) is waited out instead. Followers skip doubles and fetch gaps, so order is not needed here.

A broker that crashes within moments of a quorum queue's declaration may come back with a queue that nobody can use:
it refuses every message of the source, for all who follow it, and the consumer waits a minute for an internal error.
The feed then deletes the queue and declares it again; what was in it is in the log.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

import pika
import sqlalchemy as sa
from pika.exceptions import AMQPError, ConnectionClosedByBroker

from eventlog.broker.connection import connection_parameters, pause_after
from eventlog.broker.topology import declare_queue, delete_queue
from eventlog.envelope import from_cloudevent
from eventlog.errors import LogDiverged, Unavailable
from eventlog.record import Record

logger = logging.getLogger(__name__)

PREFETCH = 500
INTERNAL_ERROR = 541  # AMQP's reply code for a fault of the broker itself
WAIT_IT_OUT = (Unavailable, LogDiverged, sa.exc.OperationalError, sa.exc.InterfaceError)


class Takes(Protocol):
    def offer(self, records: list[Record]) -> None:
        """Apply what is new among these records, with the checkpoint, in one transaction."""


class Delivery(NamedTuple):
    tag: int
    record: Record


class QueueFeed:
    """`step` waits up to `patience` seconds for a message, then hands over what has come."""

    def __init__(
        self,
        url: str,
        consumer: str,
        source: str,
        followers: Sequence[Takes],
        patience: float = 0.5,
    ):
        self.consumer = consumer
        self.source = source
        self.followers = followers
        self._url = url
        self._patience = patience
        self._connection: Any = None
        self._channel: Any = None
        self._waiting: list[Delivery] = []
        self._batch = PREFETCH
        self._queue_is_broken = False
        self._failures = 0
        self._rests_until: datetime | None = None

    def step(self, now: datetime) -> bool:
        """True when records were handed over. Raises what a follower raised; they are offered again."""
        if self._rests_until is not None and now < self._rests_until:
            return False
        with self._resting_when_the_broker_is_lost(now):
            self._receive()
        batch = self._waiting[: self._batch]
        if batch:
            self._offer(batch, now)
        return bool(batch)

    def close(self) -> None:
        """The broker takes back what was not acknowledged."""
        connection, self._connection, self._waiting = self._connection, None, []
        if connection is not None and connection.is_open:
            with suppress(AMQPError):
                connection.close()

    def _offer(self, batch: list[Delivery], now: datetime) -> None:
        try:
            for follower in self.followers:
                follower.offer([delivery.record for delivery in batch])
        except WAIT_IT_OUT:
            raise
        except Exception:
            self._batch = 1
            if len(batch) == 1:
                with self._resting_when_the_broker_is_lost(now):
                    self._channel.basic_nack(batch[0].tag, requeue=True)
                    del self._waiting[:1]
            raise
        with self._resting_when_the_broker_is_lost(now):
            self._channel.basic_ack(batch[-1].tag, multiple=True)
            del self._waiting[: len(batch)]
        self._batch = min(2 * self._batch, PREFETCH)

    @property
    def _name(self) -> str:
        return f"{self.consumer} following {self.source}"

    def _receive(self) -> None:
        if self._connection is None:
            self._connect()
        self._connection.process_data_events(time_limit=0 if self._waiting else self._patience)
        if not self._channel.consumer_tags:
            raise AMQPError("the broker cancelled the consumer")

    def _connect(self) -> None:
        self._connection = pika.BlockingConnection(connection_parameters(self._url, self._name))
        self._channel = self._connection.channel()
        if self._queue_is_broken:
            logger.warning("%s: the queue is broken and is made anew", self._name)
            delete_queue(self._channel, self.consumer, self.source)
            self._queue_is_broken = False
        queue = declare_queue(self._channel, self.consumer, self.source)
        self._channel.basic_qos(prefetch_count=PREFETCH)
        self._channel.basic_consume(queue, self._delivered)
        self._failures, self._rests_until = 0, None

    def _delivered(self, channel: Any, method: Any, _properties: Any, body: bytes) -> None:
        try:
            record = _record(body, self.source)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            logger.error("%s: put aside what is no fact (%s)", self._name, type(error).__name__)
            channel.basic_reject(method.delivery_tag, requeue=False)
        else:
            self._waiting.append(Delivery(method.delivery_tag, record))

    @contextmanager
    def _resting_when_the_broker_is_lost(self, now: datetime) -> Iterator[None]:
        try:
            yield
        except (AMQPError, OSError) as error:
            self.close()
            self._queue_is_broken |= _is_fault_of_broker(error)
            self._failures += 1
            self._rests_until = now + timedelta(seconds=pause_after(self._failures))
            logger.warning("%s: lost the broker (%s)", self._name, type(error).__name__)


def _is_fault_of_broker(error: Exception) -> bool:
    return isinstance(error, ConnectionClosedByBroker) and error.reply_code == INTERNAL_ERROR


def _record(body: bytes, source: str) -> Record:
    event = json.loads(body)
    if event["source"] != source:
        raise ValueError("a fact of another service")
    return from_cloudevent(event)
