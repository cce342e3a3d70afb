"""Which process is killed when: drawn from a seed, so that a run can be repeated."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

FIRST, LAST = 1.0, 2.0  # seconds of load before the first kill and after the last
# A quorum queue that is killed within moments of its declaration may stay broken (RabbitMQ 3.10).
APART = {"rabbitmq": 12.0, "postgresql": 12.0}
JITTER = 0.8  # of the time between two kills
TRIES = 10_000


@dataclass(frozen=True)
class Kill:
    at: float  # seconds after the load began
    name: str


def draw(rng: random.Random, names: Sequence[str], count: int, seconds: float) -> list[Kill]:
    """`count` kills in this time, in any order: each name once as far as they reach, the others drawn again."""
    slot = (seconds - FIRST - LAST) / count
    times = [FIRST + slot * (n + JITTER * rng.random()) for n in range(count)]
    for _ in range(TRIES):
        once = rng.sample(list(names), min(count, len(names)))
        drawn = [*once, *rng.choices(list(names), k=count - len(once))]
        rng.shuffle(drawn)
        plan = [Kill(at, name) for at, name in zip(times, drawn, strict=True)]
        if is_apart(plan):
            return plan
    raise ValueError(f"{count} kills do not fit into {seconds:g} s")


def is_apart(plan: Sequence[Kill]) -> bool:
    """Whether a server has its time between two kills."""
    last: dict[str, float] = {}
    for kill in plan:
        if kill.name in last and kill.at - last[kill.name] < APART.get(kill.name, 0.0):
            return False
        last[kill.name] = kill.at
    return True
