"""A process says that it is well only while each of its loops gets on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from eventlog.clock import system_clock
from minqing.health import give_a_sign_of_life
from minqing.loops import Loop
from tests.servers.machine import wait_until

LONGEST = 0.3


class Works:
    def step(self, now: datetime) -> bool:
        return False


class Fails:
    def step(self, now: datetime) -> bool:
        raise OSError("the database is away")


class Hangs:
    def __init__(self) -> None:
        self.let_go = threading.Event()

    def step(self, now: datetime) -> bool:
        return self.let_go.wait(20)


@contextmanager
def running(step: Works | Fails | Hangs) -> Iterator[Loop]:
    loop = Loop(type(step).__name__, step, system_clock, idle=0.01)
    loop.start()
    yield loop
    loop.stop()
    if isinstance(step, Hangs):
        step.let_go.set()
    assert loop.join(10)


def test_a_process_whose_loops_work_gives_signs_of_life(tmp_path: Path) -> None:
    sign = tmp_path / "alive"
    with running(Works()) as loop:
        give_a_sign_of_life(sign, [loop])
        assert sign.exists()
        give_a_sign_of_life(None, [loop])  # nobody asked for one


@pytest.mark.parametrize("step", [Fails(), Hangs()], ids=["fails", "hangs"])
def test_one_loop_that_does_not_get_on_ends_the_signs(step: Fails | Hangs, tmp_path: Path) -> None:
    sign = tmp_path / "alive"
    with running(Works()) as well, running(step) as ill:
        wait_until(lambda: ill.seconds_since_a_step > LONGEST, 10, "the loop to get nowhere")
        give_a_sign_of_life(sign, [well, ill], LONGEST)
    assert not sign.exists()
