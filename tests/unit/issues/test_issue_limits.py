"""Which limits run in which state, from where each is counted, and how it is explained."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.issues.issue import Issue
from services.issues.limits.due import (
    chosen_due,
    counted_due,
    days_left,
    default_due,
    extended,
    limit_class,
    resumed,
)
from services.issues.limits.running import (
    Limit,
    current_limit,
    explain,
    running_limits,
    to_days,
)
from services.kernel.working_calendar import EnteredYear, WorkingCalendar

TIMEZONE = "Asia/Shanghai"
CALENDAR = WorkingCalendar()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, 10 o'clock in Shanghai
FRIDAY_EVENING = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)  # 22 o'clock in Shanghai
DUE = date(2026, 12, 1)


def issue(**fields: Any) -> Issue:
    told = {"state": "reported", "kind": "complaint", **fields}
    return Issue(
        issue_id="i",
        number="n",
        category="roads",
        field=None,
        unit_id="u",
        reported_by="p",
        reporter_id="r",
        reported_at=NOW,
        recorded_at=NOW,
        **told,
    )


def working(state: str, **fields: Any) -> Issue:
    """An ordinary issue that was assigned now."""
    counted = default_due("ordinary", NOW, CALENDAR, TIMEZONE).entry()
    return issue(**{"state": state, "assigned_at": NOW, **counted, **fields})


def kinds(found: Issue) -> list[str]:
    return [limit.kind for limit in running_limits(found, CALENDAR, TIMEZONE)]


def current(found: Issue) -> Limit:
    limit = current_limit(found, CALENDAR, TIMEZONE)
    assert limit
    return limit


@pytest.mark.parametrize(
    ("chosen", "due", "days"),
    [
        ("urgent", date(2026, 11, 28), None),  # clock hours run through the Saturday
        ("consultation", date(2026, 12, 2), 3),
        ("ordinary", date(2026, 12, 4), 5),
        ("complex", date(2026, 12, 18), 15),
    ],
)
def test_the_default_due_day_by_class(chosen: str, due: date, days: int | None):
    counted = default_due(chosen, FRIDAY_EVENING, CALENDAR, TIMEZONE)
    assert (counted.due, counted.days) == (due, days)
    assert (counted.rule, counted.start_day) == (chosen, date(2026, 11, 27))


def test_the_class_follows_from_danger_kind_and_conditions_unless_the_office_chose():
    assert limit_class(issue()) == "ordinary"
    assert limit_class(issue(needs_conditions=True)) == "complex"
    asked = {"kind": "consultation", "needs_conditions": True}
    assert limit_class(issue(**asked)) == "consultation"
    assert limit_class(issue(**asked, is_urgent=True)) == "urgent"
    assert limit_class(issue(**asked, is_urgent=True, limit_class="complex")) == "complex"


@pytest.mark.parametrize(
    ("found", "running"),
    [
        (issue(), ["triage"]),
        (issue(state="triaged"), ["triage"]),
        (issue(state="returned"), ["triage"]),
        (working("assigned"), ["sign_for", "handling"]),
        (working("signed", signed_at=NOW), ["first_contact", "handling"]),
        (working("in_progress", signed_at=NOW), ["first_contact", "handling"]),
        (working("in_progress", signed_at=NOW, contacted_on=DUE), ["handling"]),
        (working("in_progress", signed_at=NOW, is_reachable=False), ["handling"]),
        (working("held", held_at=NOW, held_review_by=DUE), ["held_review"]),
        (working("reported_done", completed_at=NOW), ["callback"]),
        (working("reported_done", completed_at=NOW, is_on_spot=True), []),
        (working("called_back", completed_at=NOW), []),
        (working("closed", closed_at=NOW), ["recheck"]),
        (working("closed", closed_at=NOW, is_rechecked=True), []),
        (issue(state="referred"), []),
        (issue(state="merged"), []),
    ],
)
def test_which_limits_run_in_which_state(found: Issue, running: list[str]):
    assert kinds(found) == running


def test_a_list_shows_the_next_step_and_the_handling_where_that_ends_sooner():
    assert current(working("assigned")).kind == "sign_for"
    today = chosen_due(date(2026, 11, 24), date(2026, 11, 24)).entry()
    assert current(working("assigned", **today)).rule == "handling_chosen"
    assert current(working("signed", signed_at=NOW)).kind == "handling"
    assert current_limit(working("closed", closed_at=NOW), CALENDAR, TIMEZONE) is None


def test_the_office_has_a_day_again_after_an_issue_came_back():
    back = issue(state="returned", waiting_since=FRIDAY_EVENING)
    assert current(back).due == date(2026, 11, 30)


def test_signing_for_an_urgent_issue_is_due_within_two_hours():
    late = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 23 o'clock
    urgent = default_due("urgent", late, CALENDAR, TIMEZONE).entry()
    found = current(working("assigned", is_urgent=True, **{**urgent, "assigned_at": late}))
    assert (found.rule, found.due) == ("sign_for_urgent", date(2026, 11, 25))
    assert found.due_at == late + timedelta(hours=2)


def test_an_urgent_issue_is_due_on_the_hour_and_an_ordinary_one_at_the_end_of_the_day():
    urgent = default_due("urgent", NOW, CALENDAR, TIMEZONE).entry()
    hot = current(working("in_progress", is_urgent=True, **urgent))
    assert (hot.rule, hot.due_at) == ("handling_urgent", NOW + timedelta(hours=24))
    calm = current(working("in_progress"))
    assert (calm.rule, calm.due) == ("handling_ordinary", DUE)
    assert calm.due_at == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def test_a_due_day_from_before_rules_were_noted_stands_as_it_is():
    old = working("in_progress", due_rule=None, due_from=None, due_days=None)
    assert (current(old).rule, current(old).due) == ("handling_noted", DUE)
    assert counted_due(old, CALENDAR) is None


def test_an_extension_is_counted_on_from_the_same_start():
    more = extended(working("in_progress"), 5, CALENDAR)
    assert (more.due, more.start_day, more.days) == (date(2026, 12, 8), date(2026, 11, 24), 10)
    chosen = working("in_progress", **chosen_due(date(2026, 12, 4), date(2026, 11, 24)).entry())
    more = extended(chosen, 2, CALENDAR)
    assert (more.due, more.start_day, more.days) == (date(2026, 12, 8), date(2026, 12, 4), 2)
    with pytest.raises(ValueError, match="nothing is due"):
        extended(issue(), 2, CALENDAR)


def test_a_hold_gives_back_the_days_that_were_left_and_three_at_least():
    held = working("in_progress")
    assert days_left(held, date(2026, 11, 26), CALENDAR) == 3
    assert days_left(held, date(2026, 12, 7), CALENDAR) == 0
    assert resumed(4, date(2027, 1, 4), CALENDAR).due == date(2027, 1, 8)
    again = resumed(0, date(2026, 12, 7), CALENDAR)
    assert again.due == date(2026, 12, 10)
    resuming = current(working("in_progress", **again.entry()))
    assert resuming.started_at == datetime(2026, 12, 7, 0, 30, tzinfo=UTC)  # that morning


def test_a_limit_explains_itself():
    assert explain(current(working("in_progress"))) == {
        "kind": "handling",
        "rule": "handling_ordinary",
        "from": "2026-11-24",
        "amount": 5,
        "unit": "working_days",
        "due": "2026-12-01",
        "due_at": "2026-12-01T09:30:00+00:00",
        "provisional": False,
    }
    hot = explain(current(working("assigned", is_urgent=True)))
    assert (hot["from"], hot["amount"], hot["unit"]) == (NOW.isoformat(), 2, "clock_hours")
    closed = running_limits(working("closed", closed_at=NOW), CALENDAR, TIMEZONE)
    assert explain(closed[0])["unit"] == "calendar_days"
    chosen = working("in_progress", **chosen_due(DUE, date(2026, 11, 24)).entry())
    assert (explain(current(chosen))["amount"], explain(current(chosen))["unit"]) == (None, "day")
    held = working("held", held_at=NOW, held_review_by=date(2026, 12, 24))
    assert explain(current(held))["unit"] == "month"


def test_a_limit_that_is_counted_into_a_year_without_data_is_provisional():
    found = working("in_progress", due=date(2027, 1, 5), due_from=date(2026, 12, 29), due_days=4)
    assert current(found).is_provisional
    entered = WorkingCalendar({2027: EnteredYear(frozenset({date(2027, 1, 4)}))})
    limit = current_limit(found, entered, TIMEZONE)
    assert limit is not None
    assert not limit.is_provisional
    assert limit.due == date(2027, 1, 5)  # as it was told; moving it is a fact of its own
    assert counted_due(found, entered) == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 24), {"left_days": 5}),
        (date(2026, 12, 1), {"left_days": 0}),
        (date(2026, 12, 2), {"late_days": 1}),
        (date(2026, 12, 5), {"late_days": 3}),
    ],
)
def test_days_left_and_days_late_are_working_days(today: date, said: dict[str, int]):
    assert to_days(current(working("in_progress")), today, CALENDAR) == said


def test_late_over_a_weekend_is_late_by_at_least_one_day():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    chosen = chosen_due(friday, date(2026, 11, 24)).entry()
    assert to_days(current(working("in_progress", **chosen)), sunday, CALENDAR) == {"late_days": 1}
