"""Runs the tiny service under nameko in a process of its own, and watches it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventlog.errors import Unavailable
from services.kernel.rpc_client import RpcClient
from tests.servers.machine import find_program, wait_until

ROOT = Path(__file__).parents[2]


class TinyHost:
    def __init__(self, url: str, folder: Path):
        self.url = url
        self.health_file = folder / "alive"
        self._log = folder / "tiny.log"
        setpriv = find_program("setpriv", "util-linux")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(setpriv, "--pdeathsig", "KILL"),
                    *(sys.executable, "-m", "tests.servers.tiny_service", url),
                ],
                cwd=ROOT,
                env={**os.environ, "MINQING_HEALTH_FILE": str(self.health_file)},
                stdout=log,
                stderr=log,
            )

    def log(self) -> str:
        return self._log.read_text()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_until_answering(self, client: RpcClient, seconds: float = 30.0) -> None:
        wait_until(
            lambda: answers(client) or not self.is_running(), seconds, "the tiny service answers"
        )
        assert self.is_running(), self.log()

    def stop(self) -> int:
        """Ask it to end as an operator would; the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(30)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def tiny_host(url: str, folder: Path) -> Iterator[TinyHost]:
    host = TinyHost(url, folder)
    try:
        yield host
    finally:
        host.kill()


def answers(client: RpcClient) -> bool:
    try:
        return client.call("tiny", "echo", {"is": "there"}, timeout=1) == {"is": "there"}
    except Unavailable:
        return False
