"""A load, kills at their times, and a system that is whole again at the end."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minqing.registry import SERVICES
from tests.e2e.district import District
from tests.faults import leftovers
from tests.faults.count import count
from tests.faults.load import Load
from tests.faults.outages import WEB, Killed, Outage, outages
from tests.faults.plan import Kill, draw
from tests.faults.probes import Probes
from tests.faults.record import Record
from tests.faults.servers import Servers
from tests.faults.supervisor import Supervisor
from tests.servers.machine import wait_until

SERVERS_SECONDS = 60.0
PAUSE = 0.5


@dataclass
class Drill:
    """`run`, then look at the rest: what was wrong, how long each kill was felt, who ended by itself and how."""

    district: District
    folder: Path
    seed: int
    seconds: float
    kills: int
    back_seconds: float  # after its dependency is back, everything serves again within this time
    web: str | None = None
    servers: Servers = field(default_factory=lambda: Servers({}))
    only: list[str] = field(default_factory=list)  # who is killed, if not all
    wrong: list[str] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    codes: dict[str, list[int]] = field(default_factory=dict)
    counted: dict[str, Any] = field(default_factory=dict)
    _killed: list[tuple[str, float]] = field(default_factory=list)

    def run(self) -> None:
        system = self.district.system
        load = Load(self.district, self.journals, self.seed, self.web)
        probes = Probes(system.peer, system.operator(), self.web, load.record)
        supervisor = Supervisor(system)
        names = self.only or [*system.processes, *self.servers.servers]
        plan = draw(random.Random(self.seed), names, self.kills, self.seconds)
        supervisor.start()
        self.servers.start()
        probes.start()
        load.start(self.seconds)
        try:
            self._kill_at_their_times(plan, supervisor)
            if not load.finish():
                self.wrong.append("load: a client did not come to an end")
            self._wait_until_whole(load.record, supervisor)
        finally:
            probes.stop()
            supervisor.stop()
        self._sum_up(load, supervisor)

    @property
    def journals(self) -> Path:
        return self.folder / "journals"

    def _kill_at_their_times(self, plan: list[Kill], supervisor: Supervisor) -> None:
        """Each at its time, or as soon as the process is there to be killed."""
        began = time.monotonic()
        for kill in plan:
            time.sleep(max(0.0, began + kill.at - time.monotonic()))
            killer = self.servers if kill.name in self.servers.servers else supervisor
            deadline = time.monotonic() + self.servers.down_seconds + SERVERS_SECONDS
            while (at := killer.kill(kill.name)) is None:
                if time.monotonic() > deadline:
                    raise AssertionError(f"{kill.name} is not there to be killed")
                time.sleep(0.05)
            self._killed.append((kill.name, at))
        time.sleep(max(0.0, began + self.seconds - time.monotonic()))

    def _wait_until_whole(self, record: Record, supervisor: Supervisor) -> None:
        """Until everybody answers and has followed every fact, or long enough for what is then found."""
        servers = self.servers
        wait_until(
            lambda: servers.errors or not servers.down, SERVERS_SECONDS, "the servers to be back"
        )
        deadline = time.monotonic() + self.back_seconds
        while True:
            self.counted = count(self.district.system, self.journals)
            self.outages = self._outages(record, supervisor)
            is_whole = all(each.felt is not None for each in self.outages)
            if (is_whole and not self._is_behind()) or time.monotonic() > deadline:
                return
            time.sleep(PAUSE)

    def _is_behind(self) -> bool:
        return any(finding.startswith("behind") for finding in self.counted["findings"])

    def _sum_up(self, load: Load, supervisor: Supervisor) -> None:
        self.codes = {name: watched.codes for name, watched in supervisor.watched.items()}
        self.wrong += self.counted["findings"]
        self.wrong += [f"load: {error}" for error in (*load.errors, *self.servers.errors)]
        self.wrong += [f"left over: zombie {process}" for process in leftovers.zombies()]
        for each in self.outages:
            if each.felt is None or each.after_back is None:
                self.wrong.append(f"outage: {each.name} never came back")
            elif each.after_back > self.back_seconds:
                self.wrong.append(
                    f"outage: {each.name} was whole only after {each.after_back:.1f} s"
                )

    def _outages(self, record: Record, supervisor: Supervisor) -> list[Outage]:
        kills = [Killed(name, at, self._back(name, at, supervisor)) for name, at in self._killed]
        names = [*SERVICES, WEB] if self.web else [*SERVICES]
        return outages(kills, record, names)

    def _back(self, name: str, at: float, supervisor: Supervisor) -> float:
        """When it was started again after that kill."""
        watched = supervisor.watched.get(name)
        starts = watched.starts if watched else self.servers.returned.get(name, [])
        return min((start for start in starts if start >= at), default=at)
