"""How long calls take."""

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

Asked = TypeVar("Asked")


def times(call: Callable[[Asked], object], asked: Iterable[Asked]) -> list[float]:
    """Milliseconds of `call` with each of these, in order."""
    found = []
    for each in asked:
        began = time.perf_counter()
        call(each)
        found.append((time.perf_counter() - began) * 1000)
    return found


def percentile(values: list[float], percent: float) -> float:
    """The value that `percent` of 100 are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
