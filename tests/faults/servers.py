"""Kills the broker and the database server, and starts them again at once, as their supervisor would."""

import queue
import threading
import time
from dataclasses import dataclass, field
from typing import Protocol


class Server(Protocol):
    port: int

    def kill(self) -> None: ...
    def restart(self) -> None: ...


@dataclass
class Servers:
    """One thread does all of it, and lives on: the kernel stops a server whose starting thread has ended."""

    servers: dict[str, Server]
    down_seconds: float = 0.5  # between a kill and the restart
    down: set[str] = field(default_factory=set)
    returned: dict[str, list[float]] = field(default_factory=dict)  # monotonic seconds
    errors: list[str] = field(default_factory=list)
    _wanted: "queue.Queue[str]" = field(default_factory=queue.Queue)

    def start(self) -> None:
        threading.Thread(target=self._run, name="servers", daemon=True).start()

    def kill(self, name: str) -> float | None:
        """SIGKILL, then a restart; when it was sent, or None if the server is down at the moment."""
        if self.down:  # one at a time: both together are tried by the plan's own chance soon after
            return None
        self.down.add(name)
        at = time.monotonic()
        self._wanted.put(name)
        return at

    def _run(self) -> None:
        while True:
            name = self._wanted.get()
            try:
                self.servers[name].kill()
                time.sleep(self.down_seconds)
                self.servers[name].restart()
            except Exception as error:  # noqa: BLE001 (the run ends with it as a finding)
                self.errors.append(f"{name} did not come back: {error}")
                return
            self.returned.setdefault(name, []).append(time.monotonic())
            self.down.discard(name)
