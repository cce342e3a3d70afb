"""A distributed system on new databases: the tables are made, then the first administrator, by commands alone."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from minqing.registry import SERVICES
from tests.e2e.systems import MINQING
from tests.servers.postgres import PostgresServer

NOBODY_LISTENS = "amqp://nobody:nothing@127.0.0.1:1/%2F"


@pytest.fixture
def environment(tmp_path: Path, postgres_server: PostgresServer) -> Iterator[dict[str, str]]:
    folder = tmp_path / "secrets"
    subprocess.run([*MINQING, "keys", str(folder)], check=True, capture_output=True)
    databases = {name: postgres_server.new_database() for name in SERVICES}
    yield {
        **{f"MINQING_DATABASE_URL_{name.upper()}": url for name, url in databases.items()},
        "MINQING_AMQP_URL": NOBODY_LISTENS,
        "MINQING_MASTER_KEY_FILE": str(folder / "master_key"),
        "MINQING_TOKEN_PUBLIC_KEY_FILE": str(folder / "token_public_key"),
        "MINQING_SERVICE_SECRET_FILE": str(folder / "service_secret_cli"),
    }
    for url in databases.values():
        postgres_server.drop_database(url)


def minqing(environment: dict[str, str], *arguments: str) -> str:
    bare = {k: v for k, v in os.environ.items() if not k.startswith("MINQING_")}
    done = subprocess.run(
        [*MINQING, *arguments],
        env={**bare, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_empty_system_gets_its_tables_and_its_first_administrator(
    environment: dict[str, str],
) -> None:
    for _ in range(2):
        assert minqing(environment, "migrate").count("up to date") == len(SERVICES)
    first, second = (minqing(environment, "init") for _ in range(2))
    assert first.startswith("open once: http://127.0.0.1:8000/welcome/")
    assert second.startswith("open once: ")
    assert first != second
    facts = minqing(environment, "log", "show", "campaign")
    assert facts.count("PersonRegistered") == 1
