"""`make faults`: twenty kills over a minute of load, then the count. SEED=n draws the same plan again.

    .venv/bin/python -m tests.faults.run --seed 7 --kills 3 --only rabbitmq --down 20

Exit 1 if anything was lost, done twice or not folded, or came back too late; the logs are then in build/faults/.
"""

import argparse
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.e2e.district import District
from tests.e2e.systems import System, distributed, start_web
from tests.faults import leftovers, table
from tests.faults.drill import Drill
from tests.faults.outages import BROKER, DATABASE
from tests.faults.servers import Servers
from tests.servers.postgres import start_postgres
from tests.servers.rabbitmq import start_rabbitmq

MOST_SECONDS = 240
BACK_SECONDS = 30.0
KEPT = Path("build/faults")


def main() -> int:
    chosen = _options()
    print(f"seed {chosen.seed}: {chosen.kills} kills in {chosen.seconds:g} s of load", flush=True)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(chosen.most)
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # end in good order: stop what was started
    leftovers.mark_this_run()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="minqing-faults-") as name:
        folder = Path(name)
        logging.basicConfig(filename=folder / "clients.log")
        try:
            drill, verdicts = _drill(chosen, folder)
        except BaseException:
            _keep(folder, chosen.seed)
            raise
        drill.wrong += [f"left over: {process}" for process in _left_over(drill)]
        print(table.result(drill, verdicts, time.monotonic() - began), flush=True)
        if drill.wrong or chosen.keep:
            _keep(folder, chosen.seed)
    return 1 if drill.wrong else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description="Kill processes under load, and count what was lost."
    )
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    options.add_argument("--seed", type=int, default=seed)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--down", type=float, default=0.5, help="seconds that a server stays away")
    options.add_argument(
        "--only", nargs="+", default=[], help="who is killed, such as serve-issues web"
    )
    options.add_argument(
        "--most", type=int, default=MOST_SECONDS, help="seconds before it is given up"
    )
    options.add_argument("--keep", action="store_true", help="keep the logs of a good run, too")
    return options.parse_args()


def _drill(chosen: argparse.Namespace, folder: Path) -> tuple[Drill, dict[str, str]]:
    with (
        start_postgres() as postgres,
        start_rabbitmq() as rabbitmq,
        distributed(folder, postgres, rabbitmq) as system,
    ):
        web = start_web(system)
        district = District(system)
        district.settle_in()
        servers = Servers({BROKER: rabbitmq, DATABASE: postgres}, chosen.down)
        length = (chosen.seed, chosen.seconds, chosen.kills, BACK_SECONDS)
        drill = Drill(district, folder, *length, web, servers, chosen.only)
        drill.run()
        return drill, _verdicts(system, drill)


def _verdicts(system: System, drill: Drill) -> dict[str, str]:
    """What the product's own commands say."""
    found = {}
    for command, good in ((("rebuild", "--verify"), "equal"), (("log", "verify"), "intact")):
        name, done = " ".join(command), system.command(*command)
        found[name] = good if done.returncode == 0 and "DIFFERENT" not in done.stdout else "WRONG"
        if found[name] != good:
            drill.wrong.append(f"{name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return found


def _left_over(drill: Drill) -> list[str]:
    """What is left of this run once all was stopped; the children of a killed server take a moment."""
    broker = f"RABBITMQ_NODENAME=minqing_{drill.servers.servers[BROKER].port}@localhost"
    deadline = time.monotonic() + 10
    while (left := leftovers.orphans(broker)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _keep(folder: Path, seed: int) -> None:
    kept = KEPT / f"seed-{seed}"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("secrets"))
    print(f"The logs, journals and evidence of this run are in {kept}", flush=True)


def _end(number: int, _frame: object) -> None:
    """In good order, so that what was started is stopped; told again, go on ending."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError(
        "the run took too long; on a machine that is busy otherwise, allow it more by --most"
    )


if __name__ == "__main__":
    sys.exit(main())
