"""The time chip says how long is left in working days, with the date."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from web.limits import appointment_chip, time_chip, why

TODAY = date(2026, 11, 24)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = {"due": "2026-11-24", "due_at": "2026-11-24T06:20:00+00:00", "unit": "clock_hours"}


@pytest.mark.parametrize(
    ("limit", "words", "kind"),
    [
        ({"due": "2026-11-26", "left_days": 2}, "剩 2 个工作日（11月26日）", "t-ok"),
        ({"due": "2026-11-24", "left_days": 0}, "今天到期", "t-today"),
        ({"due": "2026-11-23", "late_days": 1}, "超期 1 个工作日", "t-over"),
        ({**HOURS, "left_days": 0}, "今天 14:20 前", "t-today"),
        ({**HOURS, "late_hours": 3}, "超期 3 小时", "t-over"),
        (
            {**HOURS, "due": "2026-11-25", "due_at": "2026-11-25T06:20:00+00:00", "left_days": 1},
            "11月25日 14:20 前",
            "t-ok",
        ),
        (
            {"due": "2027-01-06", "left_days": 5, "provisional": True},
            "剩 5 个工作日（2027年1月6日，日历未定）",
            "t-ok",
        ),
        ({"kind": "held_review", "due": "2026-12-24"}, "挂账，12月24日复核", "t-ok"),
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


@pytest.mark.parametrize(
    ("rule", "unit", "amount", "words"),
    [
        ("handling_ordinary", "working_days", 5, "马上办，11月24日交办后 5 个工作日"),
        ("handling_extension", "working_days", 8, "延期过，从11月24日起共 8 个工作日"),
        ("handling_urgent", "clock_hours", 24, "紧急件，交办后 24 小时"),
        ("handling_chosen", "day", None, "办公室定的日子"),
        ("held_review", "month", 1, "11月24日起挂账，每月复核"),
        ("recheck", "calendar_days", 90, "11月24日销号后 90 天内"),
        ("handling_noted", "day", None, ""),
        ("something_newer", "working_days", 1, ""),
    ],
)
def test_a_limit_says_how_it_is_counted(rule, unit, amount, words):
    limit = {"rule": rule, "from": "2026-11-24", "amount": amount, "unit": unit}
    assert why(limit, TODAY, SHANGHAI) == words
