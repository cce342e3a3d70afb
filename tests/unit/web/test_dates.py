"""Days, times and numbers as a reader of the screen expects them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from web import dates

TODAY = date(2026, 11, 24)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_day_of_this_year_has_its_weekday_and_one_of_another_year_its_year():
    assert dates.text_day(TODAY, TODAY) == "11月24日 周二"
    assert dates.text_day(date(2025, 12, 3), TODAY) == "2025年12月3日"
    assert dates.short_day(date(2026, 1, 5), TODAY) == "1月5日"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "今天"),
        (date(2026, 11, 23), "昨天"),
        (date(2026, 11, 22), "11月22日"),
        (date(2026, 11, 25), "11月25日"),
    ],
)
def test_only_today_and_yesterday_are_said_without_a_date(day, words):
    assert dates.near_day(day, TODAY) == words


def test_an_instant_belongs_to_the_local_day():
    late_in_june = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    assert dates.as_day(late_in_june, SHANGHAI) == date(2026, 7, 1)
    assert dates.as_day("2026-06-30T16:30:00+00:00", SHANGHAI) == date(2026, 7, 1)
    assert dates.as_day("2026-06-30", SHANGHAI) == date(2026, 6, 30)


def test_a_moment_is_a_near_day_and_a_24_hour_time():
    assert dates.moment("2026-11-24T06:05:00+00:00", TODAY, SHANGHAI) == "今天 14:05"
    assert dates.moment("2026-11-22T01:12:00+00:00", TODAY, SHANGHAI) == "11月22日 09:12"


def test_a_range_names_a_shared_month_once():
    assert dates.day_range(date(2026, 10, 1), date(2026, 10, 31), TODAY) == "10月1日–31日"
    assert dates.day_range(date(2026, 10, 28), date(2026, 11, 3), TODAY) == "10月28日–11月3日"


def test_a_month_is_written_with_its_year():
    assert dates.month_name("2026-10") == "2026年10月"


@pytest.mark.parametrize(
    ("value", "words"), [(2964, "2,964"), (1.5, "1.5"), (420.0, "420"), (0, "0"), (None, "–")]
)
def test_numbers_have_thousands_and_no_needless_decimals(value, words):
    assert dates.number(value) == words


def test_a_quantity_stands_with_its_unit():
    assert dates.quantity(420, "米") == "420 米"
    assert dates.quantity(None, "米") == "–"


def test_a_share_always_shows_both_numbers():
    assert dates.share(262, 316) == "262/316 83 %"
    assert dates.share(1, 2000) == "1/2,000 <1 %"
    assert dates.share(0, 316) == "0/316 0 %"


def test_fewer_than_five_give_no_rate():
    assert dates.share(3, 4) == "3/4 不足 5 件，不算比率"
