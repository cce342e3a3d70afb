"""What each number counts. The items behind a number are found by the same condition, so they are as many.

A month means the month of recording for what came in, and the month of the closing for what was closed; what is in
hand, overdue or held is so as of the moment, whatever the month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Condition = sa.ColumnElement[bool]
WORK_STATES = ("assigned", "signed", "in_progress")
SATISFIED = ("very_satisfied", "satisfied", "mostly_satisfied")
RATED = (*SATISFIED, "dissatisfied", "very_dissatisfied")


@dataclass(frozen=True)
class Asked:
    """`instant_us`: when a limit that ended before it is overdue."""

    course: sa.Table
    month: str | None
    instant_us: int

    @property
    def columns(self) -> Any:
        return self.course.c


def _received(asked: Asked) -> Condition:
    return sa.true() if asked.month is None else asked.columns.month == asked.month


def _closed(asked: Asked) -> Condition:
    closed = asked.columns.state == "closed"
    return closed if asked.month is None else closed & (asked.columns.closed_month == asked.month)


def _outcome(outcome: str) -> Callable[[Asked], Condition]:
    return lambda asked: _closed(asked) & (asked.columns.outcome == outcome)


def _answered(grades: tuple[str, ...]) -> Callable[[Asked], Condition]:
    return lambda asked: _closed(asked) & asked.columns.satisfaction.in_(grades)


def _unrated(asked: Asked) -> Condition:
    given = sa.func.coalesce(asked.columns.satisfaction, "not_rated")
    return _closed(asked) & given.not_in(RATED)


def _in_hand(asked: Asked) -> Condition:
    return asked.columns.state.in_(WORK_STATES)


MEASURES: dict[str, Callable[[Asked], Condition]] = {
    "received": _received,
    "closed": _closed,
    "solved": _outcome("solved"),
    "partly_solved": _outcome("partly_solved"),
    "unsolved": _outcome("unsolved"),
    "timed": lambda asked: _closed(asked) & asked.columns.on_time.is_not(None),
    "on_time": lambda asked: _closed(asked) & asked.columns.on_time.is_(True),
    "rated": _answered(RATED),
    "satisfied": _answered(SATISFIED),
    "not_rated": _unrated,
    "in_hand": _in_hand,
    "overdue": lambda asked: _in_hand(asked) & (asked.columns.limit_ends_us < asked.instant_us),
    "held": lambda asked: asked.columns.state == "held",
    "worked": lambda asked: _closed(asked) & asked.columns.work.is_not(None),
}
