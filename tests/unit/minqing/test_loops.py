"""What happens by itself goes on happening, whatever fails."""

import threading
import time
from datetime import datetime

import pytest

from eventlog.clock import system_clock
from minqing.loops import LONGEST_PAUSE, Loop, pause_after, stop_all


class FailsTwice:
    def __init__(self) -> None:
        self.calls = 0
        self.worked = threading.Event()

    def step(self, now: datetime) -> bool:
        self.calls += 1
        if self.calls < 3:
            raise OSError("the disk is full")
        self.worked.set()
        return False


def test_a_step_that_failed_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    step = FailsTwice()
    loop = Loop("feed", step, system_clock)
    loop.start()
    assert step.worked.wait(10)
    loop.stop()
    assert loop.join(10)
    assert len(caplog.records) == 2


@pytest.mark.parametrize("failures", [8, 100, 5_000])
def test_after_days_of_failures_a_loop_still_tries_often_enough_to_be_back_in_half_a_minute(
    failures: int,
) -> None:
    """One loop may have to wait for another that waits for a third."""
    assert pause_after(failures) == LONGEST_PAUSE <= 30 / 3


class Hangs:
    def __init__(self) -> None:
        self.let_go = threading.Event()

    def step(self, now: datetime) -> bool:
        return self.let_go.wait(20)


def test_loops_that_hang_are_waited_for_together_not_one_after_the_other() -> None:
    steps = [Hangs() for _ in range(4)]
    loops = [Loop(f"hangs {n}", step, system_clock) for n, step in enumerate(steps)]
    for loop in loops:
        loop.start()
    started = time.monotonic()
    stop_all(loops, 0.5)
    assert time.monotonic() - started < 1.5
    for step in steps:
        step.let_go.set()
    assert all(loop.join(10) for loop in loops)
