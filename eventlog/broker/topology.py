"""The exchanges and queues of facts. Everything here works from RabbitMQ 3.10 on.

    <service>.events            topic; routing key = the fact's name
        └── #  → <consumer>.<source>.v1        quorum; after five deliveries in vain, or when it cannot be read:
                    └── minqing.dead  → <consumer>.<source>.dead      for operators; the log has the fact anyway

The exchange is declared exactly as nameko does it, so that anybody's `@event_handler` can listen too; an alternate
exchange among its arguments would shut them out. None is needed: a fact that no queue wants is in the log.
"""

from typing import Any

DEAD_EXCHANGE = "minqing.dead"
DELIVERY_LIMIT = 5
MOST_DEAD = 10_000  # they are copies


def exchange_name(service: str) -> str:
    return f"{service}.events"


def exchange(service: str) -> dict[str, Any]:
    """The arguments that declare a service's exchange."""
    return {"exchange": exchange_name(service), "exchange_type": "topic", "durable": True}


def queue_name(consumer: str, source: str) -> str:
    """Arguments of a queue cannot be changed: another set of them gets another number."""
    return f"{consumer}.{source}.v1"


def dead_queue_name(consumer: str, source: str) -> str:
    return f"{consumer}.{source}.dead"


def declare_queue(channel: Any, consumer: str, source: str) -> str:
    """Declare what brings a source's facts to a consumer; the name of the queue."""
    queue, dead = queue_name(consumer, source), dead_queue_name(consumer, source)
    channel.exchange_declare(**exchange(source))
    channel.exchange_declare(DEAD_EXCHANGE, "direct", durable=True)
    channel.queue_declare(
        dead, durable=True, arguments={"x-queue-type": "quorum", "x-max-length": MOST_DEAD}
    )
    channel.queue_bind(dead, DEAD_EXCHANGE, dead)
    channel.queue_declare(
        queue,
        durable=True,
        arguments={
            "x-queue-type": "quorum",
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-single-active-consumer": True,  # two pumps of a service would break the order
            "x-dead-letter-exchange": DEAD_EXCHANGE,
            "x-dead-letter-routing-key": dead,
        },
    )
    channel.queue_bind(queue, exchange_name(source), "#")
    return queue


def delete_queue(channel: Any, consumer: str, source: str) -> None:
    """Its messages are copies: whoever follows fetches them from the log."""
    channel.queue_delete(queue_name(consumer, source))
