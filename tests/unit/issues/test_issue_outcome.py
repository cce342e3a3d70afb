"""Call-back, rework, closing: by people outside the handling units."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.facts import CallbackRecorded, ReworkOrdered
from services.issues.issue import Issue
from services.issues.outcome import CloseIssue, OrderRework, RecordCallback
from tests.unit.issues.district import (
    ASSIGNED,
    CALLED,
    COMPLETED,
    DONE,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    LEAD_REVIEWER,
    NOW,
    OFFICE,
    OTHER_HANDLER,
    PLANNED,
    REPORTED,
    REVIEWER,
    SIGNED,
    STORY,
    TODAY,
    TRIAGED,
    days_later,
    given,
    in_state,
    person,
    same,
    when,
)
from tests.unit.refused import forbidden, invalid, refused

REACHED = RecordCallback(
    reached=True, basis="reached", solved="partly_solved", satisfaction="satisfied"
)
TRY = RecordCallback(reached=False)
THIRD = RecordCallback(reached=False, basis="three_tries")
NO_CONTACT = RecordCallback(reached=False, basis="no_contact_left")
UNTIL_DONE = STORY[:7]
REWORK = ReworkOrdered(issue_id=ISSUE, by="rita", by_unit="cloud", reason="又淹了")
ON_SPOT = (same(REPORTED, on_spot=True), same(ASSIGNED, on_spot=True), PLANNED, COMPLETED, DONE)
CONSULTATION = (same(REPORTED, kind="consultation"), ASSIGNED, PLANNED, COMPLETED, DONE)


def tried_on(*days: date) -> Issue:
    tries = [
        CallbackRecorded(issue_id=ISSUE, by="rita", by_unit="cloud", reached=False, called_on=day)
        for day in days
    ]
    return given(*UNTIL_DONE, *tries)


def called(**changes: Any) -> Issue:
    return given(*UNTIL_DONE, same(CALLED, **changes))


@pytest.mark.parametrize("who", [REVIEWER, OFFICE])
def test_a_reached_person_answers_two_questions(who: Any):
    (fact,) = when("record_callback", in_state("reported_done"), REACHED, who)
    assert (fact.reached, fact.basis, fact.called_on) == (True, "reached", TODAY)
    assert (fact.solved, fact.satisfaction) == ("partly_solved", "satisfied")
    assert given(*UNTIL_DONE, fact).state == "called_back"


def test_satisfaction_may_stay_unrated_but_solved_is_asked():
    (fact,) = when(
        "record_callback",
        in_state("reported_done"),
        RecordCallback(reached=True, basis="reached", solved="solved"),
        REVIEWER,
    )
    assert fact.satisfaction == "not_rated"
    with invalid(solved=["required"]):
        silent = RecordCallback(reached=True, basis="reached")
        when("record_callback", in_state("reported_done"), silent, REVIEWER)


def test_a_try_that_reached_nobody_leaves_the_state():
    (fact,) = when("record_callback", in_state("reported_done"), TRY, REVIEWER)
    assert (fact.reached, fact.basis, fact.solved) == (False, None, None)
    issue = given(*UNTIL_DONE, fact)
    assert (issue.state, issue.tries) == ("reported_done", (TODAY,))


def test_the_third_try_on_a_second_day_is_a_basis():
    tomorrow = days_later(1)
    (fact,) = when("record_callback", tried_on(TODAY, TODAY), THIRD, REVIEWER, now=tomorrow)
    assert (fact.basis, fact.solved) == ("three_tries", None)
    assert given(*UNTIL_DONE, fact).state == "called_back"


def test_two_tries_are_no_basis():
    with refused("basis_missing", tries=1):
        when("record_callback", tried_on(TODAY), THIRD, REVIEWER, now=days_later(1))


def test_three_tries_on_one_day_are_no_basis():
    with refused("tries_on_one_day"):
        when("record_callback", tried_on(TODAY, TODAY), THIRD, REVIEWER)


def test_tries_before_a_rework_do_not_count_after_it():
    tries = [
        CallbackRecorded(issue_id=ISSUE, by="rita", by_unit="cloud", reached=False, called_on=TODAY)
    ] * 2
    issue = given(*UNTIL_DONE, *tries, REWORK, PLANNED, COMPLETED, DONE)
    with refused("basis_missing", tries=0):
        when("record_callback", issue, THIRD, REVIEWER, now=days_later(1))


def test_no_contact_needs_five_working_days_open_to_objection():
    issue = in_state(
        "reported_done"
    )  # reported done on Tuesday the 24th; the fifth day is 1 December
    with refused("basis_missing", after="2026-12-01"):
        when("record_callback", issue, NO_CONTACT, REVIEWER)
    last_hour = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)
    with refused("basis_missing"):
        when("record_callback", issue, NO_CONTACT, REVIEWER, now=last_hour)
    (fact,) = when(
        "record_callback", issue, NO_CONTACT, REVIEWER, now=last_hour + timedelta(minutes=1)
    )
    assert fact.basis == "no_contact_left"


def test_no_contact_with_a_visit_to_the_place_needs_no_waiting():
    seen = RecordCallback(reached=False, basis="no_contact_left", visited_on=TODAY)
    (fact,) = when("record_callback", in_state("reported_done"), seen, REVIEWER)
    assert (fact.basis, fact.visited_on) == ("no_contact_left", TODAY)


def test_calls_and_visits_lie_between_completion_and_today():
    yesterday = date(2026, 11, 23)
    with invalid(called_on=["before_completion"]):
        early = RecordCallback(reached=False, called_on=yesterday)
        when("record_callback", in_state("reported_done"), early, REVIEWER)
    with invalid(visited_on=["before_completion"]):
        seen = RecordCallback(reached=False, basis="no_contact_left", visited_on=yesterday)
        when("record_callback", in_state("reported_done"), seen, REVIEWER)
    with invalid(called_on=["date_in_future"]):
        late = RecordCallback(reached=False, called_on=date(2026, 11, 25))
        when("record_callback", in_state("reported_done"), late, REVIEWER)


def test_the_unit_that_did_the_work_cannot_call_back():
    with refused("caller_handled_it"):
        when("record_callback", in_state("reported_done"), REACHED, LEAD_REVIEWER)
    office_of_the_unit = person("omar", "reed", "office")
    with refused("caller_handled_it"):
        when("record_callback", in_state("reported_done"), REACHED, office_of_the_unit)


def test_the_unit_that_did_the_work_cannot_close_it():
    for command, fields in (
        ("close", CloseIssue(outcome="solved")),
        ("order_rework", OrderRework()),
    ):
        with refused("closer_handled_it"):
            when(command, in_state("called_back"), fields, LEAD_REVIEWER)


def test_a_reviewer_whose_home_is_a_handling_unit_cannot_close_it():
    with refused("closer_handled_it"):
        both = person("bea", "reed", "reviewer", at="cloud")
        when("close", in_state("called_back"), CloseIssue(outcome="solved"), both)


def test_a_person_who_worked_on_it_cannot_close_it_wherever_they_are_now():
    moved = person("hans", "cloud", "reviewer")
    with refused("closer_handled_it"):
        when("close", in_state("called_back"), CloseIssue(outcome="solved"), moved)
    with refused("caller_handled_it"):
        when("record_callback", in_state("reported_done"), REACHED, moved)


def test_the_ancestor_of_a_handling_unit_is_not_one():
    assert when("close", in_state("called_back"), CloseIssue(outcome="solved"), REVIEWER)


def test_a_former_lead_unit_and_a_tasks_unit_cannot_close_it():
    moved = same(ASSIGNED, lead_unit_id="water", support_unit_ids=("power",))
    issue = given(REPORTED, ASSIGNED, moved, PLANNED, COMPLETED, DONE, CALLED)
    for home in ("reed", "water", "power"):
        with refused("closer_handled_it"):
            closer = person("clem", home, "reviewer", at="cloud")
            when("close", issue, CloseIssue(outcome="solved"), closer)


def test_the_named_reviewer_from_outside_the_subtree_reviews():
    issue = given(REPORTED, same(ASSIGNED, reviewer_id="fred"), PLANNED, COMPLETED, DONE)
    (fact,) = when("record_callback", issue, REACHED, FAR_REVIEWER)
    assert fact.by_unit == "power"
    with refused("not_found", NotFound):
        when("record_callback", in_state("reported_done"), REACHED, FAR_REVIEWER)


def test_nobody_else_calls_back_or_closes():
    with forbidden():
        when("record_callback", in_state("reported_done"), REACHED, HANDLER)
    with refused("not_found", NotFound):
        when("record_callback", in_state("reported_done"), REACHED, OTHER_HANDLER)
    with forbidden():
        when("close", in_state("called_back"), CloseIssue(outcome="solved"), OFFICE)


def test_an_issue_is_closed_after_the_callback():
    with refused("not_called_back"):
        when("close", in_state("reported_done"), CloseIssue(outcome="solved"), REVIEWER)
    (fact,) = when("close", in_state("called_back"), CloseIssue(outcome="solved"), REVIEWER)
    assert (given(*STORY[:8], fact).state, fact.outcome) == ("closed", "solved")


@pytest.mark.parametrize("facts", [ON_SPOT, CONSULTATION])
def test_solved_on_the_spot_and_a_question_are_closed_without_a_callback(facts: Any):
    assert when("close", given(*facts), CloseIssue(outcome="solved"), REVIEWER)


@pytest.mark.parametrize("facts", [ON_SPOT, CONSULTATION])
def test_once_reworked_they_are_called_back_like_others(facts: Any):
    again = given(*facts, REWORK, same(PLANNED, task_id="t2"), same(COMPLETED, task_id="t2"), DONE)
    with refused("not_called_back"):
        when("close", again, CloseIssue(outcome="solved"), REVIEWER)


@pytest.mark.parametrize(
    ("answer", "best"),
    [("solved", "solved"), ("partly_solved", "partly_solved"), ("unsolved", "unsolved")],
)
def test_the_outcome_is_never_better_than_the_answer(answer: str, best: str):
    grades = ("unsolved", "partly_solved", "solved")
    for outcome in grades:
        command = CloseIssue(outcome=outcome, explanation="等明年水利项目")
        if grades.index(outcome) <= grades.index(best):
            assert when("close", called(solved=answer), command, REVIEWER)
        else:
            with refused("outcome_above_callback", solved=answer):
                when("close", called(solved=answer), command, REVIEWER)


def test_nobody_reached_bounds_no_outcome():
    issue = called(reached=False, basis="three_tries", solved=None, satisfaction=None)
    assert when("close", issue, CloseIssue(outcome="solved"), REVIEWER)


def test_unsolved_needs_an_explanation_and_no_rework_before():
    with refused("explanation_missing"):
        when("close", in_state("called_back"), CloseIssue(outcome="unsolved"), REVIEWER)
    told = CloseIssue(outcome="unsolved", explanation="等明年水利项目")
    assert when("close", in_state("called_back"), told, REVIEWER)[0].explanation


@pytest.mark.parametrize("state", ["reported_done", "called_back"])
def test_a_rework_goes_back_to_the_unit(state: str):
    command = OrderRework(reason="又淹了", due=date(2026, 12, 4))
    (fact,) = when("order_rework", in_state(state), command, REVIEWER)
    issue = given(*(STORY[:7] if state == "reported_done" else STORY[:8]), fact)
    assert (issue.state, issue.reworks, issue.due) == ("in_progress", 1, date(2026, 12, 4))
    assert (issue.solved, issue.tries, issue.completed_at) == (None, (), None)


def test_a_rework_says_why():
    with refused("reason_missing"):
        when("order_rework", in_state("called_back"), OrderRework(), REVIEWER)


def test_a_rework_without_a_day_keeps_the_due_day():
    (fact,) = when("order_rework", in_state("called_back"), OrderRework(reason="x"), REVIEWER)
    assert given(*STORY[:8], fact).due == ASSIGNED.due


def test_at_most_two_reworks():
    redone = [REWORK, PLANNED, COMPLETED, DONE]
    issue = given(REPORTED, TRIAGED, ASSIGNED, SIGNED, PLANNED, COMPLETED, DONE, *redone, *redone)
    with refused("reworked_twice"):
        when("order_rework", issue, OrderRework(reason="又淹了"), REVIEWER)
    told = CloseIssue(outcome="unsolved", explanation="两次重办没有解决")
    called_again = [REWORK, PLANNED, COMPLETED, DONE, same(CALLED, solved="unsolved")]
    assert when("close", given(*UNTIL_DONE, *redone, *called_again), told, REVIEWER)


def test_the_given_moment_is_a_working_day():
    assert NOW.date() == TODAY


def test_a_basis_says_by_itself_whether_somebody_was_reached():
    told = RecordCallback(basis="reached", solved="solved")
    assert when("record_callback", in_state("reported_done"), told, REVIEWER)[0].reached
    said = RecordCallback(reached=True, solved="solved")
    assert when("record_callback", in_state("reported_done"), said, REVIEWER)[0].basis == "reached"
    with invalid(basis=["choice"]):
        both = RecordCallback(reached=True, basis="three_tries")
        when("record_callback", in_state("reported_done"), both, REVIEWER)
    with invalid(reached=["required"]):
        when("record_callback", in_state("reported_done"), RecordCallback(), REVIEWER)
