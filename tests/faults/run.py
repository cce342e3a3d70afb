"""`make faults`: twenty kills over a minute of load, then the count. SEED=n repeats a run's plan.

    .venv/bin/python -m tests.faults.run [--seed 7] [--seconds 60] [--kills 20]

Exit 1 if anything was lost, done twice or not folded, or came back too late; the logs are then in build/faults/.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minqing.registry import SERVICES
from tests.e2e.district import District
from tests.e2e.systems import System, distributed, start_web
from tests.faults import leftovers, table
from tests.faults.load import Load
from tests.faults.outages import BROKER, DATABASE, Killed, outages
from tests.faults.plan import Kill, draw
from tests.faults.probes import Probes
from tests.faults.servers import Servers
from tests.faults.supervisor import Supervisor
from tests.servers.machine import wait_until
from tests.servers.postgres import PostgresServer, start_postgres
from tests.servers.rabbitmq import RabbitServer, start_rabbitmq

HARD_STOP_SECONDS = 240
BACK_SECONDS = 30.0
KEPT = Path("build/faults")
ROOT = Path(__file__).parents[2]


@dataclass
class Run:
    seed: int
    seconds: float
    kills: int
    folder: Path
    killed: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)


def main() -> int:
    options = argparse.ArgumentParser(description="Kill processes under load, and count what was lost.")
    options.add_argument("--seed", type=int, default=int(os.environ.get("SEED") or random.randrange(10**6)))
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--kills", type=int, default=20)
    chosen = options.parse_args()
    print(f"seed {chosen.seed}: {chosen.kills} kills in {chosen.seconds:g} s of load", flush=True)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(HARD_STOP_SECONDS)
    leftovers.mark_this_run()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="minqing-faults-") as folder:
        run = Run(chosen.seed, chosen.seconds, chosen.kills, Path(folder))
        try:
            _on_servers(run)
        except BaseException:
            _keep(run)
            raise
        run.wrong += [f"left over: {process}" for process in _gone()]
        print(table.result(run.report, run.wrong, time.monotonic() - began))
        if run.wrong:
            _keep(run)
    return 1 if run.wrong else 0


def _on_servers(run: Run) -> None:
    with start_postgres() as postgres, start_rabbitmq() as rabbitmq:
        with distributed(run.folder, postgres, rabbitmq) as system:
            web = start_web(system)
            district = District(system)
            district.settle_in()
            _under_load(run, district, web, Servers({BROKER: rabbitmq, DATABASE: postgres}))
            _judge(run, system)


def _under_load(run: Run, district: District, web: str, servers: Servers) -> None:
    system = district.system
    load = Load(district, web, run.folder / "journals", run.seed)
    probes = Probes(system.peer, system.operator(), web, load.record)
    supervisor = Supervisor(system)
    names = [*system.processes, BROKER, DATABASE]
    plan = draw(random.Random(run.seed), names, run.kills, run.seconds)
    supervisor.start()
    servers.start()
    probes.start()
    load.start(run.seconds)
    began = time.monotonic()
    try:
        for kill in plan:
            _carry_out(run, kill, began, supervisor, servers)
        time.sleep(max(0.0, began + run.seconds - time.monotonic()))
        if not load.finish():
            run.wrong.append("load: a client did not come to an end")
        wait_until(lambda: not servers.down or servers.errors, 60, "the servers to be back")
        run.wrong += _until_caught_up(run, system)
    finally:
        probes.stop()
        supervisor.stop()
    run.wrong += [f"load: {error}" for error in (*load.errors, *servers.errors)]
    run.wrong += [f"left over: zombie {process}" for process in leftovers.zombies()]
    kills = [Killed(name, at, _back(name, at, supervisor, servers)) for name, at in run.killed]
    felt = outages(kills, load.record, list(SERVICES))
    codes = {name: watched.codes for name, watched in supervisor.watched.items()}
    run.report |= {"outages": felt, "codes": codes}
    run.wrong += [f"outage: {each.name} never came back" for each in felt if each.felt is None]
    late = [each for each in felt if each.after_back and each.after_back > BACK_SECONDS]
    run.wrong += [f"outage: {each.name} was back after {each.after_back:.1f} s" for each in late]


def _carry_out(run: Run, kill: Kill, began: float, supervisor: Supervisor, servers: Servers) -> None:
    """At its time, or as soon as the process is there to be killed."""
    time.sleep(max(0.0, began + kill.at - time.monotonic()))
    killer = servers if kill.name in servers.servers else supervisor
    deadline = time.monotonic() + BACK_SECONDS
    while (at := killer.kill(kill.name)) is None:
        if time.monotonic() > deadline:
            raise AssertionError(f"{kill.name} is not there to be killed")
        time.sleep(0.05)
    run.killed.append((kill.name, at))


def _back(name: str, at: float, supervisor: Supervisor, servers: Servers) -> float:
    """When it was started again after that kill."""
    starts = supervisor.watched[name].starts if name in supervisor.watched else servers.returned[name]
    return min(start for start in starts if start >= at)


def _until_caught_up(run: Run, system: System) -> list[str]:
    """At the latest so many seconds after the last return every follower is at the end of its log."""
    deadline = time.monotonic() + BACK_SECONDS
    while True:
        behind = [f for f in _check(run, system)["findings"] if f.startswith("behind")]
        if not behind or time.monotonic() > deadline:
            return []  # who still lags is found by the last count
        time.sleep(1)


def _judge(run: Run, system: System) -> None:
    checked = _check(run, system)
    run.report |= checked["counts"]
    run.wrong += checked["findings"]
    for command in (("rebuild", "--verify"), ("log", "verify")):
        done = system.command(*command)
        run.report[" ".join(command)] = "equal" if command[0] == "rebuild" else "intact"
        if done.returncode != 0 or "DIFFERENT" in done.stdout:
            run.report[" ".join(command)] = "WRONG"
            run.wrong.append(f"{' '.join(command)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _check(run: Run, system: System) -> dict[str, Any]:
    """The checker, as a program of its own."""
    urls = [f"{name}={_plain_url(system, name)}" for name in SERVICES]
    command = [sys.executable, "-m", "tests.faults.checker", str(run.folder / "journals"), *urls]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    if not done.stdout:
        raise AssertionError(f"the checker failed: {done.stderr[-3000:]}")
    return json.loads(done.stdout)


def _plain_url(system: System, name: str) -> str:
    return system.environment[f"MINQING_DATABASE_URL_{name.upper()}"].replace("+psycopg", "")


def _gone() -> list[str]:
    """What is left of this run once everything was stopped; a killed server's children take a moment."""
    deadline = time.monotonic() + 10
    while (left := leftovers.orphans()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _keep(run: Run) -> None:
    kept = KEPT / f"seed-{run.seed}"
    shutil.rmtree(kept, ignore_errors=True)
    secret = shutil.ignore_patterns("secrets")
    shutil.copytree(run.folder, kept, ignore=secret)
    print(f"The logs, journals and evidence of this run are in {kept}", flush=True)


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError(f"not done within {HARD_STOP_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
