"""When the next working hour begins."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from services.kernel.working_hours import next_working_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


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
    assert next_working_moment(at(instant)) == at(moment)
