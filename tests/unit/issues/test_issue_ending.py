"""Ends without work of a unit: filed, answered directly, referred, withdrawn."""

import pytest

from eventlog.errors import NotFound
from services.issues.amending import SupplementIssue
from services.issues.ending import AnswerDirectly, FileIssue, ReferIssue, WithdrawIssue
from services.issues.outcome import CloseIssue
from tests.unit.issues.district import (
    ASSIGNED,
    DONE,
    EVERYBODY,
    HANDLER,
    NEW_ID,
    OFFICE,
    PLANNED,
    REPORTED,
    REPORTER,
    RETURNED,
    REVIEWER,
    SIGNED,
    TRIAGED,
    UNTIL,
    VISITOR,
    by_code,
    given,
    in_state,
    person,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, invalid, refused

DESK = person("dina", "water", "office", at="cloud")  # the office's desk has a unit of its own
ANSWER = AnswerDirectly(answer="可以在社区办")


def of_kind(kind: str, *more: object):
    return given(same(REPORTED, kind=kind), *more)


@pytest.mark.parametrize("kind", ["praise", "suggestion"])
def test_praise_and_suggestions_are_filed(kind: str):
    issue = of_kind(kind, TRIAGED)
    assert then(issue, when("file", issue, FileIssue(note="已转阅"), OFFICE)).state == "filed"


@pytest.mark.parametrize("kind", ["consultation", "help_request", "complaint"])
def test_nothing_that_asks_for_work_is_filed(kind: str):
    with refused("only_praise_or_suggestion"):
        when("file", of_kind(kind), FileIssue(), OFFICE)


def test_a_question_is_answered_by_the_office_and_closed_by_somebody_else():
    issue = of_kind("consultation")
    facts = when("answer_directly", issue, ANSWER, DESK)
    assert [type(fact).__name__ for fact in facts] == ["IssueAssigned", "CompletionReported"]
    assert (facts[0].lead_unit_id, facts[0].implied) == ("water", True)
    assert (facts[1].summary, facts[1].claimed) == ("可以在社区办", "solved")
    done = then(issue, facts)
    assert done.state == "reported_done"
    with refused("closer_handled_it"):
        both = person("dina", "water", "office", "reviewer", at="cloud")
        when("close", done, CloseIssue(outcome="solved"), both)
    assert then(done, when("close", done, CloseIssue(outcome="solved"), REVIEWER)).state == "closed"


def test_a_suggestion_that_was_answered_is_called_back():
    issue = of_kind("suggestion", TRIAGED)
    done = then(issue, when("answer_directly", issue, ANSWER, DESK))
    with refused("not_called_back"):
        when("close", done, CloseIssue(outcome="solved"), REVIEWER)


def test_only_questions_and_suggestions_are_answered_directly():
    with refused("only_consultation_or_suggestion"):
        when("answer_directly", of_kind("help_request"), ANSWER, DESK)


def test_the_office_does_not_answer_where_nobody_else_could_close_it():
    with refused("no_independent_reviewer"):  # the only reviewer is of the office's unit
        when("answer_directly", of_kind("consultation"), ANSWER, OFFICE, people=(OFFICE, REVIEWER))


def test_a_direct_answer_ends_what_a_unit_had_still_to_do():
    back = (
        TRIAGED,
        ASSIGNED,
        SIGNED,
        PLANNED,
        same(ASSIGNED, lead_unit_id="power"),
        RETURNED,
        TRIAGED,
    )
    issue = of_kind("consultation", *back)
    assert issue.open_tasks
    after = then(issue, when("answer_directly", issue, ANSWER, DESK))
    assert (after.state, after.open_tasks) == ("reported_done", ())


def test_it_is_referred_to_the_organ_that_is_named():
    with refused("channel_missing"):
        when("refer", in_state("signed"), ReferIssue(note="走司法"), OFFICE)
    issue = in_state("signed")
    (fact,) = when("refer", issue, ReferIssue(channel="court"), OFFICE)
    assert (fact.channel, then(issue, [fact]).state) == ("court", "referred")


def test_a_confidential_handler_refers_only_what_is_confidential_and_seen():
    cora = person("cora", "cloud", "confidential_handler")
    refer = ReferIssue(channel="discipline_inspection")
    with refused("not_found", NotFound):
        when("refer", in_state("reported"), refer, cora)
    secret = given(same(REPORTED, kind="tipoff", confidential=True))
    assert when("refer", secret, refer, cora)


def test_the_only_reporter_withdraws_and_still_reads_that_it_is_withdrawn():
    issue = in_state("in_progress")
    (fact,) = by_code("withdraw", issue, WithdrawIssue())
    assert (fact.reporter_id, fact.by_reporter, fact.is_last) == (REPORTER, True, True)
    after = then(issue, [fact])
    assert (after.state, after.reporters) == ("withdrawn", (REPORTER,))
    with refused("not_in_state"):
        by_code("supplement", after, SupplementIssue(text="还是要办"))


def test_it_goes_on_for_the_others_when_one_withdraws():
    joined = SupplementIssue(text="我家也淹了", adds_reporter=True)
    issue = in_state("assigned")
    issue = then(issue, when("supplement", issue, joined, VISITOR))
    (fact,) = by_code("withdraw", issue, WithdrawIssue())
    left = then(issue, [fact])
    assert (fact.is_last, left.state, left.reporters) == (False, "assigned", (NEW_ID,))
    with refused("not_found", NotFound):
        by_code("withdraw", left, WithdrawIssue())
    assert (
        then(left, by_code("withdraw", left, WithdrawIssue(), reporter=NEW_ID)).state == "withdrawn"
    )


def test_the_office_says_how_the_wish_was_heard_and_whose_it_is():
    issue = in_state("assigned")
    with invalid(how_heard=["required"]):
        when("withdraw", issue, WithdrawIssue(), OFFICE)
    with invalid(reporter_id=["choice"]):
        stranger = WithdrawIssue(how_heard="电话里说", reporter_id="stranger")
        when("withdraw", issue, stranger, OFFICE)
    two = then(
        issue,
        when("supplement", issue, SupplementIssue(text="我家也淹了", adds_reporter=True), VISITOR),
    )
    with invalid(reporter_id=["required"]):
        when("withdraw", two, WithdrawIssue(how_heard="电话里说"), OFFICE)
    (fact,) = when("withdraw", two, WithdrawIssue(how_heard="电话里说", reporter_id=NEW_ID), OFFICE)
    assert (fact.reporter_id, fact.is_last, fact.by_reporter) == (NEW_ID, False, False)


def test_no_handling_unit_and_nobody_who_worked_on_it_withdraws_for_the_person():
    told = WithdrawIssue(how_heard="电话里说")
    of_the_unit = person("odo", "reed", "office", at="cloud")
    with refused("handling_unit_cannot_withdraw"):
        when("withdraw", in_state("assigned"), told, of_the_unit)
    worked = given(*UNTIL["signed"], same(PLANNED, by="olga"), same(DONE, by="olga"))
    with refused("handling_unit_cannot_withdraw"):
        when("withdraw", worked, told, OFFICE, people=EVERYBODY)
    with forbidden():
        when("withdraw", in_state("assigned"), told, HANDLER)
