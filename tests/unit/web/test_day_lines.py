"""Days as an announcement writes them, and back."""

from datetime import date

import pytest

from web.day_lines import Unreadable, read, write


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(day) for day in range(start, end + 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2月5日至11日", days("2027-02-05", "2027-02-11")),
        ("4月30日至5月4日", days("2027-04-30", "2027-05-04")),
        ("2027年2月5日（周五）至2月11日（周四）", days("2027-02-05", "2027-02-11")),
        ("2027-02-05", days("2027-02-05", "2027-02-05")),
        ("2-5 ~ 2-11", days("2027-02-05", "2027-02-11")),
        ("2027-02-05 至 2027-02-06", days("2027-02-05", "2027-02-06")),
        ("1月30日（周六）、2月13日(周六)", [date(2027, 1, 30), date(2027, 2, 13)]),
        ("1月1日\n\n 2月13日 \n", [date(2027, 1, 1), date(2027, 2, 13)]),
        ("2026年12月31日至2027年1月2日", days("2026-12-31", "2027-01-02")),
        ("", []),
        (" \t\r\n\u3000", []),
    ],
)
def test_days_are_read_as_they_are_announced(text: str, found: list[date]):
    assert read(text, 2027) == found


@pytest.mark.parametrize(
    "text",
    [
        "2月30日",
        "5日",
        "春节",
        "2月11日至5日",
        "2月5日至",
        "٣月٣日",
        "a\0b",
        "\u200b",
        "9" * 400,
        "0-0",
        "1-1 至 2029-1-1",
    ],
)
def test_what_is_no_day_is_named(text: str):
    with pytest.raises(Unreadable) as caught:
        read(f"1月1日\n{text}", 2027)
    assert caught.value.line[:3] == text.replace(" ", "")[:3]


def test_of_a_flood_only_the_beginning_is_read():
    assert len(read("1月1日至12月31日\n" * 1_000, 2027)) < 1_000


def test_days_are_written_as_stretches():
    off = [date(2027, 2, 5), date(2027, 1, 1), *days("2027-04-30", "2027-05-02")]
    assert write(off) == "1月1日\n2月5日\n4月30日至5月2日"
    assert write([]) == ""
    text = write(days("2027-02-08", "2027-02-11"))
    assert (text, read(text, 2027)) == ("2月8日至11日", days("2027-02-08", "2027-02-11"))
