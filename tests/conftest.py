"""Fixtures that stand on real servers; each server is started when the first test asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import services.kernel.openpyxl_defused  # noqa: F401 (before a test imports openpyxl by itself)
from tests.in_one_worker import InOneWorker
from tests.servers.mail import Certificate, make_certificate
from tests.servers.postgres import PostgresServer, start_postgres
from tests.servers.rabbitmq import RabbitServer, start_rabbitmq


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def rabbitmq_server() -> Iterator[RabbitServer]:
    with start_rabbitmq() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh database."""
    url = postgres_server.new_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def rabbitmq_url(rabbitmq_server: RabbitServer) -> Iterator[str]:
    """A fresh virtual host."""
    url = rabbitmq_server.new_vhost()
    yield url
    rabbitmq_server.drop_vhost(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def storage_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of either kind: one suite runs over both storages."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'storage.db'}"
    return request.getfixturevalue("postgres_url")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The stack of docker-compose.yml is tried only when it is asked for by name: it needs a Docker engine."""
    asked = any("compose" in argument for argument in config.args)
    return True if collection_path == Path(__file__).parent / "compose" and not asked else None


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> InOneWorker:
    return InOneWorker(config, log)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of the mail servers on loopback."""
    return make_certificate(tmp_path_factory.mktemp("mail"))
