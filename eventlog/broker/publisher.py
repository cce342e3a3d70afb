"""Publishes batches and waits for the broker's confirms: many messages in flight, one wait for all of them.

pika's blocking channel waits for each message's confirm by itself, which is ten times slower; so this turns the
loop of a SelectConnection until the batch is settled.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pika
from pika.exceptions import AMQPError

from eventlog.broker.connection import CONNECT_SECONDS, connection_parameters

CONFIRM_SECONDS = 30.0


class BrokerLost(Exception):
    """The connection or channel is gone, or the broker did not settle a batch in time."""


@dataclass(frozen=True)
class Message:
    routing_key: str
    body: bytes
    id: str


class ConfirmedPublisher:
    """One connection for one exchange. After BrokerLost only `close` may be called."""

    def __init__(self, url: str, name: str, exchange: dict[str, Any]):
        self._exchange = exchange
        self._channel: Any = None
        self._lost: Exception | None = None
        self._published = 0  # delivery tags count from 1 in each channel
        self._unsettled: set[int] = set()
        self._refused: list[int] = []
        self._connection = pika.SelectConnection(
            connection_parameters(url, name),
            on_open_callback=lambda connection: connection.channel(on_open_callback=self._opened),
            on_open_error_callback=self._lose,
            on_close_callback=self._lose,
        )
        self._turn(3 * CONNECT_SECONDS)  # pika itself gives up sooner
        if self._channel is None:
            self.close()
            raise BrokerLost(type(self._lost).__name__)

    def publish(self, messages: Sequence[Message]) -> int:
        """Publish in order; how many from the first on the broker has confirmed without a break."""
        first = self._published + 1
        self._published += len(messages)
        self._unsettled, self._refused = set(range(first, self._published + 1)), []
        for message in messages:
            self._send(message)
        self._turn(CONFIRM_SECONDS)
        return min([*self._unsettled, *self._refused], default=self._published + 1) - first

    def _send(self, message: Message) -> None:
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=pika.DeliveryMode.Persistent.value,
            message_id=message.id,
        )
        exchange = self._exchange["exchange"]
        try:
            self._channel.basic_publish(exchange, message.routing_key, message.body, properties)
        except AMQPError as error:
            raise BrokerLost(type(error).__name__) from error

    def keep_alive(self) -> None:
        """Give the connection a turn for its heartbeats. Raises BrokerLost."""
        self._turn(0)
        self.check()

    def check(self) -> None:
        """Raises BrokerLost when the connection is gone or a batch was not settled."""
        if self._lost is not None or self._unsettled:
            raise BrokerLost(type(self._lost).__name__)

    def close(self) -> None:
        if self._connection.is_open:
            self._connection.close()
        deadline = time.monotonic() + CONNECT_SECONDS
        while not self._connection.is_closed and (left := deadline - time.monotonic()) > 0:
            self._turn(left)  # stops for the channel first, then for the connection
        self._turn(0)  # pika closes the socket one turn after it has said so
        self._connection.ioloop.close()

    def _turn(self, seconds: float) -> None:
        """Serve the connection until something stops the loop, at most so long."""
        timer = self._connection.ioloop.call_later(seconds, self._connection.ioloop.stop)
        self._connection.ioloop.start()
        self._connection.ioloop.remove_timeout(timer)

    def _opened(self, channel: Any) -> None:
        channel.add_on_close_callback(self._lose)
        channel.exchange_declare(
            **self._exchange,
            callback=lambda _: channel.confirm_delivery(
                self._settled, callback=lambda _: self._ready(channel)
            ),
        )

    def _ready(self, channel: Any) -> None:
        self._channel = channel
        self._connection.ioloop.stop()

    def _settled(self, frame: Any) -> None:
        tag, many = frame.method.delivery_tag, frame.method.multiple
        settled = {t for t in self._unsettled if t <= tag} if many else {tag}
        self._unsettled -= settled
        if isinstance(frame.method, pika.spec.Basic.Nack):
            self._refused += settled
        if not self._unsettled:
            self._connection.ioloop.stop()

    def _lose(self, _what: Any, reason: Exception) -> None:
        self._lost = self._lost or reason
        self._connection.ioloop.stop()
