"""A private RabbitMQ with an Erlang port mapper of its own: nothing of it is shared with a broker of the machine."""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.servers.machine import ServerFailed, find_program, free_ports, last_lines

START_SECONDS = 90.0
CONFIGURATION = """
listeners.tcp.local = 127.0.0.1:{amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {http}
disk_free_limit.absolute = 50MB
raft.wal_max_size_bytes = 32000000
log.file.level = warning
"""


def start_rabbitmq() -> "RabbitServer":
    server = RabbitServer()
    server.restart()
    return server


class RabbitServer:
    def __init__(self) -> None:
        directories = ("usr/lib/rabbitmq/bin", "usr/lib/rabbitmq/lib/*/sbin", "opt/rabbitmq/sbin")
        self._server = find_program("rabbitmq-server", "rabbitmq-server", *directories)
        self._epmd = find_program("epmd", "rabbitmq-server", "usr/lib/erlang/erts-*/bin")
        self._home = Path(tempfile.mkdtemp(prefix="minqing-rabbitmq-"))
        self.port, self.management_port, self._distribution, self._mapper = free_ports(4)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._numbers = count(1)
        self._configure()

    def url(self, vhost: str = "/") -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/{vhost.replace('/', '%2F')}"

    def new_vhost(self) -> str:
        """The URL of a fresh, empty virtual host."""
        name = f"test_{next(self._numbers)}"
        self.manage("PUT", f"vhosts/{name}", {})
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        self.manage("PUT", f"permissions/{name}/guest", everything)
        return self.url(name)

    def drop_vhost(self, url: str) -> None:
        self.manage("DELETE", f"vhosts/{url.rpartition('/')[2]}")

    def manage(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """A call of the broker's management interface."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.management_port}/api/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Authorization": "Basic " + base64.b64encode(b"guest:guest").decode(),
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            return json.loads(response.read() or b"null")

    def restart(self) -> None:
        self._end(signal.SIGTERM)
        address = ("-address", "127.0.0.1", "-port", str(self._mapper))
        self._launch(self._epmd, *address)
        self._launch(self._server)
        deadline = time.monotonic() + START_SECONDS
        while not self._is_up():
            if time.monotonic() > deadline or self._processes[-1].poll() is not None:
                raise ServerFailed(f"RabbitMQ did not start:\n{last_lines(self._home / 'out')}")
            time.sleep(0.1)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGKILL)
        shutil.rmtree(self._home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def _configure(self) -> None:
        text = CONFIGURATION.format(amqp=self.port, http=self.management_port)
        (self._home / "rabbitmq.conf").write_text(text)
        (self._home / "rabbitmq-env.conf").write_text("")
        (self._home / "enabled_plugins").write_text("[rabbitmq_management].\n")

    def _environment(self) -> dict[str, str]:
        home = self._home
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(home),  # the Erlang cookie
            "ERL_EPMD_PORT": str(self._mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"minqing_{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_MNESIA_BASE": str(home / "data"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_PID_FILE": str(home / "pid"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(home / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            # Stay on the loopback, and do not burn a core with idle schedulers that spin.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}"
            " +sbwt none +sbwtdcpu none +sbwtdio none",
        }

    def _launch(self, *command: str) -> None:
        setpriv = find_program("setpriv", "util-linux")
        with (self._home / "out").open("ab") as out:
            process = subprocess.Popen(
                [setpriv, "--pdeathsig", "TERM", *command],
                env=self._environment(),
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self._processes.append(process)

    def _end(self, how: signal.Signals) -> None:
        """The broker is a shell and its Erlang machine: the signal goes to the session that both are in."""
        while self._processes:
            process = self._processes.pop()
            if process.poll() is None:
                os.killpg(process.pid, how)
            process.wait()

    def _is_up(self) -> bool:
        try:
            self.manage("GET", "vhosts")
        except (OSError, urllib.error.HTTPError):
            return False
        return True
