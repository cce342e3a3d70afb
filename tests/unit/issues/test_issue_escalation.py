"""Each level of a limit at its moment, once for one end of it. Moments are counted by hand, by Shanghai's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.issues.clock import ISSUES, levels_reached
from services.issues.evolve import evolve
from services.issues.facts import IssueHeld, IssueReopened
from services.issues.issue import Issue
from services.issues.limits.escalation import levels_due, next_level_at
from services.issues.limits.limit import Counting
from services.kernel.working_days import ANNOUNCED
from tests.unit.issues.district import (
    ASSIGNED,
    CALLED,
    DONE,
    ISSUE,
    NOW,
    REPORTED,
    STORY,
    TIMEZONE,
    UNTIL,
    act,
    given,
    same,
)

COUNT = Counting(ANNOUNCED, TIMEZONE)
ORDINARY = same(ASSIGNED, due_rule="ordinary", due_from=NOW.date(), due_days=5)


def shanghai(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    local = datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(TIMEZONE))
    return local.astimezone(UTC)


def moments(issue: Issue, limit: str) -> dict[int, datetime]:
    ever = datetime(2030, 1, 1, tzinfo=UTC)
    return {each.level: each.at for each in levels_due(issue, COUNT, ever) if each.limit == limit}


def in_progress(assigned: object = ORDINARY) -> Issue:
    return given(*UNTIL["triaged"], assigned, *STORY[3:5])


def test_five_working_days_have_four_levels():
    """Assigned on Tuesday 24 November, due on Tuesday 1 December."""
    assert moments(in_progress(), "handling") == {
        0: shanghai(11, 27, 12),  # half of five days is noon of the third
        1: shanghai(12, 1, 8, 30),
        2: shanghai(12, 2, 8, 30),
        3: shanghai(12, 8, 8, 30),  # overdue: 2, 3, 4, 7 and 8 December
    }


def test_an_even_number_of_days_is_half_over_in_the_evening():
    longer = same(ORDINARY, due=date(2026, 12, 2), due_days=6)
    assert moments(in_progress(longer), "handling")[0] == shanghai(11, 27, 17, 30)


def test_one_day_is_red_in_the_first_overdue_hour_and_climbs_no_higher():
    """Reported at ten on Tuesday: to be assigned by Wednesday evening."""
    assert moments(given(REPORTED), "triage") == {2: shanghai(11, 26, 8, 30)}


def test_clock_hours_run_through_the_night():
    urgent = given(
        same(REPORTED, danger=True),
        same(ASSIGNED, due=date(2026, 11, 25), due_rule="urgent", due_from=NOW.date()),
    )
    assert moments(urgent, "handling") == {
        0: shanghai(11, 24, 22),
        1: shanghai(11, 25, 4),
        2: shanghai(11, 25, 10),
        3: shanghai(11, 26, 10),
    }
    assert moments(urgent, "sign_for") == {
        0: shanghai(11, 24, 11),
        1: shanghai(11, 24, 11, 30),
        2: shanghai(11, 24, 12),
    }


def test_only_the_handling_limit_goes_to_the_leader():
    done = given(*UNTIL["triaged"], ORDINARY, *STORY[3:7])
    assert set(moments(done, "callback")) == {0, 1, 2}


def test_a_day_off_that_was_named_is_yellow_on_the_last_day_worked_before():
    saturday = same(ASSIGNED, due=date(2026, 12, 5), due_rule="chosen", due_from=NOW.date())
    found = moments(in_progress(saturday), "handling")
    assert found[1] == shanghai(12, 4, 8, 30)
    assert found[2] == shanghai(12, 7, 8, 30)


def test_a_second_dissatisfied_answer_goes_to_the_leader_at_once():
    unhappy = same(CALLED, solved="unsolved", satisfaction="dissatisfied")
    once = given(*UNTIL["triaged"], ORDINARY, *STORY[3:7], unhappy)
    twice = evolve(evolve(once, DONE, NOW), unhappy, NOW)
    assert levels_due(once, COUNT, NOW) == []
    [level] = levels_due(twice, COUNT, NOW)
    assert (level.limit, level.level, level.cause) == ("handling", 3, "dissatisfied_twice")


def test_what_is_held_waits_for_its_review_and_not_for_its_work():
    held = IssueHeld(issue_id=ISSUE, by="olga", review_by=date(2026, 12, 24), days_left=5)
    issue = evolve(in_progress(), held, NOW)
    assert moments(issue, "handling") == {}
    assert moments(issue, "held_review")[2] == shanghai(12, 25, 8, 30)


def test_what_is_over_has_no_level():
    assert next_level_at(given(*STORY), COUNT) is None


@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_however_late_the_clock_comes_each_level_is_recorded_once(weeks: int):
    issue, now = in_progress(), NOW + timedelta(weeks=weeks)
    facts = levels_reached(issue, act(ISSUES, now))
    for fact in facts:
        issue = evolve(issue, fact, now)
    expected = sum(at <= now for at in moments(in_progress(), "handling").values())
    handling = [fact for fact in facts if getattr(fact, "limit", "") == "handling"]
    assert len(handling) == expected
    assert levels_reached(issue, act(ISSUES, now)) == []


def test_another_end_of_the_limit_has_its_own_levels():
    late = NOW + timedelta(weeks=3)
    issue = in_progress()
    for fact in levels_reached(issue, act(ISSUES, late)):
        issue = evolve(issue, fact, late)
    reopened = IssueReopened(issue_id=ISSUE, by="olga", state="triaged", cause="wish")
    again = same(ORDINARY, due=date(2026, 12, 22), due_from=late.date())
    issue = evolve(evolve(issue, reopened, late), again, late)
    assert moments(issue, "handling")[2] == shanghai(12, 23, 8, 30)


def test_red_and_above_ask_the_unit_for_an_answer():
    facts = levels_reached(in_progress(), act(ISSUES, NOW + timedelta(weeks=3)))
    asked = {fact.level: bool(fact.order_id) for fact in facts if fact.limit == "handling"}
    assert asked == {0: False, 1: False, 2: True, 3: True}
