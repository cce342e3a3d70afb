"""The load: clients over RPC and at the pages, each telling stories until it is over."""

import random
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from services.kernel.rpc_client import RpcClient
from tests.e2e.district import District
from tests.faults.browser import Browser
from tests.faults.client import GivenUp, Patience, RpcUser
from tests.faults.journal import Journal
from tests.faults.record import Record
from tests.faults.stories import OPERATOR, RpcStories, UnitStories, WebStories

RPC_CLIENTS, SHARED_BY = 6, 3  # so many threads use one connection
WEB_CLIENTS = 2
AT_THE_PAGES = ("visitor", "office", "handler", "reviewer")
SETTLE_SECONDS = 60.0
Stories = RpcStories | UnitStories | WebStories


@dataclass
class Load:
    """`start`, then `finish`: every command that was sent is still repeated until it is answered."""

    district: District
    folder: Path
    seed: int
    web: str | None = None  # the address of the pages
    record: Record = field(default_factory=Record)
    errors: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _peers: list[RpcClient] = field(default_factory=list)

    def start(self, seconds: float) -> None:
        self.folder.mkdir()
        amqp = self.district.system.environment["MINQING_AMQP_URL"]
        self._peers = [RpcClient(amqp) for _ in range(RPC_CLIENTS // SHARED_BY + 1)]
        patience = Patience(self._over, time.monotonic() + seconds + SETTLE_SECONDS)
        for n in range(RPC_CLIENTS):
            user = self._user(f"rpc-{n}", self._peers[n // SHARED_BY], patience)
            self._add(user, self._rpc_stories(n, user))
        for n in range(WEB_CLIENTS if self.web else 0):
            user = self._user(f"web-{n}", self._peers[-1], patience)
            self._add(user, self._web_stories(n, user))
        user = self._user("units", self._peers[-1], patience)
        self._add(user, UnitStories(user, random.Random(f"{self.seed} units")))
        for thread in self._threads:
            thread.start()

    def finish(self) -> bool:
        """Whether every client has come to an end."""
        self._over.set()
        for thread in self._threads:
            thread.join(SETTLE_SECONDS)
        for peer in self._peers:
            peer.close()
        return not any(thread.is_alive() for thread in self._threads)

    def _user(self, name: str, peer: RpcClient, patience: Patience) -> RpcUser:
        tokens = {**self.district.tokens, OPERATOR: self.district.system.operator()}
        return RpcUser(peer, tokens, Journal(self.folder / f"{name}.jsonl"), self.record, patience)

    def _rpc_stories(self, n: int, user: RpcUser) -> RpcStories:
        rng = random.Random(f"{self.seed} rpc {n}")
        party = self.district.party(rng.choice(["标记姓名甲", "标记姓名乙"]))
        return RpcStories(user, rng, party, self.district.due())

    def _web_stories(self, n: int, user: RpcUser) -> WebStories:
        people = {}
        for login in AT_THE_PAGES:
            people[login] = Browser(self.web or "", user.journal, self.record, user.patience)
            people[login].signs_in(login, self.district.passwords[login])
        rng = random.Random(f"{self.seed} web {n}")
        return WebStories(people, user, rng, self.district.party("标记姓名甲"), self.district.due())

    def _add(self, user: RpcUser, stories: Stories) -> None:
        self._threads.append(threading.Thread(target=self._run, args=(user, stories), daemon=True))

    def _run(self, user: RpcUser, stories: Stories) -> None:
        with user.journal:
            while not self._over.is_set():
                try:
                    stories.tell()
                except GivenUp:
                    continue
                except Exception:  # noqa: BLE001 (a client that breaks is a finding of the run)
                    self.errors.append(traceback.format_exc())
                    return
