"""Which processes are killed when follows from the seed, reaches all of them, and leaves servers their time."""

import random

import pytest

from tests.faults.plan import APART, FIRST, LAST, Kill, draw, is_apart

NAMES = [*(f"process-{n}" for n in range(11)), "rabbitmq", "postgresql"]


@pytest.mark.parametrize("seed", range(5))
def test_twenty_kills_in_a_minute_reach_every_process(seed: int) -> None:
    plan = draw(random.Random(seed), NAMES, 20, 60.0)
    assert {kill.name for kill in plan} == set(NAMES)
    times = [kill.at for kill in plan]
    assert times == sorted(times)
    assert times[0] >= FIRST
    assert times[-1] <= 60.0 - LAST
    assert is_apart(plan)


def test_the_same_seed_draws_the_same_kills() -> None:
    first, again, other = (draw(random.Random(seed), NAMES, 20, 60.0) for seed in (7, 7, 8))
    assert first == again != other


def test_a_server_is_not_killed_again_at_once() -> None:
    assert is_apart(
        [Kill(3.0, "rabbitmq"), Kill(4.0, "postgresql"), Kill(5.0, "web"), Kill(5.5, "web")]
    )
    assert not is_apart([Kill(3.0, "rabbitmq"), Kill(3.0 + APART["rabbitmq"] / 2, "rabbitmq")])
