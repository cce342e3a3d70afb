"""When things happen in the demonstration: in working time, in order, and open where the tale leaves off."""

import io
import sys
from datetime import date, time
from random import Random
from zoneinfo import ZoneInfo

import pytest

from minqing.demo.fates import FATES, OPEN, Step, course, limit_of
from minqing.demo.problem import read_problems
from minqing.demo.progress import shown_on_stderr
from minqing.demo.working_time import DAYS, ENOUGH, LAST, WORKED, Moment, WorkingTime
from services.kernel.working_days import is_working_day, working_days_between

PUT_IN = ("progress", "assign_first", "give_back_first", "pledge", "note")
ZONE = ZoneInfo("Asia/Shanghai")
# an ordinary day, one after the long holidays, a Sunday, and one of a year whose holidays are not out
TODAYS = (date(2026, 6, 30), date(2026, 10, 9), date(2026, 11, 22), date(2029, 3, 1))


@pytest.mark.parametrize("today", TODAYS)
def test_every_moment_lies_in_working_hours_before_today(today: date) -> None:
    times = WorkingTime(today, ZONE)
    assert len(times.days) == DAYS
    for day in range(DAYS):
        for minute in (0, 209, 210, ENOUGH, WORKED):
            instant = times.instant(Moment(day, minute))
            assert instant.date() < today
            assert is_working_day(instant.date())
            assert time(8, 30) <= instant.time() <= time(12, 0) or time(
                14, 30
            ) <= instant.time() <= time(17, 30)
    assert times.instant(Moment(3, 209)) < times.instant(Moment(3, 210))
    assert working_days_between(times.days[LAST], times.due(Moment(LAST, 5), 5)) == 5


@pytest.mark.parametrize("seed", range(5))
def test_every_fate_fits_into_the_two_months_whatever_the_seed(seed: int) -> None:
    for problem in read_problems():
        steps = course(problem, Random(f"{seed} {problem.said}"))
        moments = [step.moment for step in steps]
        assert moments == sorted(set(moments)), problem.said
        assert moments[0].day >= 0
        assert moments[-1].day <= LAST
        told = [step.name for step in steps if step.name not in PUT_IN]
        assert told == [name for name, _ in FATES[problem.fate]]
        if problem.fate in OPEN:
            assert LAST - moments[-1].day <= 21, problem.said


def on(name: str, steps: list[Step]) -> int:
    return next(step.moment.day for step in steps if step.name == name)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_late_is_late_and_what_is_not_is_in_time(seed: int) -> None:
    for problem in read_problems():
        steps = course(problem, Random(f"{seed} {problem.said}"))
        if problem.fate == "working_late":
            assert LAST - on("assign", steps) > limit_of(problem)
        elif problem.fate == "working":
            assert LAST - on("assign", steps) < limit_of(problem)
        elif "done" in FATES[problem.fate][-1] or problem.fate in ("late", "solved"):
            took = on("done", steps) - on("assign", steps)
            assert (took > limit_of(problem)) == (problem.fate == "late"), problem.said


def test_progress_is_told_in_lines_where_there_is_no_terminal(monkeypatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    assert list(shown_on_stderr([1, 2, 3])) == [1, 2, 3]
    lines = told.getvalue().splitlines()
    assert lines[0].endswith(": 0 %")
    assert lines[-1].endswith(": 100 %")
