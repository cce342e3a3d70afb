"""`issues` in a process of its own on PostgreSQL and RabbitMQ, with a hundred thousand issues, called by RPC."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.district import OFFICE
from bench.seed import seed
from bench.stories import stories
from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.errors import Unavailable
from eventlog.seal import Keyring
from minqing.settings import Settings
from services.issues.application import IssuesApplication
from services.issues.application import build as build_issues
from services.kernel.application import Environment
from services.kernel.caller import Caller
from services.kernel.rpc_client import RpcClient
from services.kernel.token import issue as issue_token
from tests.e2e.systems import MINQING
from tests.servers.machine import wait_until
from tests.servers.postgres import start_postgres
from tests.servers.rabbitmq import start_rabbitmq

ISSUES, CROWDED = 100_000, 20_000
START_SECONDS = 60.0
READING_SECONDS = 60.0
CALL_SECONDS = 30.0


@dataclass
class Site:
    """`call` is a call over the wire, as `caller`."""

    app: IssuesApplication
    peer: RpcClient
    settings: Settings
    process: "subprocess.Popen[bytes]"

    def call(self, method: str, /, caller: Caller = OFFICE, **fields: Any) -> dict[str, Any]:
        key = self.settings.token_key
        token = issue_token(caller, key, system_clock())
        return self.peer.call("issues", method, fields, token=token, timeout=CALL_SECONDS)

    def ready(self, method: str, **fields: Any) -> None:
        """Call until what the process reads at the first call is read."""
        wait_until(lambda: _is_answered(self, method, fields), READING_SECONDS, f"{method}")

    def memory(self) -> float:
        """Megabytes that the process of `issues` holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def running() -> Iterator[Site]:
    with (
        tempfile.TemporaryDirectory(prefix="minqing-bench-") as name,
        start_postgres() as postgres,
        start_rabbitmq() as rabbitmq,
    ):
        settings = _settings(Path(name), postgres.new_database(), rabbitmq.new_vhost())
        app = _application(settings)
        began = time.monotonic()
        count = seed(app, stories(ISSUES, CROWDED))
        print(f"{count} issues seeded in {time.monotonic() - began:.0f} s", flush=True)
        with _serving(settings, Path(name)) as process:
            site = Site(app, RpcClient(settings.amqp_url), settings, process)
            try:
                site.ready("categories")
                yield site
            finally:
                site.peer.close()
                app.environment.engine.dispose()


def _settings(folder: Path, database: str, amqp: str) -> Settings:
    secrets = folder / "secrets"
    subprocess.run([*MINQING, "keys", str(secrets)], check=True, capture_output=True)
    files = {
        "MINQING_MASTER_KEY_FILE": "master_key",
        "MINQING_TOKEN_PUBLIC_KEY_FILE": "token_public_key",
        "MINQING_TOKEN_KEY_FILE": "token_key",
        "MINQING_SERVICE_SECRET_FILE": "service_secret_issues",
    }
    paths = {setting: str(secrets / file) for setting, file in files.items()}
    return Settings({**paths, "MINQING_DATABASE_URL_ISSUES": database, "MINQING_AMQP_URL": amqp})


def _application(settings: Settings) -> IssuesApplication:
    engine = open_engine(settings.database_url("issues"))
    app = build_issues(
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
    return app


@contextmanager
def _serving(settings: Settings, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("MINQING_")}
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [*MINQING, "serve", "issues"],
            env={**bare, **settings.values},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _is_answered(site: Site, method: str, fields: dict[str, Any]) -> bool:
    if site.process.poll() is not None:
        raise RuntimeError("the process of issues ended")
    try:
        site.call(method, **fields)
    except Unavailable:
        return False
    return True
