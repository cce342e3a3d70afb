"""The sign of life of a process made of loops: a file that is touched only while every one of them works."""

from collections.abc import Sequence
from pathlib import Path

from minqing.loops import Loop

SIGN_SECONDS = 1.0
LONGEST_STEP = 90.0  # a statement may take a minute, and pauses after failures come on top


def give_a_sign_of_life(
    health_file: Path | None, loops: Sequence[Loop], longest: float = LONGEST_STEP
) -> None:
    """Touch the file, unless some loop has ended, hangs in a step, or has only failed for `longest` seconds."""
    if health_file and all(loop.seconds_since_a_step < longest for loop in loops):
        health_file.touch()
