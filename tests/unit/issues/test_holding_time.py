"""Where the time went: working days of the office, of each unit, on hold and in review, from the facts alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.issues.facts import (
    HoldRequested,
    IssueAssigned,
    IssueHeld,
    IssueResumed,
    IssueReturned,
)
from services.issues.limits.holding_time import holding_times, working_time
from services.kernel.working_days import ANNOUNCED
from tests.unit.issues.district import (
    ASSIGNED,
    CALLED,
    CLOSED,
    DONE,
    ISSUE,
    PLANNED,
    REPORTED,
    SIGNED,
)

SHANGHAI = "Asia/Shanghai"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """By the clock of Shanghai, in November 2026; the 2nd and the 9th are Mondays."""
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


def shown(*facts: tuple[Any, datetime], now: datetime) -> list[tuple[str, str | None, float, bool]]:
    found = holding_times(facts, now, ANNOUNCED, SHANGHAI)
    return [(h.phase, h.unit, round(h.days, 2), h.is_running) for h in found]


def by(kind: type[Any], **fields: Any) -> Any:
    return kind(issue_id=ISSUE, by="hans", by_unit="reed", **fields)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (at(2, 8, 30), at(2, 17, 30), 1.0),
        (at(2, 8, 30), at(2, 12), 3.5 / 6.5),
        (at(2, 12), at(2, 14, 30), 0.0),  # lunch
        (at(2, 18), at(3, 8), 0.0),  # a night
        (at(6, 17, 30), at(9, 8, 30), 0.0),  # a weekend
        (at(6, 16, 30), at(9, 9, 30), 2 / 6.5),
        (at(2, 8, 30), at(13, 17, 30), 10.0),
        (at(3, 10), at(2, 10), 0.0),
    ],
)
def test_only_working_hours_count(start: datetime, end: datetime, days: float):
    assert working_time(start, end, ANNOUNCED, SHANGHAI) == pytest.approx(days)


def test_the_days_off_of_a_year_are_the_calendars():
    begins = datetime(2026, 9, 30, 0, 30, tzinfo=UTC)
    ends = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
    holiday = [day for day in range(1, 8) if ANNOUNCED.is_working_day(date(2026, 10, day))]
    assert holiday == []
    assert working_time(begins, ends, ANNOUNCED, SHANGHAI) == pytest.approx(2.0)


def test_an_ordinary_issue_is_with_the_office_the_unit_and_the_reviewer():
    story = (
        (REPORTED, at(2, 8, 30)),
        (ASSIGNED, at(2, 17, 30)),
        (SIGNED, at(3, 12)),
        (PLANNED, at(3, 12)),
        (DONE, at(6, 12)),
        (CALLED, at(9, 8, 30)),
        (CLOSED, at(9, 12)),
    )
    assert shown(*story, now=at(30, 9)) == [
        ("office", None, 1.0, False),
        ("signing", "reed", 0.54, False),
        ("work", "reed", 3.0, False),
        ("review", None, 1.0, False),
    ]


def test_what_is_with_somebody_now_is_counted_until_now():
    story = ((REPORTED, at(2, 8, 30)), (ASSIGNED, at(2, 17, 30)))
    assert shown(*story, now=at(4, 17, 30))[-1] == ("signing", "reed", 2.0, True)


def test_time_on_hold_is_neither_the_units_nor_hidden():
    story = (
        (REPORTED, at(2, 8, 30)),
        (ASSIGNED, at(2, 8, 30)),
        (SIGNED, at(2, 8, 30)),
        (by(HoldRequested, review_by=date(2026, 12, 1)), at(2, 17, 30)),
        (by(IssueHeld, review_by=date(2026, 12, 1), days_left=3), at(3, 17, 30)),
        (by(IssueResumed, due=date(2026, 11, 20)), at(10, 17, 30)),
    )
    assert shown(*story, now=at(11, 17, 30))[1:] == [
        ("signing", "reed", 0.0, False),
        ("work", "reed", 3.0, True),
        ("held", "reed", 5.0, False),
    ]


def test_each_unit_that_had_it_stands_by_itself_and_the_office_once():
    story = (
        (REPORTED, at(2, 8, 30)),
        (ASSIGNED, at(2, 17, 30)),
        (by(IssueReturned, unit_id="reed", reason="不归我们"), at(3, 17, 30)),
        (by(IssueAssigned, lead_unit_id="water", due=date(2026, 11, 20)), at(4, 17, 30)),
    )
    assert shown(*story, now=at(5, 17, 30)) == [
        ("office", None, 2.0, False),
        ("signing", "reed", 1.0, False),
        ("signing", "water", 1.0, True),
    ]
