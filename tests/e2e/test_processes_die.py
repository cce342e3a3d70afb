"""A short drill on the running system: what `make faults` does for a minute, to the servers and the pages as well."""

import secrets
from pathlib import Path

import pytest

from tests.e2e.district import District
from tests.faults.drill import Drill

SECONDS, KILLS = 10.0, 5
BACK_SECONDS = 90.0  # other tests run beside it


@pytest.mark.parametrize("system", ["distributed"], indirect=True)
def test_nothing_is_lost_or_doubled_when_processes_are_killed(
    district: District, tmp_path: Path
) -> None:
    drill = Drill(district, tmp_path, secrets.randbelow(10**6), SECONDS, KILLS, BACK_SECONDS)
    drill.run()
    assert drill.wrong == [], f"seed {drill.seed}"
    assert drill.counted["counts"]["acknowledged"] > 0
    assert len(drill.outages) == KILLS
    for command in (("rebuild", "--verify"), ("log", "verify")):
        done = district.system.command(*command)
        assert done.returncode == 0, done.stdout + done.stderr
