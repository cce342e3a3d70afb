"""The whole system in both modes, started as its operators start it, in private folders on free ports."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eventlog.clock import Clock, system_clock
from eventlog.errors import Failure
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.registry import SERVICES
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from services.kernel.application import Peer
from services.kernel.rpc_client import RpcClient
from tests.e2e.time_machine import TimeMachine
from tests.servers.machine import free_ports, wait_until
from tests.servers.postgres import PostgresServer
from tests.servers.rabbitmq import RabbitServer

MINQING = [sys.executable, "-m", "minqing.cli"]
START_SECONDS = 90.0
STOP_SECONDS = 30.0


@dataclass
class System:
    """`peer` speaks RPC; `operator` gives the operator's token; `environment` is what its commands need."""

    mode: str
    peer: Peer
    operator: ServiceToken
    environment: dict[str, str]
    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    started_with: dict[str, tuple[list[str], dict[str, str]]] = field(default_factory=dict)
    host: EmbeddedHost | None = None
    clock: Clock = system_clock
    program: list[str] = field(default_factory=lambda: MINQING)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `minqing …` against this system."""
        return subprocess.run(
            [*self.program, *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @property
    def public(self) -> Path:
        """What everybody may read."""
        return self.host.public if self.host else self.folder / "public"

    @property
    def logs(self) -> list[Path]:
        return sorted(self.folder.glob("*.log"))


@contextmanager
def embedded(folder: Path) -> Iterator[System]:
    """In this process, on threads, with an empty data folder."""
    data = DataFolder(folder / "data")
    data.make()
    host = EmbeddedHost(data, system_clock, "Asia/Shanghai")
    host.migrate()
    host.start()
    token = ServiceToken(host, "cli", service_secret(data.token_key, "cli"), system_clock)
    try:
        yield System("embedded", host, token, {"MINQING_DATA": str(data.path)}, folder, host=host)
    finally:
        host.stop()


@contextmanager
def distributed(
    folder: Path,
    postgres: PostgresServer,
    rabbitmq: RabbitServer,
    time_machine: TimeMachine | None = None,
) -> Iterator[System]:
    """Every service and every pump an OS process of its own, on PostgreSQL and RabbitMQ."""
    clock = time_machine or system_clock
    vhost = rabbitmq.new_vhost()
    databases = {name: postgres.new_database() for name in SERVICES}
    secrets = folder / "secrets"
    subprocess.run([*MINQING, "keys", str(secrets)], check=True, capture_output=True)
    peer = RpcClient(vhost)
    operator_secret = (secrets / "service_secret_cli").read_text()
    system = System(
        "distributed",
        peer,
        ServiceToken(peer, "cli", operator_secret, clock),
        _environment(secrets, "cli", vhost, databases),
        folder,
        clock=clock,
        program=time_machine.command if time_machine else MINQING,
    )
    try:
        for name in SERVICES:
            for what in ("serve", "pump"):
                environment = _environment(secrets, name, vhost, databases)
                _start(system, f"{what}-{name}", [what, name], environment)
        wait_until(lambda: _all_answer(system), START_SECONDS, "every service to answer")
        yield system
    finally:
        _stop(system)
        peer.close()
        rabbitmq.drop_vhost(vhost)
        for url in databases.values():
            postgres.drop_database(url)


def start_web(system: System) -> str:
    """The web process of a distributed system; returns its address."""
    port = free_ports(1)[0]
    secrets = system.folder / "secrets"
    environment = {
        **system.environment,
        "MINQING_PORT": str(port),
        "MINQING_HTTPS": "0",
        "MINQING_WEB_SECRET_FILE": str(secrets / "web_secret"),
        "MINQING_SERVICE_SECRET_FILE": str(secrets / "service_secret_web"),
    }
    _start(system, "web", ["web"], environment)
    address = f"http://127.0.0.1:{port}"
    wait_until(lambda: answers(address + "/healthz"), START_SECONDS, "the web process to answer")
    return address


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _environment(
    secrets: Path, account: str, amqp: str, databases: dict[str, str]
) -> dict[str, str]:
    # the databases of a test server have names of their own; a service is told only its own, the operator all
    urls = {f"MINQING_DATABASE_URL_{name.upper()}": url for name, url in databases.items()}
    mine = {k: v for k, v in urls.items() if account == "cli" or k.endswith(account.upper())}
    return {
        **mine,
        "MINQING_AMQP_URL": amqp,
        "MINQING_MASTER_KEY_FILE": str(secrets / "master_key"),
        "MINQING_TOKEN_PUBLIC_KEY_FILE": str(secrets / "token_public_key"),
        "MINQING_SERVICE_SECRET_FILE": str(secrets / f"service_secret_{account}"),
        **({"MINQING_TOKEN_KEY_FILE": str(secrets / "token_key")} if account == "campaign" else {}),
        **(_printing(secrets) if account in ("reports", "cli") else {}),
    }


def _printing(secrets: Path) -> dict[str, str]:
    public = secrets.parent / "public"
    return {
        "MINQING_EDITION_KEY_FILE": str(secrets / "edition_key"),
        "MINQING_PUBLIC": str(public),
    }


def start_again(system: System, name: str) -> None:
    """A process that has ended, as its supervisor would."""
    _start(system, name, *system.started_with[name])


def _start(system: System, name: str, arguments: list[str], environment: dict[str, str]) -> None:
    system.started_with[name] = (arguments, environment)
    with (system.folder / f"{name}.log").open("ab") as log:
        system.processes[name] = subprocess.Popen(
            [*system.program, *arguments],
            env={**_bare_environment(), **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _bare_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("MINQING_")}


def _all_answer(system: System) -> bool:
    for name, process in system.processes.items():
        if process.poll() is not None:
            raise RuntimeError(
                f"{name} ended: {(system.folder / f'{name}.log').read_text()[-3000:]}"
            )
    try:
        for name in SERVICES:
            system.peer.call(name, "passed", {}, token=system.operator(), timeout=2.0)
    except Failure:
        return False
    return True


def _stop(system: System) -> None:
    for process in system.processes.values():
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in system.processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
