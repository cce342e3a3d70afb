"""The course of an issue: its line of the problem list, and the days and answers that numbers are made of.

Counted since the last reopening, which begins everything anew. Days are of the deployment's time zone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from eventlog.clock import to_microseconds
from eventlog.record import Record
from services.kernel.working_calendar import end_of_working_day
from services.kernel.working_days import local_day
from services.reports.changes.intake import reported
from services.reports.evolve import evolve, touches_lines
from services.reports.lines import IssueLines, ProblemLine

URGENT_LIMIT = timedelta(hours=24)  # of clock time, from the assignment


@dataclass(frozen=True, kw_only=True)
class Course(ProblemLine):
    """`work`: the stretch of days from the assignment to the last report of done, then those of holds within, as
    `2026-06-01/2026-06-12 2026-06-03/2026-06-05`. `on_time`: that report came before the limit ended. None of them
    before it was reported done, and `on_time` never where there was no limit."""

    assigned_on: str | None = None  # the first time, not counting what was returned
    limit_ends_us: int | None = None
    held_on: str | None = None
    holds: str = ""  # stretches that are over
    work: str | None = None
    on_time: bool | None = None
    satisfaction: str | None = None  # of this round; not_rated: asked without an answer
    closed_on: str | None = None
    closed_month: str | None = None


def follow(course: Course | None, record: Record, timezone: str) -> Course | None:
    """The course after this fact; None before the issue was reported."""
    if record.type == "IssueReported":
        return Course(**vars(reported(record, timezone)))
    if course is None:
        return None
    listed = evolve(IssueLines(course), record, timezone)
    moved = listed.problem if listed else course
    assert isinstance(moved, Course)
    step = _STEPS.get(record.type)
    return step(moved, record, timezone) if step else moved


def touches_course(record: Record) -> bool:
    return touches_lines(record) or record.type in _STEPS


def _assigned(course: Course, record: Record, timezone: str) -> Course:
    today = local_day(record.recorded_at, timezone).isoformat()
    limited = _limited(course, record, timezone)
    return replace(limited, assigned_on=course.assigned_on or today, work=None, on_time=None)


def _returned(course: Course, _record: Record, _timezone: str) -> Course:
    return replace(course, assigned_on=None, limit_ends_us=None, holds="", held_on=None)


def _limited(course: Course, record: Record, timezone: str) -> Course:
    """Working days end with their last working hour; the limit of an urgent issue is one of the clock."""
    data = record.data
    if data.get("due_rule") == "urgent":
        ends = record.recorded_at + URGENT_LIMIT
    elif data.get("due"):
        ends = end_of_working_day(date.fromisoformat(data["due"]), timezone)
    else:
        return course
    return replace(course, limit_ends_us=to_microseconds(ends))


def _held(course: Course, record: Record, timezone: str) -> Course:
    return replace(course, held_on=local_day(record.recorded_at, timezone).isoformat())


def _resumed(course: Course, record: Record, timezone: str) -> Course:
    return _limited(_hold_over(course, record, timezone), record, timezone)


def _hold_over(course: Course, record: Record, timezone: str) -> Course:
    if course.held_on is None:
        return course
    stretch = f"{course.held_on}/{local_day(record.recorded_at, timezone)}"
    return replace(course, held_on=None, holds=f"{course.holds} {stretch}".strip())


def _done(course: Course, record: Record, timezone: str) -> Course:
    ended = _hold_over(course, record, timezone)
    if ended.assigned_on is None:
        return ended
    stretch = f"{ended.assigned_on}/{local_day(record.recorded_at, timezone)}"
    ends = ended.limit_ends_us
    return replace(
        ended,
        work=f"{stretch} {ended.holds}".strip(),
        on_time=None if ends is None else record.recorded_us <= ends,
    )


def _again(course: Course, record: Record, timezone: str) -> Course:
    undone = replace(course, work=None, on_time=None, satisfaction=None)
    return _limited(undone, record, timezone)


def _called_back(course: Course, record: Record, _timezone: str) -> Course:
    """As on the lists: a try changes nothing, and without an answer what the person said by tracking code stands."""
    basis = record.data.get("basis")
    if basis is None or (basis != "reached" and course.satisfaction is not None):
        return course
    return replace(course, satisfaction=record.data.get("satisfaction") or "not_rated")


def _rated(course: Course, record: Record, _timezone: str) -> Course:
    return replace(course, satisfaction=record.data["satisfaction"])


def _closed(course: Course, record: Record, timezone: str) -> Course:
    today = local_day(record.recorded_at, timezone).isoformat()
    return replace(course, closed_on=today, closed_month=today[:7])


def _reopened(course: Course, _record: Record, _timezone: str) -> Course:
    nothing: dict[str, Any] = dict.fromkeys(
        ("assigned_on", "limit_ends_us", "held_on", "work", "on_time", "satisfaction")
    )
    return replace(course, **nothing, holds="", closed_on=None, closed_month=None)


_STEPS: dict[str, Callable[[Course, Record, str], Course]] = {
    "IssueAssigned": _assigned,
    "IssueReturned": _returned,
    "ExtensionGranted": _limited,
    "DeadlineRecomputed": _limited,
    "IssueHeld": _held,
    "IssueResumed": _resumed,
    "CompletionReported": _done,
    "ReworkOrdered": _again,
    "CallbackRecorded": _called_back,
    "OutcomeRated": _rated,
    "IssueClosed": _closed,
    "IssueReopened": _reopened,
}
