"""Years entered by the office go before the announced ones and the rule for years that are not out."""

from datetime import UTC, date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from services.kernel.working_calendar import (
    EnteredYear,
    WorkingCalendar,
    begin_of_working_day,
    end_of_working_day,
    month_later,
)

SPRING = EnteredYear(
    days_off=frozenset(date(2027, 2, day) for day in range(5, 12)),  # Friday 5 to Thursday 11
    working_days=frozenset({date(2027, 1, 30), date(2027, 2, 13)}),  # two Saturdays
)
ENTERED = WorkingCalendar(MappingProxyType({2027: SPRING}))
ANNOUNCED = WorkingCalendar()


def test_an_entered_year_counts_instead_of_the_rule():
    assert ANNOUNCED.is_working_day(date(2027, 2, 5))
    assert not ENTERED.is_working_day(date(2027, 2, 5))
    assert not ANNOUNCED.is_working_day(date(2027, 1, 30))
    assert ENTERED.is_working_day(date(2027, 1, 30))
    assert not ENTERED.is_working_day(date(2027, 1, 1))  # off by law, whether entered or not
    assert ENTERED.add_working_days(date(2027, 2, 4), 1) == date(2027, 2, 12)
    assert ENTERED.working_days_between(date(2027, 1, 29), date(2027, 2, 13)) == 7


def test_an_entered_year_goes_before_the_announced_one():
    flood = EnteredYear(days_off=frozenset({date(2026, 7, 1)}))
    calendar = WorkingCalendar({2026: flood})
    assert not calendar.is_working_day(date(2026, 7, 1))
    assert calendar.is_working_day(date(2026, 2, 16))  # the whole year is as entered


def test_a_stretch_is_provisional_when_it_touches_a_year_without_data():
    assert not ANNOUNCED.is_provisional(date(2026, 12, 1), date(2026, 12, 31))
    assert ANNOUNCED.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert ANNOUNCED.is_provisional(date(2027, 1, 4), date(2026, 12, 30))
    assert ANNOUNCED.is_provisional(date(2026, 12, 30), date(2028, 1, 4))
    assert not ENTERED.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert ENTERED.is_provisional(date(2026, 12, 30), date(2028, 1, 4))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2026-01-15", "2026-02-15"),
        ("2026-01-31", "2026-02-28"),
        ("2028-01-30", "2028-02-29"),
        ("2026-03-31", "2026-04-30"),
        ("2026-12-31", "2027-01-31"),
        ("2026-02-28", "2026-03-28"),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_last_day(day: str, later: str):
    assert month_later(date.fromisoformat(day)) == date.fromisoformat(later)


def test_a_working_day_is_from_half_past_eight_to_half_past_five():
    day = date(2026, 11, 24)
    assert begin_of_working_day(day, "Asia/Shanghai") == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert end_of_working_day(day, "Asia/Shanghai") == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert end_of_working_day(day, "UTC") == datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


def test_overdue_begins_on_the_morning_of_the_next_working_day():
    friday = end_of_working_day(date(2027, 1, 29), "Asia/Shanghai")
    saturday = begin_of_working_day(date(2027, 1, 30), "Asia/Shanghai")
    monday = begin_of_working_day(date(2027, 2, 1), "Asia/Shanghai")
    assert ENTERED.next_working_moment(friday, "Asia/Shanghai") == saturday
    assert ANNOUNCED.next_working_moment(friday, "Asia/Shanghai") == monday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("instant", "moment"),
    [
        ("2026-11-24T10:00", "2026-11-24T10:00"),  # a Tuesday morning
        ("2026-11-24T08:29:59", "2026-11-24T08:30"),
        ("2026-11-24T08:30", "2026-11-24T08:30"),
        ("2026-11-24T12:00", "2026-11-24T14:30"),
        ("2026-11-24T17:29:59", "2026-11-24T17:29:59"),
        ("2026-11-24T17:30", "2026-11-25T08:30"),
        ("2026-11-27T20:00", "2026-11-30T08:30"),  # a Friday evening
        ("2026-09-30T18:00", "2026-10-08T08:30"),  # before National Day
        ("2026-10-10T09:00", "2026-10-10T09:00"),  # a swapped Saturday
    ],
)
def test_work_begins_again(instant: str, moment: str) -> None:
    assert ANNOUNCED.next_working_moment(at(instant), "Asia/Shanghai") == at(moment)
