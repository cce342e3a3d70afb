"""Working days against the State Council's calendar of 2026, by hand, and into 2027."""

from datetime import UTC, date, datetime

import pytest

from services.kernel.working_days import (
    ANNOUNCED,
    add_working_days,
    is_working_day,
    local_day,
    next_working_day,
    working_days_between,
)

OFF_2026 = [
    ("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"),
    ("06-19", "06-21"), ("09-25", "09-27"), ("10-01", "10-07"),
]  # fmt: skip
SWAPPED_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def test_every_day_of_2026_by_hand():
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        short = day.isoformat()[5:]
        off = any(first <= short <= last for first, last in OFF_2026)
        expected = short in SWAPPED_2026 or (day.weekday() < 5 and not off)
        assert is_working_day(day) is expected, day


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-24", 1, "2026-11-25"),
        ("2026-11-24", 5, "2026-12-01"),
        ("2026-11-27", 1, "2026-11-30"),  # from Friday over the weekend
        ("2026-11-28", 1, "2026-11-30"),  # from Saturday
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday worked before the Spring Festival
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-14", 5, "2026-02-28"),  # 24, 25, 26, 27 and a Saturday worked after it
        ("2026-09-30", 3, "2026-10-10"),  # 8, 9, Saturday 10
        ("2026-12-31", 1, "2027-01-04"),  # 1 January is off by law, then a weekend
        ("2026-12-30", 15, "2027-01-21"),
        ("2027-04-30", 1, "2027-05-03"),  # provisional: only 1 and 2 May are off by a fixed date
        ("2027-09-30", 1, "2027-10-04"),
    ],
)
def test_the_day_of_the_start_never_counts(start, count, end):
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert add_working_days(first, count) == last
    if count:
        assert working_days_between(first, last) == count
        assert working_days_between(last, first) == -count


def test_days_between_end_on_a_day_off():
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 29)) == 0
    assert working_days_between(date(2026, 11, 24), date(2026, 11, 24)) == 0


def test_the_next_working_day_is_after_the_day():
    assert next_working_day(date(2026, 11, 24)) == date(2026, 11, 25)
    assert next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)


def test_a_year_that_is_not_out_is_provisional():
    assert ANNOUNCED.is_known(2026)
    assert ANNOUNCED.is_known(2004)
    assert not ANNOUNCED.is_known(2027)
    assert not ANNOUNCED.is_known(2003)
    assert not is_working_day(date(2027, 10, 1))
    assert is_working_day(date(2027, 10, 4))
    assert not is_working_day(date(2027, 2, 6))


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 24), -1)


def test_an_instant_belongs_to_the_day_of_its_place():
    assert local_day(datetime(2026, 6, 30, 16, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert local_day(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert local_day(datetime(2026, 6, 30, 16, 30, tzinfo=UTC), "UTC") == date(2026, 6, 30)
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 6, 30))  # noqa: DTZ001 (it is refused)
