"""The life of a process that answers RPC: signals, a limit on stopping, a sign of life.

The hazard: nameko waits without limit, so a broker that is away at the wrong moment leaves a process that neither
works nor ends. Whoever restarts processes can only help one that has ended.
"""

import logging
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import Any

# Set here too: this is imported where nothing is patched, and the resolver costs 0.1 s there without being used.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # eventlet announces its own end at every import
    import eventlet

logger = logging.getLogger(__name__)

STOP_SECONDS = 20
SIGN_SECONDS = 1.0
DIED, HUNG = 3, 4  # exit codes


def check_patched() -> None:
    """Raises RuntimeError unless `services.kernel.patched` was imported first in this process."""
    if "services.kernel.patched" not in sys.modules:
        raise RuntimeError("import services.kernel.patched first in a process that serves RPC")


def run_until_signal(runner: Any, health_file: Path | None) -> None:
    """Start the runner, and return once SIGTERM or SIGINT has stopped it. A stop that hangs ends the process."""

    def stop(_number: int, _frame: object) -> None:
        eventlet.spawn_n(runner.stop)
        eventlet.spawn_after(STOP_SECONDS, end, HUNG, "Stopping took too long")

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if health_file is not None:
        eventlet.spawn(_give_signs_of_life, health_file)
    runner.start()
    runner.wait()


def end(code: int, why: str) -> None:
    """End the process at once, without waiting for any thread of it."""
    logger.critical("%s: the process ends", why)
    logging.shutdown()
    os._exit(code)


def _give_signs_of_life(health_file: Path) -> None:
    """A file younger than a few seconds says that the hub of this process turns."""
    while True:
        health_file.touch()
        eventlet.sleep(SIGN_SECONDS)
