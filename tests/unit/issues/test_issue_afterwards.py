"""After the work: 回头看, reopening on the person's wish, ratings; and what begins anew."""

from datetime import timedelta

import pytest

from services.issues.afterwards import RateOutcome, RecheckIssue, ReopenIssue
from services.issues.amending import SupplementIssue
from services.issues.facts import IssueEscalated
from services.issues.outcome import CloseIssue, OrderRework, RecordCallback
from services.issues.supervising import EscalateIssue
from tests.unit.issues.district import (
    ASSIGNED,
    CALLED,
    CLOSED,
    COMPLETED,
    DONE,
    ISSUE,
    LEAD_REVIEWER,
    NEW_ID,
    OFFICE,
    PLANNED,
    REOPENED,
    REPORTED,
    REPORTER,
    REVIEWER,
    REWORK,
    SIGNED,
    STORY,
    TODAY,
    UNTIL,
    VISITOR,
    by_code,
    days_later,
    given,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import invalid, refused

CONTENT = RateOutcome(satisfaction="satisfied", solved="solved")
UNHAPPY = RateOutcome(satisfaction="dissatisfied")
ANEW = (REOPENED, ASSIGNED, SIGNED, PLANNED, COMPLETED, DONE)


def test_what_still_holds_stays_closed():
    (fact,) = when("recheck", in_state("closed"), RecheckIssue(still_solved=True), REVIEWER)
    after = then(in_state("closed"), [fact])
    assert (after.state, after.outcome, after.is_rechecked) == ("closed", "solved", True)
    assert fact.rechecked_on == TODAY


def test_what_came_back_goes_to_the_office():
    facts = when("recheck", in_state("closed"), RecheckIssue(still_solved=False), REVIEWER)
    assert [type(fact).__name__ for fact in facts] == ["RecheckRecorded", "IssueReopened"]
    after = then(in_state("closed"), facts)
    assert (after.state, after.outcome, after.reopenings) == ("triaged", None, 1)
    assert facts[1].cause == "rebound"


def test_whoever_did_the_work_does_not_recheck_it():
    with refused("closer_handled_it"):
        when("recheck", in_state("closed"), RecheckIssue(still_solved=True), LEAD_REVIEWER)
    with invalid(rechecked_on=["date_in_future"]):
        told = RecheckIssue(still_solved=True, rechecked_on=TODAY + timedelta(days=1))
        when("recheck", in_state("closed"), told, REVIEWER)


def test_it_is_reopened_on_the_persons_wish_with_a_reason():
    closed = in_state("closed")
    with refused("reason_missing"):
        by_code("reopen", closed, ReopenIssue())
    with refused("reason_missing"):
        when("reopen", closed, ReopenIssue(), OFFICE)
    (own,) = by_code("reopen", closed, ReopenIssue(reason="又坏了"))
    assert (own.reporter_id, own.own_words, own.reason, own.cause) == (
        REPORTER,
        "又坏了",
        None,
        "wish",
    )
    (heard,) = when("reopen", closed, ReopenIssue(reason="又坏了"), VISITOR)
    assert (heard.reporter_id, heard.own_words, heard.reason) == (None, None, "又坏了")
    assert then(closed, [own]).state == then(closed, [heard]).state == "triaged"


def test_a_reopening_begins_everything_anew():
    tried = same(CALLED, reached=False, basis=None, solved=None, satisfaction=None)
    story = (
        *STORY[:7],
        REWORK,
        PLANNED,
        COMPLETED,
        DONE,
        tried,
        same(CALLED, satisfaction="dissatisfied"),
    )
    issue = given(*story, CLOSED, REOPENED)
    assert (issue.state, issue.outcome, issue.closed_at) == ("triaged", None, None)
    assert (issue.reworks, issue.dissatisfactions, issue.tries, issue.solved) == (0, 0, (), None)
    assert (issue.lead_unit, issue.due, issue.returned_units) == (None, None, ())
    assert (issue.is_extended, issue.is_designated) == (False, False)
    assert issue.handling_units == issue.handling_people == frozenset()
    assert issue.tasks_of_round == ()


def test_two_reworks_are_possible_again_after_a_reopening():
    issue = given(*STORY[:7], REWORK, REWORK, CALLED, CLOSED, *ANEW)
    assert when("order_rework", issue, OrderRework(reason="又淹了"), REVIEWER)
    twice = then(issue, [REWORK, DONE, REWORK, DONE])
    with refused("reworked_twice"):
        when("order_rework", twice, OrderRework(reason="又淹了"), REVIEWER)


def test_the_former_unit_may_review_what_another_one_does_after_a_reopening():
    by_water = (
        same(fact, by="walt", by_unit="water") for fact in (SIGNED, PLANNED, COMPLETED, DONE)
    )
    issue = given(*STORY, REOPENED, same(ASSIGNED, lead_unit_id="water"), *by_water)
    call = RecordCallback(basis="reached", solved="solved")
    with refused("caller_handled_it"):  # the task is reed's
        when("record_callback", issue, call, LEAD_REVIEWER)
    free = given(*STORY, REOPENED, same(ASSIGNED, lead_unit_id="water"), same(DONE, by="walt"))
    assert when("record_callback", free, call, LEAD_REVIEWER)


def test_a_reopened_question_is_called_back_like_others():
    question = (same(REPORTED, kind="consultation"), *STORY[1:7])
    assert when("close", given(*question), CloseIssue(outcome="solved"), REVIEWER)
    with refused("not_called_back"):
        again = given(*question, CLOSED, *ANEW)
        when("close", again, CloseIssue(outcome="solved"), REVIEWER)


def test_levels_reached_before_a_reopening_are_reached_again_after_it():
    by_hand = IssueEscalated(issue_id=ISSUE, by="olga", limit="by_hand", level=3, cause="by_hand")
    with refused("escalated_already"):
        when("escalate", in_state("triaged", by_hand), EscalateIssue(level=3), OFFICE)
    anew = given(*UNTIL["triaged"], by_hand, *STORY[2:], REOPENED)
    assert when("escalate", anew, EscalateIssue(level=3), OFFICE)


@pytest.mark.parametrize("state", ["reported_done", "called_back", "closed"])
def test_the_reporter_rates_once_with_two_answers(state: str):
    issue = in_state(state)
    (fact,) = by_code("rate", issue, CONTENT)
    assert (fact.reporter_id, fact.solved, fact.satisfaction) == (REPORTER, "solved", "satisfied")
    rated = then(issue, [fact])
    assert (rated.state, rated.outcome) == (issue.state, issue.outcome)
    with refused("rated_already"):
        by_code("rate", rated, UNHAPPY)


def test_each_reporter_rates_and_each_round_is_rated():
    joined = SupplementIssue(text="我家也淹了", adds_reporter=True)
    issue = in_state("reported_done")
    issue = then(issue, when("supplement", issue, joined, VISITOR))
    rated = then(issue, by_code("rate", issue, CONTENT))
    assert by_code("rate", rated, UNHAPPY, reporter=NEW_ID)
    reworked = then(rated, [REWORK, PLANNED, COMPLETED, DONE])
    assert by_code("rate", reworked, CONTENT)


def test_satisfaction_and_whether_it_is_solved_stay_apart():
    """Satisfied does not mean solved, and what was not rated is no satisfaction."""
    issue = in_state("reported_done")
    call = RecordCallback(basis="reached", solved="unsolved", satisfaction="very_satisfied")
    called = then(issue, when("record_callback", issue, call, REVIEWER))
    with refused("outcome_above_callback", solved="unsolved"):
        when("close", called, CloseIssue(outcome="partly_solved"), REVIEWER)
    rating = then(called, by_code("rate", called, CONTENT))
    with refused("outcome_above_callback"):  # a rating is no reached person's answer
        when("close", rating, CloseIssue(outcome="solved"), REVIEWER)
    unrated = RecordCallback(basis="reached", solved="solved")
    (fact,) = when("record_callback", issue, unrated, REVIEWER)
    assert fact.satisfaction == "not_rated"
    assert then(issue, [fact]).dissatisfactions == 0


def test_whoever_objects_by_rating_keeps_silence_from_being_a_basis():
    """Five working days are over on 2 December; a visit to the place is a basis all the same."""
    silent = RecordCallback(basis="no_contact_left")
    done = in_state("reported_done")
    assert when("record_callback", done, silent, REVIEWER, now=days_later(8))
    content = then(done, by_code("rate", done, CONTENT))
    assert when("record_callback", content, silent, REVIEWER, now=days_later(8))
    for objection in (
        by_code("rate", done, UNHAPPY),
        by_code("supplement", done, SupplementIssue(text="没修好")),
    ):
        objected = then(done, objection)
        with refused("basis_missing"):
            when("record_callback", objected, silent, REVIEWER, now=days_later(8))
        seen = RecordCallback(basis="no_contact_left", visited_on=TODAY)
        assert when("record_callback", objected, seen, REVIEWER, now=days_later(8))


def test_an_objection_counts_for_its_round_only():
    done = in_state("reported_done")
    objected = then(done, by_code("rate", done, UNHAPPY))
    assert not then(objected, [REWORK, PLANNED, COMPLETED, DONE]).was_objected_to


def test_dissatisfied_twice_may_be_closed_as_unsolved_with_an_explanation():
    unhappy = same(CALLED, solved="unsolved", satisfaction="very_dissatisfied")
    issue = given(*STORY[:7], unhappy, REWORK, PLANNED, COMPLETED, DONE, unhappy)
    assert issue.dissatisfactions == 2
    with refused("explanation_missing"):
        when("close", issue, CloseIssue(outcome="unsolved"), REVIEWER)
    told = CloseIssue(outcome="unsolved", explanation="资金未到位")
    assert then(issue, when("close", issue, told, REVIEWER)).outcome == "unsolved"
