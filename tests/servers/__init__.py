"""Real servers for tests: private, on free ports, in a temporary directory, gone when the test is over.

`start_postgres()` and `start_rabbitmq()` work with and without pytest; both objects have `url()`, `stop()`,
`kill()` (as a crash would) and `restart()`, and are context managers. Start them from a thread that outlives
them: the kernel stops a server when the thread that started it ends, so that an aborted run leaves nothing.
"""

from tests.servers.postgres import PostgresServer, start_postgres
from tests.servers.rabbitmq import RabbitServer, start_rabbitmq

__all__ = ["PostgresServer", "RabbitServer", "start_postgres", "start_rabbitmq"]
