"""The time chip says how long is left in working days, with the date."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from web.limits import appointment_chip, time_chip

TODAY = date(2026, 11, 24)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("limit", "words", "kind"),
    [
        ({"due": "2026-11-26", "left_days": 2}, "剩 2 个工作日（11月26日）", "t-ok"),
        ({"due": "2026-11-24", "left_days": 0}, "今天到期", "t-today"),
        ({"due": "2026-11-23", "late_days": 1}, "超期 1 个工作日", "t-over"),
    ],
)
def test_the_chip_says_left_today_or_late(limit, words, kind):
    chip = time_chip(limit, TODAY, SHANGHAI)
    assert chip is not None
    assert (chip.words, chip.kind) == (words, kind)


def test_a_late_day_off_is_late_even_with_no_working_day_between():
    saturday, sunday = "2026-11-21", date(2026, 11, 22)
    chip = time_chip({"due": saturday, "late_days": 0}, sunday, SHANGHAI)
    assert chip is not None
    assert chip.kind == "t-over"


@pytest.mark.parametrize(
    ("day", "words", "kind"),
    [
        ("2026-11-26", "11月26日 周四", "t-ok"),
        ("2026-11-24", "今天", "t-today"),
        ("2026-11-20", "已过 11月20日", "t-over"),
    ],
)
def test_the_chip_of_an_appointment_says_its_day_and_whether_it_is_past(day, words, kind):
    chip = appointment_chip(day, TODAY, SHANGHAI)
    assert (chip.words, chip.kind) == (words, kind)


def test_what_has_no_limit_has_no_chip():
    assert time_chip(None, TODAY, SHANGHAI) is None
    assert time_chip({}, TODAY, SHANGHAI) is None
