"""Time limits by working days: the day of the start never counts."""

from datetime import UTC, date, datetime

import pytest

from services.issues.facts import ReworkOrdered
from services.issues.limits import Limit, current_limit, default_due, limit_class, to_days
from tests.unit.issues.district import (
    ASSIGNED,
    ISSUE,
    NOW,
    REPORTED,
    STORY,
    TIMEZONE,
    TRIAGED,
    given,
    in_state,
    same,
)

FRIDAY_EVENING = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)  # 22 o'clock in Shanghai


@pytest.mark.parametrize(
    ("chosen", "due"),
    [
        ("urgent", date(2026, 11, 28)),  # clock hours run through the Saturday
        ("consultation", date(2026, 12, 2)),
        ("ordinary", date(2026, 12, 4)),
        ("complex", date(2026, 12, 18)),
    ],
)
def test_the_default_due_day_by_class(chosen: str, due: date):
    assert default_due(chosen, FRIDAY_EVENING, TIMEZONE) == due


def test_the_class_follows_from_danger_kind_and_conditions_unless_the_office_chose():
    assert limit_class(given(REPORTED)) == "ordinary"
    assert limit_class(given(same(REPORTED, needs_conditions=True))) == "complex"
    asked = same(REPORTED, kind="consultation", needs_conditions=True)
    assert limit_class(given(asked)) == "consultation"
    assert limit_class(given(same(asked, danger=True))) == "urgent"
    chosen = same(TRIAGED, limit_class="complex")
    assert limit_class(given(same(asked, danger=True), chosen)) == "complex"


def test_which_limit_runs_in_which_state():
    kinds = {state: current_limit(in_state(state), TIMEZONE) for state in ("reported", "assigned")}
    assert kinds["reported"] == Limit("triage", date(2026, 11, 25))
    assert kinds["assigned"] == Limit("sign_for", date(2026, 11, 25))
    assert current_limit(in_state("in_progress"), TIMEZONE) == Limit("handling", date(2026, 12, 1))
    assert current_limit(in_state("reported_done"), TIMEZONE) == Limit(
        "callback", date(2026, 11, 27)
    )
    assert current_limit(in_state("called_back"), TIMEZONE) is None
    assert current_limit(in_state("closed"), TIMEZONE) is None


def test_signing_for_an_urgent_issue_is_due_within_two_hours():
    late = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 23 o'clock
    urgent = given(same(REPORTED, danger=True), same(ASSIGNED, due=date(2026, 11, 25)), at=late)
    assert current_limit(urgent, TIMEZONE) == Limit("sign_for", date(2026, 11, 25))
    calm = given(same(REPORTED, danger=True), same(ASSIGNED, due=date(2026, 11, 25)), at=NOW)
    assert current_limit(calm, TIMEZONE) == Limit("sign_for", date(2026, 11, 24))


def test_a_rework_runs_on_the_new_due_day():
    rework = ReworkOrdered(
        issue_id=ISSUE, by="rita", by_unit="cloud", reason="x", due=date(2026, 12, 4)
    )
    assert current_limit(given(*STORY[:8], rework), TIMEZONE) == Limit(
        "handling", date(2026, 12, 4)
    )


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
    assert to_days(Limit("handling", date(2026, 12, 1)), today) == said


def test_late_over_a_weekend_is_late_by_at_least_one_day():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert to_days(Limit("handling", friday), sunday) == {"late_days": 1}
