"""What every private server needs of the machine: its program, free ports, and to be waited for."""

import random
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path


class ServerMissing(RuntimeError):
    """A program that the tests need is not installed; the message is the command that installs it."""


class ServerFailed(RuntimeError):
    """A server did not come up; the message ends with what it wrote."""


def find_program(name: str, package: str, *directories: str) -> str:
    """The newest `name` in these glob patterns of directories, else on the PATH."""
    found = sorted(
        (path for pattern in directories for path in Path("/").glob(f"{pattern}/{name}")),
        key=lambda path: [int(part) if part.isdigit() else 0 for part in path.parts],
    )
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise ServerMissing(f"{name} is not installed: sudo apt-get install -y {package}")
    return program


def free_ports(count: int) -> list[int]:
    """Ports below the range from which the kernel serves outgoing connections.

    A client that keeps calling a stopped server would otherwise, sooner or later, be given the server's own
    port as its source, connect to itself, and keep the server from coming back.
    """
    ports: set[int] = set()
    while len(ports) < count:
        port = random.randint(15_000, 32_000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) != 0 and _can_bind(port):
                ports.add(port)
    return sorted(ports)


def _can_bind(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until(is_so: Callable[[], object], seconds: float, what: str, pause: float = 0.05) -> None:
    """Poll until `is_so()` is true; AssertionError naming `what` when it is not so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(pause)


def last_lines(path: Path, count: int = 20) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
