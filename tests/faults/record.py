"""What clients saw: when each service answered, how far it had followed, and which facts were acknowledged when."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seen:
    """An answer: when it was asked for and given (monotonic seconds), and what the service had followed by then."""

    begun: float
    done: float
    positions: dict[str, int] | None = None  # by source


@dataclass(frozen=True)
class Fact:
    """A position in a service's log that a client was told."""

    at: float
    position: int


@dataclass
class Record:
    """Safe for several threads. `answers` by service, and `web`."""

    answers: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, name: str, begun: float, positions: dict[str, int] | None = None) -> None:
        with self._lock:
            self.answers[name].append(Seen(begun, time.monotonic(), positions))

    def acknowledged(self, service: str, position: int | None) -> None:
        if position is not None:
            with self._lock:
                self.facts[service].append(Fact(time.monotonic(), position))
