"""The servers that the other tests stand on: private, fresh for each test, and back after a crash."""

import pika
import pytest
import sqlalchemy as sa

from tests.servers.machine import ServerMissing, find_program
from tests.servers.postgres import PostgresServer


def test_every_test_gets_an_empty_storage(storage_url: str) -> None:
    engine = sa.create_engine(storage_url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_every_test_gets_an_empty_virtual_host(rabbitmq_url: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(rabbitmq_url)) as connection:
        declared = connection.channel().queue_declare("letters", durable=True)
    assert declared.method.message_count == 0


def test_a_killed_postgres_comes_back_with_what_was_committed(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE kept (n integer)"))
    postgres_server.kill()
    postgres_server.restart()
    assert sa.inspect(engine).get_table_names() == ["kept"]


def test_a_missing_program_is_told_with_the_command_that_installs_it() -> None:
    with pytest.raises(ServerMissing, match="apt-get install -y some-package"):
        find_program("no-such-program", "some-package")
