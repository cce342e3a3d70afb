"""Days of a year as people write them: a line a stretch, as announced (`2月5日至11日`), or `2027-02-05`."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_ONE = r"(?:(?:([0-9]{4})[-年])?([0-9]{1,2})[-月])?([0-9]{1,2})日?"
_LINE = re.compile(rf"{_ONE}(?:[至到~～—－]{_ONE})?")
_SPACE = re.compile(r"\s+")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")  # （周五）
_BETWEEN = re.compile(r"[\n、，,；;。]+")
ONE_DAY = timedelta(days=1)
MOST = 366


class Unreadable(Exception):
    """`line` is what could not be read, shortened."""

    def __init__(self, line: str):
        super().__init__(line)
        self.line = line if len(line) <= 12 else f"{line[:12]}…"


def read(text: str, year: int) -> list[date]:
    """The days in the order in which they were written, of too many only the first. Raises Unreadable."""
    days: list[date] = []
    for line in _BETWEEN.split(_ASIDE.sub("", text)):
        written = _SPACE.sub("", line)
        if written and len(days) <= MOST:
            days += _stretch(written, year)
    return days


def write(days: Iterable[date]) -> str:
    """A line a stretch of days that follow each other."""
    stretches: list[list[date]] = []
    for day in sorted(days):
        if stretches and day - stretches[-1][-1] == ONE_DAY:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return "\n".join(_line(stretch[0], stretch[-1]) for stretch in stretches)


def _line(first: date, last: date) -> str:
    text = f"{first.month}月{first.day}日"
    if first == last:
        return text
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{text}至{month}{last.day}日"


def _stretch(written: str, year: int) -> list[date]:
    found = _LINE.fullmatch(written)
    if found is None or not found[2]:
        raise Unreadable(written)
    try:
        first = date(int(found[1] or year), int(found[2]), int(found[3]))
        last = first
        if found[6]:
            last = date(int(found[4] or first.year), int(found[5] or first.month), int(found[6]))
    except ValueError:
        raise Unreadable(written) from None
    if not 0 <= (last - first).days < MOST:
        raise Unreadable(written)
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]
