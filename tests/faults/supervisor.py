"""Starts again every process that has ended, as `restart: unless-stopped` would: soon, and later each time."""

import threading
import time
from dataclasses import dataclass, field

from tests.e2e.systems import System, start_again

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
STEADY_SECONDS = 10.0  # a process that lived so long is restarted soon again
TURN_SECONDS = 0.05


@dataclass
class Watched:
    """`ended_at` while it is down; `codes` are the exit codes of those that were not killed."""

    started_at: float
    ended_at: float | None = None
    failures: int = 0
    killed: bool = False
    codes: list[int] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)


class Supervisor:
    """Watches the processes of a system from a thread of its own. Times are monotonic seconds."""

    def __init__(self, system: System):
        self.system = system
        now = time.monotonic()
        self.watched = {name: Watched(now, starts=[now]) for name in system.processes}
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Nothing is started any more; the processes go on."""
        self._ending.set()
        self._thread.join(10)

    def kill(self, name: str) -> float | None:
        """SIGKILL; when it was sent, or None if the process is down at the moment."""
        with self._lock:
            process = self.system.processes[name]
            if process.poll() is not None:
                return None
            self.watched[name].killed = True
            at = time.monotonic()
            process.kill()
        return at

    def step(self, now: float) -> None:
        for name, watched in self.watched.items():
            with self._lock:
                self._look_after(name, watched, now)

    def _look_after(self, name: str, watched: Watched, now: float) -> None:
        code = self.system.processes[name].poll()
        if code is None:
            return
        if watched.ended_at is None:
            watched.ended_at = now
            steady = now - watched.started_at > STEADY_SECONDS
            watched.failures = 1 if steady else watched.failures + 1
            if not watched.killed:
                watched.codes.append(code)
        if now - watched.ended_at >= pause_after(watched.failures):
            start_again(self.system, name)
            watched.started_at, watched.ended_at, watched.killed = now, None, False
            watched.starts.append(now)

    def _run(self) -> None:
        while not self._ending.wait(TURN_SECONDS):
            self.step(time.monotonic())


def pause_after(failures: int) -> float:
    return min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
