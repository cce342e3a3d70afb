"""The one module that knows nameko: the marks that service classes carry, and the entrypoint behind them.

nameko 2.14 kills its container when a reply cannot be sent or a message lacks `reply_to`, and takes the message
again after the restart: one stray message, or one broker restart at the wrong moment, stops a service for good.
So nothing that comes from or goes to the wire may raise into the container here. What this does not protect: a
method that blocks the hub. It must not; a request that was delivered before and has no expiry is answered
Unavailable instead of being run again and again.

Importing this patches nothing: the embedded host uses the same marks on plain threads.
"""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eventlog.errors import Failure, Unavailable, to_wire
from services.kernel import plain_json
from services.kernel.here import Here
from services.kernel.rpc_process import DIED, check_patched, end, run_until_signal
from services.kernel.wordless_log import WordlessErrors, describe

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # eventlet announces its own end at every import
    import eventlet
    from nameko.amqp.publish import get_producer
    from nameko.constants import NON_PERSISTENT
    from nameko.containers import ServiceContainer
    from nameko.exceptions import BadRequest, serialize
    from nameko.extensions import DependencyProvider
    from nameko.messaging import QueueConsumer
    from nameko.rpc import Rpc as NamekoRpc
    from nameko.rpc import RpcConsumer, get_rpc_exchange
    from nameko.runners import ServiceRunner

logger = logging.getLogger(__name__)

REPLY_SECONDS = 10
HEARTBEAT_SECONDS = 30
RECONNECT = {"interval_start": 0.5, "interval_step": 0.5, "interval_max": 5}
PLAIN_JSON = {
    "encoder": f"{plain_json.__name__}.dumps",
    "decoder": f"{plain_json.__name__}.loads",
    "content_type": "application/json",
    "content_encoding": "utf-8",
}


class QuietQueueConsumer(QueueConsumer):
    """Never logs a body, never fails over a message whose connection is gone, and is soon back."""

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, **RECONNECT)
            yield connection

    def on_decode_error(self, message: Any, error: Exception) -> None:
        kind, key = type(error).__name__, message.delivery_info.get("routing_key")
        logger.error("A request to %s cannot be read and was dropped: %s", key, kind)
        self.ack_message(message)

    def ack_message(self, message: Any) -> None:
        self._settle(super().ack_message, message)

    def requeue_message(self, message: Any) -> None:
        self._settle(super().requeue_message, message)

    def _settle(self, settle: Any, message: Any) -> None:
        try:
            settle(message)
        except Exception as error:  # noqa: BLE001 (the broker takes back what a lost connection left open)
            logger.info("A request was not acknowledged: %s", type(error).__name__)


class HardenedRpcConsumer(RpcConsumer):
    """Answers every request that can be answered, acknowledges every request, and never raises."""

    queue_consumer = QuietQueueConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        if message.delivery_info.get("redelivered") and "expiration" not in message.properties:
            failure = Unavailable()
            self.handle_result(message, None, (Unavailable, failure, None))
        else:
            super().handle_message(body, message)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        key = message.delivery_info.get("routing_key")
        if not message.properties.get("reply_to"):
            logger.error("A request to %s has no reply_to: its answer was dropped", key)
        else:
            try:
                with eventlet.Timeout(REPLY_SECONDS):
                    self._reply(message, _answer(key, result, exc_info))
            except (Exception, eventlet.Timeout) as error:  # noqa: BLE001 (see the top of this file)
                logger.error("The answer of %s was lost: %s", key, type(error).__name__)
        self.queue_consumer.ack_message(message)
        return result, exc_info

    def _reply(self, message: Any, answer: str) -> None:
        """Answers hold words in clear: transient, so that no queue writes them to disk."""
        config = self.container.config
        with get_producer(config["AMQP_URI"]) as producer:
            try:
                producer.publish(
                    answer,
                    exchange=get_rpc_exchange(config),
                    routing_key=message.properties["reply_to"],
                    correlation_id=message.properties.get("correlation_id"),
                    content_type="application/json",
                    content_encoding="utf-8",
                    delivery_mode=NON_PERSISTENT,
                    retry=True,
                    retry_policy={"max_retries": 1},
                )
            except BaseException:
                producer.connection.collect()  # half a message may have gone out on it
                raise


class Rpc(NamekoRpc):
    """The entrypoint behind `@rpc`."""

    rpc_consumer = HardenedRpcConsumer()

    def __init__(self, expected_exceptions: Any = (Failure,), **options: Any):
        super().__init__(expected_exceptions=expected_exceptions, **options)

    def unpack_message_headers(self, message: Any) -> dict[str, Any]:
        """Only the token is taken: other headers reach code of nameko's that trusts their types."""
        token = super().unpack_message_headers(message).get("token")
        return {"token": token} if isinstance(token, str) else {}


rpc = Rpc.decorator


class Endpoint(DependencyProvider):
    """Gives each call its `Here`."""

    def get_dependency(self, worker_ctx: Any) -> Here:
        return Here(self.container.config["application"], worker_ctx.data.get("token"))


class MortalContainer(ServiceContainer):
    """A container that nameko would kill ends the process: what is left would wait for the broker for ever."""

    def kill(self, exc_info: Any = None) -> None:
        end(DIED, f"{self.service_name}: {describe(exc_info[1]) if exc_info else 'killed'}")


def serve(service_class: type[Any], application: Any, amqp_url: str) -> None:
    """Answer the service's RPC until SIGTERM or SIGINT. Ends the process with 3 when it cannot go on, with 4
    when it cannot stop in 20 seconds. MINQING_HEALTH_FILE names a file to touch every second."""
    check_patched()
    logging.getLogger("nameko.containers").addFilter(WordlessErrors())
    logging.getLogger("kombu.mixins").addFilter(_in_one_line)
    runner = ServiceRunner(
        {
            "AMQP_URI": amqp_url,
            "HEARTBEAT": HEARTBEAT_SECONDS,
            "SERVICE_CONTAINER_CLS": f"{__name__}.{MortalContainer.__name__}",
            "SERIALIZERS": {"json": PLAIN_JSON},
            "application": application,
        }
    )
    runner.add_service(service_class)
    health_file = os.environ.get("MINQING_HEALTH_FILE")
    run_until_signal(runner, Path(health_file) if health_file else None)


def _in_one_line(record: logging.LogRecord) -> bool:
    """kombu tells of a lost connection by its whole trace."""
    if record.exc_info and record.exc_info[1]:
        record.msg, record.args = "Lost the broker (%s)", (type(record.exc_info[1]).__name__,)
        record.exc_info = None
    return True


def _answer(key: str, result: Any, exc_info: Any) -> str:
    """The reply's JSON. A result that is not plain JSON is the service's fault, and told as such."""
    error = None if exc_info is None else _error(exc_info[1])
    try:
        return plain_json.dumps({"result": result, "error": error})
    except (TypeError, ValueError) as fault:
        logger.error("%s returned what is not plain JSON: %s", key, describe(fault))
        return plain_json.dumps({"result": None, "error": _error(fault)})


def _error(error: BaseException) -> dict[str, Any]:
    """Ours by type and code, nameko's own as nameko has it; of any other only its kind.

    nameko's own form would turn the numbers and flags in the parameters into text."""
    if isinstance(error, Failure):
        return {**to_wire(error), "value": error.code}
    if isinstance(error, BadRequest):
        return serialize(error)
    return {"exc_type": type(error).__name__, "exc_args": [], "value": ""}
