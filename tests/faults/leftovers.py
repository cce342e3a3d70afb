"""Processes that nobody waits for: those of this run are known by what stands in their environment."""

import os
import uuid
from pathlib import Path

MARK = "FAULTS_RUN"


def mark_this_run() -> None:
    """Every process that is started from now on inherits it."""
    os.environ[MARK] = uuid.uuid4().hex


def zombies() -> list[str]:
    """Children of ours that have ended and were not waited for."""
    return [
        f"{pid} ({name})"
        for pid, name, state, parent in _all()
        if state == "Z" and parent == os.getpid()
    ]


def orphans(*marks: str) -> list[str]:
    """Processes of this run that live on although we did not keep them. `marks`: other settings that tell them."""
    wanted = {f"{MARK}={os.environ[MARK]}".encode(), *(mark.encode() for mark in marks)}
    others = (each for each in _all() if each[0] != os.getpid())
    return [f"{pid} ({name})" for pid, name, _, _ in others if wanted & _environment(pid)]


def _environment(pid: int) -> set[bytes]:
    try:
        return set(Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"))
    except OSError:
        return set()


def _all() -> list[tuple[int, str, str, int]]:
    """Pid, name, state and parent of each process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            continue  # it has just ended
        name, _, rest = stat.partition("(")[2].rpartition(")")
        state, parent = rest.split()[:2]
        found.append((int(folder.name), name, state, int(parent)))
    return found
