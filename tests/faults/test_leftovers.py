"""What a run leaves behind is found: children that nobody waited for, and processes that outlived it."""

import os
import subprocess
import sys
import uuid

from tests.faults.leftovers import orphans, zombies
from tests.servers.machine import wait_until

WAITS = [sys.executable, "-c", "input()"]


def test_a_process_is_known_by_its_environment(monkeypatch) -> None:
    monkeypatch.setenv("FAULTS_RUN", uuid.uuid4().hex)
    mark = f"A_BROKER={uuid.uuid4().hex}"
    name, _, value = mark.partition("=")
    for environment in ({**os.environ}, {name: value}):
        assert orphans(mark) == []
        with subprocess.Popen(WAITS, stdin=subprocess.PIPE, env=environment) as process:
            wait_until(lambda: len(orphans(mark)) == 1, 10, "the process to be found")
            process.communicate(b"\n")


def test_a_child_that_nobody_waited_for_is_a_zombie() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        wait_until(
            lambda: any(found.startswith(f"{process.pid} ") for found in zombies()),
            10,
            "the zombie to be found",
        )
    assert not any(found.startswith(f"{process.pid} ") for found in zombies())
