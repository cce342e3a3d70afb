"""Ten-line threads round `step(now)`: everything that happens by itself is a step, a loop only calls it."""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from eventlog.clock import Clock

log = logging.getLogger("minqing.loops")
IDLE_SECONDS = 1.0
# However long a database or a broker was away, half a minute after its return everything works again.
FIRST_PAUSE, LONGEST_PAUSE = 0.4, 10.0
MOST_DOUBLINGS = 10  # a night of failures must not grow a number that no float holds


class Step(Protocol):
    def step(self, now: datetime) -> bool:
        """One unit of work; True when there may be more at once."""


class Loop:
    """Calls `step` while there is work, then waits to be woken, a second at most. Errors are logged and the
    step is tried again, later each time, ten seconds at most: nothing is skipped."""

    def __init__(self, name: str, step: Step, clock: Clock, idle: float = IDLE_SECONDS):
        self.name = name
        self._step = step
        self._clock = clock
        self._idle = idle
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._stepped = time.monotonic()  # when a step last ended well
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._stepped = time.monotonic()
        self._thread.start()

    @property
    def seconds_since_a_step(self) -> float:
        """How long ago a step ended well. It grows while steps fail or hang, and once the thread has died."""
        return time.monotonic() - self._stepped

    def wake(self) -> None:
        self._awake.set()

    def stop(self) -> None:
        self._stopping.set()
        self._awake.set()

    def join(self, seconds: float) -> bool:
        """Whether the thread has ended within that time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                busy = self._step.step(self._clock())
                failures = 0
                self._stepped = time.monotonic()
            except Exception:
                failures += 1
                log.exception("%s: failed %d times in a row", self.name, failures)
                self._stopping.wait(pause_after(failures))
                continue
            if not busy:
                self._awake.wait(self._idle)


def pause_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return min(FIRST_PAUSE * 2 ** min(failures - 1, MOST_DOUBLINGS), LONGEST_PAUSE)


def stop_all(loops: Sequence[Loop], seconds: float) -> None:
    """End the loops at their next step; wait so long for all of them together."""
    for loop in loops:
        loop.stop()
    deadline = time.monotonic() + seconds
    for loop in loops:
        loop.join(max(0.0, deadline - time.monotonic()))
