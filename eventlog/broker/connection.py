"""How we connect to RabbitMQ: every wait has a limit, and a lost broker is called again ever more slowly."""

import pika
from pika.exceptions import (
    AMQPError,
    AuthenticationError,
    ProbableAccessDeniedError,
    ProbableAuthenticationError,
)

REFUSALS = (AuthenticationError, ProbableAccessDeniedError, ProbableAuthenticationError)
HEARTBEAT_SECONDS = 30
BLOCKED_SECONDS = 15.0  # a broker out of memory or disk stops reading: give the connection up then
CONNECT_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


def connection_parameters(url: str, name: str) -> pika.URLParameters:
    """Parameters for an `amqp://…/%2F` URL; `name` is what the broker's operators see."""
    parameters = pika.URLParameters(url)
    parameters.heartbeat = HEARTBEAT_SECONDS
    parameters.blocked_connection_timeout = BLOCKED_SECONDS
    parameters.socket_timeout = CONNECT_SECONDS
    parameters.stack_timeout = 2 * CONNECT_SECONDS
    parameters.client_properties = {"connection_name": name}
    return parameters


def is_refused(url: str) -> bool:
    """Whether the broker answers and does not let this user in. One that is away refuses nobody."""
    try:
        pika.BlockingConnection(connection_parameters(url, "may I come in")).close()
    except REFUSALS:
        return True
    except (AMQPError, OSError):
        return False
    return False


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
