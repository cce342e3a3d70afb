"""挂账: it waits for a condition, openly, and its time is kept for it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.issues.completion import CompleteTask
from services.issues.facts import HoldReviewed
from services.issues.holding import HoldIssue, RefuseHold, RequestHold, ResumeIssue, ReviewHold
from services.issues.intake import AssignIssue
from services.issues.limits.running import running_limits
from services.kernel.working_days import ANNOUNCED
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    DONE,
    DUE,
    HANDLER,
    HELD,
    HOLD_REQUESTED,
    ISSUE,
    OFFICE,
    REPORTED,
    REVIEW_BY,
    STORY,
    TASK,
    TIMEZONE,
    TODAY,
    UNTIL,
    days_later,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, refused

ASK: dict[str, Any] = {
    "missing_condition": "等电力迁改",
    "plan": "迁改后铺管",
    "responsible_position": "unit_head",
    "review_by": REVIEW_BY,
}
LATER = date(2026, 12, 25)  # a day more than a month


@pytest.mark.parametrize("missing", ASK)
def test_a_hold_names_condition_plan_leader_and_review(missing: str):
    told = RequestHold(**{**ASK, missing: None})
    with refused("hold_incomplete", missing=[missing]):
        when("request_hold", in_state("in_progress"), told, HANDLER)


@pytest.mark.parametrize("review_by", [TODAY, LATER])
def test_it_is_reviewed_within_a_month_and_not_today(review_by: date):
    told = RequestHold(**{**ASK, "review_by": review_by})
    with refused("hold_incomplete", missing=["review_by"], latest="2026-12-24"):
        when("request_hold", in_state("in_progress"), told, HANDLER)


@pytest.mark.parametrize("state", ["assigned", "signed", "in_progress"])
def test_the_unit_asks_and_the_office_holds(state: str):
    issue = in_state(state)
    with refused("no_request"):
        when("hold", issue, HoldIssue(), OFFICE)
    with forbidden():
        when("hold", issue, HoldIssue(), HANDLER)
    asked = then(issue, when("request_hold", issue, RequestHold(**ASK), HANDLER))
    assert asked.state == state
    (fact,) = when("hold", asked, HoldIssue(), OFFICE)
    assert (fact.review_by, fact.days_left) == (REVIEW_BY, 5)
    held = then(asked, [fact])
    assert (held.state, held.hold_request, held.due) == ("held", None, DUE)


def test_the_office_names_another_day_when_the_asked_one_has_passed():
    asked = in_state("in_progress", same(HOLD_REQUESTED, review_by=date(2026, 11, 30)))
    december = days_later(14)
    with refused("hold_incomplete", latest="2027-01-08"):
        when("hold", asked, HoldIssue(), OFFICE, now=december)
    told = HoldIssue(review_by=date(2027, 1, 8))
    assert when("hold", asked, told, OFFICE, now=december)


def test_a_request_is_refused_with_a_reason_and_may_be_made_again():
    asked = in_state("in_progress", HOLD_REQUESTED)
    with refused("reason_missing"):
        when("refuse_hold", asked, RefuseHold(), OFFICE)
    after = then(asked, when("refuse_hold", asked, RefuseHold(reason="可以先清淤"), OFFICE))
    assert (after.state, after.hold_request) == ("in_progress", None)
    with refused("no_request"):
        when("refuse_hold", after, RefuseHold(reason="可以先清淤"), OFFICE)
    assert when("request_hold", after, RequestHold(**ASK), HANDLER)


def test_each_review_is_a_month_ahead_at_most():
    for day in (TODAY, LATER):
        with refused("review_too_far", latest="2026-12-24"):
            when("review_hold", in_state("held"), ReviewHold(review_by=day), OFFICE)
    (fact,) = when("review_hold", in_state("held"), ReviewHold(review_by=REVIEW_BY), OFFICE)
    held = then(in_state("held"), [fact], at=days_later(20))
    assert (held.state, held.held_review_by) == ("held", REVIEW_BY)


def test_a_month_ends_on_the_same_date_or_on_its_last_day():
    """Held at the end of January, it is reviewed by the end of February."""
    january = datetime(2027, 1, 31, 2, 0, tzinfo=UTC)
    review = ReviewHold(review_by=date(2027, 2, 28))
    assert when("review_hold", in_state("held"), review, OFFICE, now=january)
    with refused("review_too_far", latest="2027-02-28"):
        when(
            "review_hold",
            in_state("held"),
            ReviewHold(review_by=date(2027, 3, 1)),
            OFFICE,
            now=january,
        )


def test_a_held_issue_runs_only_against_its_review():
    limits = running_limits(in_state("held"), ANNOUNCED, TIMEZONE)
    assert [(limit.kind, limit.due) for limit in limits] == [("held_review", REVIEW_BY)]


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (5, date(2027, 1, 4)),
        (4, date(2026, 12, 31)),
        (3, date(2026, 12, 30)),
        (0, date(2026, 12, 30)),
    ],
)
def test_resuming_gives_the_days_back_and_three_at_least(left: int, due: date):
    """Resumed on Friday 25 December: 28, 29, 30, 31, then New Year and a weekend."""
    held = given(*UNTIL["in_progress"], HOLD_REQUESTED, same(HELD, days_left=left))
    friday = datetime(2026, 12, 25, 2, 0, tzinfo=UTC)
    (fact,) = when("resume", held, ResumeIssue(note="迁改好了"), OFFICE, now=friday)
    resumed = then(held, [fact])
    assert (resumed.state, resumed.due) == ("in_progress", due)
    assert (resumed.held_at, resumed.held_review_by, resumed.days_left) == (None, None, None)


def test_an_overdue_issue_is_held_with_no_day_left():
    asked = in_state("in_progress", HOLD_REQUESTED)
    (fact,) = when("hold", asked, HoldIssue(), OFFICE, now=days_later(10))
    assert fact.days_left == 0


def test_work_may_go_on_while_it_is_held_and_is_reported_after_it():
    held = in_state("held")
    told = CompleteTask(task_id=TASK, result="清淤 420 米")
    worked = then(held, when("complete_task", held, told, HANDLER))
    assert (worked.state, worked.open_tasks) == ("held", ())
    with refused("not_in_state", state="held"):
        finished = CompleteTask(task_id=TASK, result="清淤 420 米", report_done=True)
        when("complete_task", held, finished, HANDLER)


def test_assigning_a_held_issue_anew_resumes_it():
    told = AssignIssue(lead_unit="water", due=date(2026, 12, 31))
    facts = when("assign", in_state("held"), told, OFFICE)
    assert [type(fact).__name__ for fact in facts] == ["IssueResumed", "IssueAssigned"]
    assert facts[0].implied
    issue = then(in_state("held"), facts)
    assert (issue.state, issue.lead_unit, issue.due) == ("assigned", "water", date(2026, 12, 31))
    assert (issue.held_at, issue.days_left) == (None, None)


def test_a_hold_that_was_asked_for_ends_with_the_work():
    done = given(*STORY[:5], HOLD_REQUESTED, COMPLETED, DONE)
    assert done.hold_request is None
    returned = given(REPORTED, ASSIGNED, HOLD_REQUESTED, *UNTIL["returned"][-1:])
    assert returned.hold_request is None
    reviewed = HoldReviewed(issue_id=ISSUE, by="olga", review_by=REVIEW_BY)
    assert in_state("held", reviewed).state == "held"
