"""`reports` in a process of its own on PostgreSQL and RabbitMQ, with 200,000 issues on its lists, and the pages
beside it: what staff ask is asked over the wire, what they fetch comes through the pages."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import district
from bench.list_stories import records
from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.errors import Unavailable
from eventlog.seal import Keyring
from minqing.settings import Settings
from services.kernel.application import Environment
from services.kernel.rpc_client import RpcClient
from services.kernel.token import issue as issue_token
from services.reports.application import build
from tests.e2e.systems import MINQING
from tests.servers.machine import wait_until
from tests.servers.postgres import start_postgres
from tests.servers.rabbitmq import start_rabbitmq

ISSUES = 200_000
BATCH = 20_000  # records in a transaction
START_SECONDS = 60.0
CALL_SECONDS = 30.0


@dataclass
class ListsSite:
    """`call` is a call of `reports` over the wire, as the office of the whole district."""

    peer: RpcClient
    settings: Settings

    def call(self, method: str, **fields: Any) -> dict[str, Any]:
        token = issue_token(district.OFFICE, self.settings.token_key, system_clock())
        return self.peer.call("reports", method, fields, token=token, timeout=CALL_SECONDS)


@contextmanager
def running() -> Iterator[ListsSite]:
    with (
        tempfile.TemporaryDirectory(prefix="minqing-bench-") as name,
        start_postgres() as postgres,
        start_rabbitmq() as rabbitmq,
    ):
        settings = _settings(Path(name), postgres.new_database(), rabbitmq.new_vhost())
        began = time.monotonic()
        _fill(settings)
        print(f"{ISSUES} issues listed in {time.monotonic() - began:.0f} s", flush=True)
        with _serving(settings, Path(name)) as process:
            site = ListsSite(RpcClient(settings.amqp_url), settings)
            try:
                wait_until(lambda: _answers(site, process), START_SECONDS, "reports")
                yield site
            finally:
                site.peer.close()


def _settings(folder: Path, database: str, amqp: str) -> Settings:
    secrets = folder / "secrets"
    subprocess.run([*MINQING, "keys", str(secrets)], check=True, capture_output=True)
    files = {
        "MINQING_MASTER_KEY_FILE": "master_key",
        "MINQING_TOKEN_PUBLIC_KEY_FILE": "token_public_key",
        "MINQING_TOKEN_KEY_FILE": "token_key",
        "MINQING_SERVICE_SECRET_FILE": "service_secret_reports",
    }
    paths = {setting: str(secrets / file) for setting, file in files.items()}
    return Settings({**paths, "MINQING_DATABASE_URL_REPORTS": database, "MINQING_AMQP_URL": amqp})


def _fill(settings: Settings) -> None:
    """The lists folded as the follower folds them; the logs they come from are not kept."""
    engine = open_engine(settings.database_url("reports"))
    app = build(
        Environment(
            engine=engine,
            clock=system_clock,
            keyring=Keyring(engine, settings.master_key),
            peer=RpcClient(settings.amqp_url),
            public_key=settings.token_public_key,
            timezone=settings.timezone,
            service_token=lambda: "",
        )
    )
    app.migrate()
    told, issues = district.records(), records(ISSUES)
    waiting: list[Any] = []

    def of_issues(_seen: Any, _limit: int) -> list[Any]:
        waiting[:] = [record for _, record in zip(range(BATCH), issues, strict=False)]
        return waiting

    sources: dict[str, Any] = {
        "campaign": lambda seen, limit: told[seen.position : seen.position + limit],
        "issues": of_issues,
    }
    wanted = {app.lists.name: ("issues",), app.units.name: ("campaign",)}
    for follower in app.followers(lambda source: sources.get(source, lambda *_: [])):
        if follower.name in wanted:
            while follower.step(system_clock()):
                pass
    with engine.connect() as conn:
        conn.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM ANALYZE"))
    engine.dispose()


@contextmanager
def _serving(settings: Settings, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("MINQING_")}
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [*MINQING, "serve", "reports"],
            env={**bare, **settings.values},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers(site: ListsSite, process: "subprocess.Popen[bytes]") -> bool:
    if process.poll() is not None:
        raise RuntimeError("the process of reports ended")
    try:
        site.call("problem_list", limit=1)
    except Unavailable:
        return False
    return True
