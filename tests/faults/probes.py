"""Somebody who only looks: asks each service often how far it has followed, and web whether it is there."""

import threading
import time

from eventlog.errors import Failure
from minqing.registry import SERVICES
from services.kernel.application import Peer
from tests.e2e.systems import answers
from tests.faults.record import Record

PAUSE = 0.25
WAIT = 1.0


class Probes:
    """One thread for each service and one for web."""

    def __init__(self, peer: Peer, token: str, web: str | None, record: Record):
        self.peer = peer
        self.token = token
        self.web = web
        self.record = record
        self._ending = threading.Event()
        whom = [*SERVICES, "web"] if web else [*SERVICES]
        self._threads = [
            threading.Thread(target=self._run, args=(name,), daemon=True) for name in whom
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._ending.set()
        for thread in self._threads:
            thread.join(5)

    def _run(self, name: str) -> None:
        while not self._ending.wait(PAUSE):
            begun = time.monotonic()
            if name == "web":
                if answers(f"{self.web}/healthz"):
                    self.record.answered(name, begun)
                continue
            try:
                items = self.peer.call(name, "passed", {}, token=self.token, timeout=WAIT)["items"]
            except Failure:
                continue
            self.record.answered(name, begun, slowest_of_each_source(items))


def slowest_of_each_source(items: dict[str, int]) -> dict[str, int]:
    """`{"three_lists__v1_g1@issues": 7}` → `{"issues": 7}`; the relay follows nobody."""
    found: dict[str, int] = {}
    for name, position in items.items():
        _follower, at, source = name.partition("@")
        if at:
            found[source] = min(position, found.get(source, position))
    return found
