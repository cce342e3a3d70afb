"""Calls nameko services from any number of threads over one connection.

nameko's own clients wait for ever for a stopped service, never recover from a broker restart, and mix up answers
when threads share them. Here one I/O thread owns the connection; callers wait for a future, and every wait ends.
A request expires in the broker when its caller gives up, so no stale command runs later. What this does not
protect: a command that timed out may have run, so it is sent again under the same command id.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pika
from pika.exceptions import AMQPError

from eventlog.broker.connection import connection_parameters, pause_after
from eventlog.errors import Failure, Unavailable, from_wire
from services.kernel import plain_json

logger = logging.getLogger(__name__)

EXCHANGE = "nameko-rpc"
TOKEN_HEADER = "nameko.token"  # noqa: S105 (a header's name)
LONGEST_CONNECT_WAIT = 2.0
TRANSIENT = 1  # requests hold words in clear: the broker must not write them to disk


class RpcClient:
    """A peer over RabbitMQ. Nothing is opened before the first call, so it may be made before a fork."""

    def __init__(self, url: str):
        self._url = url
        self._lock = threading.Lock()
        self._waiting: dict[str, Future[bytes]] = {}
        self._thread: threading.Thread | None = None
        self._session: _Session | None = None
        self._connected = threading.Event()
        self._closing = threading.Event()

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> Any:
        """The method's result. Raises the peer's Failure, and Unavailable("service_down") when nobody answers
        within `timeout` seconds or the peer failed in a way that is no answer (it has the details)."""
        deadline = time.monotonic() + timeout
        session = self._connected_session(service, min(timeout, LONGEST_CONNECT_WAIT))
        properties = _properties(session.reply_key, token, deadline - time.monotonic())
        body = plain_json.dumps({"args": [request], "kwargs": {}}).encode()
        future: Future[bytes] = Future()
        with self._lock:
            self._waiting[properties.correlation_id] = future
        try:
            session.run(lambda: self._send(session, f"{service}.{method}", body, properties))
            reply = future.result(max(0.0, deadline - time.monotonic()))
        except (TimeoutError, AMQPError, ConnectionError):
            raise Unavailable("service_down", {"service": service}) from None
        finally:
            with self._lock:
                self._waiting.pop(properties.correlation_id, None)
        return _result(service, method, reply)

    def close(self) -> None:
        """End the connection; calls under way and later ones are Unavailable."""
        self._closing.set()
        if session := self._session:
            session.wake()
        if self._thread is not None:
            self._thread.join(LONGEST_CONNECT_WAIT)

    def _connected_session(self, service: str, seconds: float) -> "_Session":
        with self._lock:
            if not self._closing.is_set() and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="rpc-client", daemon=True)
                self._thread.start()
        if self._connected.wait(seconds) and (session := self._session):
            return session
        raise Unavailable("service_down", {"service": service})

    def _run(self) -> None:
        failures = 0
        while not self._closing.is_set():
            try:
                with pika.BlockingConnection(connection_parameters(self._url, "rpc")) as connection:
                    self._session = _Session(connection, self._settle)
                    self._connected.set()
                    failures = 0
                    self._session.serve_until(self._closing)
            except (AMQPError, OSError) as error:
                logger.warning("The RPC connection failed: %s", type(error).__name__)
            finally:
                self._forget_session()
            failures += 1
            self._closing.wait(pause_after(failures))

    def _forget_session(self) -> None:
        self._connected.clear()
        self._session = None
        with self._lock:
            lost, self._waiting = self._waiting, {}
        for future in lost.values():
            future.set_exception(ConnectionError())

    def _send(
        self, session: "_Session", routing_key: str, body: bytes, properties: pika.BasicProperties
    ) -> None:
        with self._lock:
            given_up = properties.correlation_id not in self._waiting
        if not given_up:
            session.channel.basic_publish(EXCHANGE, routing_key, body, properties, mandatory=True)

    def _settle(self, correlation_id: str | None, reply: bytes | None) -> None:
        """An answer has come, or (None) the broker has returned the request: nobody listens."""
        with self._lock:
            future = self._waiting.pop(correlation_id or "", None)
        if future is None:
            return  # its caller has given up
        if reply is None:
            future.set_exception(ConnectionError())
        else:
            future.set_result(reply)


class _Session:
    """The reply queue on one connection. Only the I/O thread touches it, save for `run` and `wake`."""

    def __init__(self, connection: Any, settle: Callable[[str | None, bytes | None], None]):
        self._connection = connection
        self._settle = settle
        self.channel = connection.channel()
        self.reply_key = str(uuid.uuid4())
        self.channel.exchange_declare(EXCHANGE, "topic", durable=True)
        queue = f"rpc.reply-{self.reply_key}"
        self.channel.queue_declare(queue, exclusive=True, auto_delete=True)
        self.channel.queue_bind(queue, EXCHANGE, self.reply_key)
        self.channel.add_on_return_callback(self._returned)
        self.channel.basic_consume(queue, self._answered, auto_ack=True)

    def serve_until(self, closing: threading.Event) -> None:
        while not closing.is_set():
            self._connection.process_data_events(time_limit=1)

    def run(self, work: Callable[[], None]) -> None:
        """Have the I/O thread do `work`. Raises AMQPError when the connection is closed."""
        self._connection.add_callback_threadsafe(work)

    def wake(self) -> None:
        if self._connection.is_open:
            self.run(lambda: None)

    def _returned(self, _channel: Any, _method: Any, properties: Any, _body: bytes) -> None:
        self._settle(properties.correlation_id, None)

    def _answered(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        self._settle(properties.correlation_id, body)


def _properties(reply_key: str, token: str | None, seconds: float) -> pika.BasicProperties:
    return pika.BasicProperties(
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=TRANSIENT,
        reply_to=reply_key,
        correlation_id=str(uuid.uuid4()),
        expiration=str(max(1, int(seconds * 1000))),
        headers={TOKEN_HEADER: token} if token is not None else {},
    )


def _result(service: str, method: str, reply: bytes) -> Any:
    answer = plain_json.loads(reply)
    if answer["error"] is not None:
        raise _failure(service, method, answer["error"])
    return answer["result"]


def _failure(service: str, method: str, error: dict[str, Any]) -> Failure:
    """Of an error that is not ours only the kind is told: its text may hold personal words."""
    failure = from_wire(error["exc_type"], error["exc_args"])
    if failure is None:
        logger.error("%s.%s failed: %s", service, method, error["exc_type"])
    return failure or Unavailable("service_down", {"service": f"{service}.{method}"})
