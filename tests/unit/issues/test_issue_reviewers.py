"""Somebody who had no hand in the work is named to review it, and somebody is always left."""

from services.issues.facts import ReviewerDesignated
from services.issues.intake import AssignIssue
from services.issues.outcome import CloseIssue, RecordCallback
from services.issues.reviewers import DesignateReviewer
from tests.unit.issues.district import (
    DUE,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    OFFICE,
    REVIEWER,
    UNTIL,
    WATER_HANDLER,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import invalid, refused

FRED = DesignateReviewer(reviewer="fred")
DESIGNATED = ReviewerDesignated(issue_id=ISSUE, by="olga", by_unit="cloud", reviewer_id="fred")


def test_a_reviewer_from_elsewhere_is_named_and_reviews():
    issue = then(
        in_state("reported_done"),
        when("designate_reviewer", in_state("reported_done"), FRED, OFFICE),
    )
    assert issue.reviewer == "fred"
    call = RecordCallback(basis="reached", solved="solved")
    called = then(issue, when("record_callback", issue, call, FAR_REVIEWER))
    assert when("close", called, CloseIssue(outcome="solved"), FAR_REVIEWER)


def test_nobody_who_handles_it_is_named():
    of_the_lead_unit = DesignateReviewer(reviewer="lena")
    with refused("reviewer_handles_it"):
        when("designate_reviewer", in_state("assigned"), of_the_lead_unit, OFFICE)
    with refused("reviewer_handles_it"):
        when("designate_reviewer", in_state("signed"), DesignateReviewer(reviewer="hans"), OFFICE)


def test_who_handles_it_is_refused_before_the_state_is_looked_at():
    returned = in_state("returned")
    with refused("reviewer_handles_it"):
        when("designate_reviewer", returned, DesignateReviewer(reviewer="hans"), OFFICE)
    with refused("not_in_state"):
        when("designate_reviewer", returned, FRED, OFFICE)


def test_who_is_named_is_a_reviewer():
    for nobody in ("otto", "nobody"):
        with invalid(reviewer=["choice"]):
            told = DesignateReviewer(reviewer=nobody)
            when("designate_reviewer", in_state("assigned"), told, OFFICE)


def test_the_one_who_was_named_before_counts_among_those_who_are_left():
    """Reed and cloud have no other reviewer: fred of power is the only one."""
    people = (OFFICE, HANDLER, FAR_REVIEWER)
    told = AssignIssue(lead_unit="water", due=DUE)
    with refused("no_independent_reviewer"):
        when("assign", in_state("assigned"), told, OFFICE, people=people)
    named = given(*UNTIL["assigned"], DESIGNATED)
    assert when("assign", named, told, OFFICE, people=people)
    with refused("no_independent_reviewer"):  # but not where his own unit gets it
        when("assign", named, same(told, lead_unit="power"), OFFICE, people=people)


def test_others_above_the_place_are_enough_when_the_named_one_is_barred():
    named = given(*UNTIL["assigned"], DESIGNATED)
    told = AssignIssue(lead_unit="power", due=DUE)
    assert when(
        "assign", named, told, OFFICE, people=(OFFICE, REVIEWER, FAR_REVIEWER, WATER_HANDLER)
    )
