"""Every kind of limit against dates that were counted by hand from the days the State Council announced.

The days of 2027 are not announced: those entered here are invented, as an office may enter them.
"""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.issues.issue import Issue
from services.issues.limits import running as limits
from services.issues.limits.due import chosen_due, default_due, extended, resumed
from services.issues.limits.running import running_limits
from services.kernel.working_calendar import EnteredYear, WorkingCalendar, month_later

FILE = Path(__file__).parents[2] / "golden" / "deadlines.csv"
TIMEZONE = "Asia/Shanghai"
OFF = ("01-01", "01-04", "02-05", "02-08", "02-09", "02-10", "02-11")
WORKED = ("01-09", "01-30", "02-13")
CALENDARS = {
    "announced": WorkingCalendar(),
    "entered": WorkingCalendar(
        {
            2027: EnteredYear(
                frozenset(date.fromisoformat(f"2027-{day}") for day in OFF),
                frozenset(date.fromisoformat(f"2027-{day}") for day in WORKED),
            )
        }
    ),
}
STATES = {
    "triage": ("reported", "waiting_since"),
    "sign_for": ("assigned", "assigned_at"),
    "first_contact": ("signed", "signed_at"),
    "handling": ("in_progress", "assigned_at"),
    "return": ("assigned", "assigned_at"),
    "callback": ("reported_done", "completed_at"),
    "objection": ("reported_done", "completed_at"),
    "held_review": ("held", "held_at"),
    "recheck": ("closed", "closed_at"),
    "recheck_begins": ("closed", "closed_at"),
}
with FILE.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(TIMEZONE)).astimezone(UTC)


def standing(row: dict[str, str]) -> Issue:
    state, since = STATES[row["kind"]]
    start = at(row["start"])
    fields: dict[str, Any] = {"state": state, since: start}
    fields["is_urgent"] = row["rule"].endswith("_urgent")
    if row["kind"] == "held_review":
        fields["held_review_by"] = month_later(date.fromisoformat(row["start"][:10]))
    if row["kind"] == "handling":
        fields |= handled(row, start)
    return Issue("i", "n", "complaint", "roads", None, "u", "p", "r", start, start, **fields)


def handled(row: dict[str, str], start: datetime) -> dict[str, Any]:
    calendar, rule = CALENDARS[row["calendar"]], row["rule"].removeprefix("handling_")
    today = date.fromisoformat(row["start"][:10])
    if rule == "chosen":
        return chosen_due(date.fromisoformat(row["due"]), today).entry()
    if rule == "resumed":
        return resumed(int(row["amount"]), today, calendar).entry()
    if rule != "extension":
        return default_due(rule, start, calendar, TIMEZONE).entry()
    first = default_due("ordinary", start, calendar, TIMEZONE).entry()
    issue = Issue("i", "n", "complaint", "roads", None, "u", "p", "r", start, start, **first)
    return extended(issue, int(row["amount"]) - 5, calendar).entry()


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['rule']}-{row['start']}-{row['calendar']}"
)
def test_a_limit_ends_on_the_day_that_was_counted_by_hand(row: dict[str, str]) -> None:
    calendar, issue = CALENDARS[row["calendar"]], standing(row)
    due = date.fromisoformat(row["due"])
    if row["kind"] == "return":
        assert limits.return_until(issue, TIMEZONE, calendar) == due
    elif row["kind"] == "objection":
        assert limits.objection_ends(issue, TIMEZONE, calendar) == due
    elif row["kind"] == "recheck_begins":
        assert limits.recheck_begins(issue, TIMEZONE) == due
    else:
        found = running_limits(issue, calendar, TIMEZONE)
        [limit] = [limit for limit in found if limit.kind == row["kind"]]
        assert (limit.rule, limit.due, limit.due_at) == (row["rule"], due, at(row["due_at"]))
        assert limit.is_provisional is (row["provisional"] == "yes")
        assert limit.amount == (int(row["amount"]) if row["amount"] else None)


def test_every_kind_of_limit_is_in_the_file() -> None:
    assert {row["kind"] for row in ROWS} == STATES.keys()
