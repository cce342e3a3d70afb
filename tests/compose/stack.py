"""The stack of docker-compose.yml, brought up as an operator does it: under a project name of its own, on free
ports, with fresh secrets in a private folder."""

import os
import secrets
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docker

from eventlog.clock import system_clock
from eventlog.errors import Failure
from minqing.registry import SERVICES
from minqing.service_token import ServiceToken
from services.kernel.rpc_client import RpcClient
from tests.e2e.systems import System, answers
from tests.servers.machine import free_ports, wait_until

ROOT = Path(__file__).parents[2]
IMAGE = "minqing:test"
LONGEST = 600.0  # of one command; the first build loads packages
HEALTHY_SECONDS = 120.0


class CommandFailed(Exception):
    """A command of the operator's ended with an error; the message is what it wrote."""


@dataclass
class Stack:
    folder: Path
    project: str = field(default_factory=lambda: f"minqing-test-{secrets.token_hex(4)}")
    ports: list[int] = field(default_factory=lambda: free_ports(2))
    engine: Any = field(default_factory=lambda: docker.from_env(timeout=60))

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def client_url(self) -> str:
        """AMQP as other programs use it."""
        password = (self.secrets / "amqp_password_of_client").read_text()
        return f"amqp://client:{password}@127.0.0.1:{self.ports[1]}/%2F"

    @property
    def environment(self) -> dict[str, str]:
        bare = {k: v for k, v in os.environ.items() if not k.startswith(("MINQING_", "COMPOSE_"))}
        return {
            **bare,
            "COMPOSE_PROJECT_NAME": self.project,
            "COMPOSE_DISABLE_ENV_FILE": "1",
            "MINQING_IMAGE": IMAGE,
            "MINQING_SECRETS": str(self.secrets),
            "MINQING_PORT": str(self.ports[0]),
            "MINQING_AMQP_PORT": str(self.ports[1]),
        }

    def run(self, *command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=cwd,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )

    def must(self, *command: str, cwd: Path = ROOT) -> str:
        """Run it, and answer what it wrote. Raises CommandFailed."""
        done = self.run(*command, cwd=cwd)
        if done.returncode:
            raise CommandFailed(f"{' '.join(command)}:\n{done.stdout[-5000:]}{done.stderr[-5000:]}")
        return done.stdout

    def make_secrets(self) -> None:
        self.must("deploy/make-secrets")

    def up(self, *services: str) -> float:
        """Seconds until everything was healthy."""
        started = time.monotonic()
        try:
            self.must("docker", "compose", "up", "--build", "--wait", *services)
        except CommandFailed as failed:
            logs = self.run("docker", "compose", "logs", "--tail", "30").stdout
            raise CommandFailed(f"{failed}\n{logs}") from None
        return time.monotonic() - started

    def down(self) -> None:
        """Take everything away, data included."""
        away = ("--volumes", "--remove-orphans", "--timeout", "5")
        self.run("docker", "compose", "--profile", "cli", "down", *away)
        self.engine.close()

    def minqing(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the operator's, in a folder with files of theirs."""
        return self.run(str(ROOT / "deploy/minqing"), *arguments, cwd=self.folder)

    def containers(self) -> dict[str, Any]:
        """`{service: container}`, the ended ones included."""
        label = {"label": f"com.docker.compose.project={self.project}"}
        found = self.engine.containers.list(all=True, filters=label)
        return {one.labels["com.docker.compose.service"]: one for one in found}

    def wait_until_healthy(self) -> None:
        def healthy() -> bool:
            states = [one.attrs["State"] for one in self.containers().values()]
            return all(
                state["Health"]["Status"] == "healthy" for state in states if "Health" in state
            )

        wait_until(healthy, HEALTHY_SECONDS, "every container to be healthy", pause=0.5)

    def wait_until_serving(self, system: System) -> None:
        """Until the pages and every service answer."""

        def serving() -> bool:
            try:
                for name in SERVICES:
                    system.peer.call(name, "passed", {}, token=system.operator(), timeout=3.0)
            except Failure:
                return False
            return answers(self.address + "/healthz")

        wait_until(serving, HEALTHY_SECONDS, "everything to serve again", pause=0.2)


@dataclass(kw_only=True)
class ComposeSystem(System):
    """Calls go as the broker's user `client`; commands run in a container beside the others."""

    stack: Stack

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.stack.minqing(*arguments)


def system_of(stack: Stack) -> ComposeSystem:
    peer = RpcClient(stack.client_url)
    secret = (stack.secrets / "service_secret_cli").read_text()
    operator = ServiceToken(peer, "cli", secret, system_clock)
    return ComposeSystem(
        mode="compose",
        peer=peer,
        operator=operator,
        environment={},
        folder=stack.folder,
        stack=stack,
    )
