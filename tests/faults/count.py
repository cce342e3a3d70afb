"""Has the checker, a program of its own, count what a system holds against what the clients remember."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from minqing.registry import SERVICES
from tests.e2e.systems import System

ROOT = Path(__file__).parents[2]


def count(system: System, journals: Path) -> dict[str, Any]:
    """`{"counts": {…}, "findings": ["kind: what"]}`."""
    urls = [f"{name}={_plain_url(system, name)}" for name in SERVICES]
    command = [sys.executable, "-m", "tests.faults.checker", str(journals), *urls]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    if not done.stdout:
        raise AssertionError(f"the checker failed: {done.stderr[-3000:]}")
    return json.loads(done.stdout)


def _plain_url(system: System, name: str) -> str:
    return system.environment[f"MINQING_DATABASE_URL_{name.upper()}"].replace("+psycopg", "")
