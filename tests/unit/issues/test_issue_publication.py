"""Public texts: proposed by one person, approved by another, and never with personal data."""

from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.facts import PublicTextProposed
from services.issues.publication import ApprovePublicText, ProposePublicText
from services.issues.vocabulary import ENDED_STATES
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    HANDLER,
    ISSUE,
    OFFICE,
    OTHER_HANDLER,
    PLANNED,
    REPORTED,
    REVIEWER,
    STORY,
    TASK,
    UNTIL,
    VISITOR,
    WATER_HANDLER,
    given,
    in_state,
    person,
    same,
    when,
)
from tests.unit.refused import forbidden, invalid, refused

TEXT = "居民反映雨天排水不畅。"
PROPOSED = PublicTextProposed(
    issue_id=ISSUE, by="hans", by_unit="reed", part="public_text", text=TEXT
)
APPROVE = ApprovePublicText(part="public_text")


def proposing(**more: Any) -> ProposePublicText:
    return ProposePublicText(**{"part": "public_text", "text": TEXT, **more})


@pytest.mark.parametrize("state", [state for state in UNTIL if state not in ENDED_STATES])
def test_a_public_text_may_be_proposed_from_the_report_to_the_closing(state: str):
    (fact,) = when("propose_public_text", in_state(state), proposing(), HANDLER)
    assert (fact.part, fact.text, fact.task_id) == ("public_text", TEXT, None)


@pytest.mark.parametrize("state", ENDED_STATES)
def test_what_ended_otherwise_gets_no_public_text(state: str):
    with refused("not_in_state", state=state):
        when("propose_public_text", in_state(state), proposing(), OFFICE)


def test_the_handler_of_a_handling_unit_proposes_wherever_the_place_is():
    issue = given(REPORTED, same(ASSIGNED, lead_unit_id="water"))
    assert when("propose_public_text", issue, proposing(), WATER_HANDLER)
    with refused("not_found", NotFound):
        when("propose_public_text", issue, proposing(), OTHER_HANDLER)
    with forbidden():
        when("propose_public_text", issue, proposing(), VISITOR)


def test_a_text_with_personal_data_is_refused_without_repeating_it():
    with refused("text_has_personal_data"):
        when("propose_public_text", in_state("reported"), proposing(text="找王先生"), HANDLER)
    with refused("text_has_personal_data", found=[{"start": 2, "end": 13, "kind": "phone"}]):
        command = proposing(text="电话13812345678")
        when("propose_public_text", in_state("reported"), command, HANDLER)


def test_a_measure_belongs_to_a_task():
    issue = in_state("in_progress")
    (fact,) = when("propose_public_text", issue, proposing(part="public_measure"), HANDLER)
    assert fact.task_id == TASK
    with invalid(task_id=["required"]):
        when("propose_public_text", in_state("signed"), proposing(part="public_result"), HANDLER)
    two = given(*UNTIL["in_progress"], same(PLANNED, task_id="t2"))
    with invalid(task_id=["required"]):
        when("propose_public_text", two, proposing(part="public_measure"), HANDLER)
    with invalid(task_id=["choice"]):
        unknown = proposing(part="public_measure", task_id="t3")
        when("propose_public_text", two, unknown, HANDLER)
    with invalid(task_id=["choice"]):
        when("propose_public_text", two, proposing(task_id=TASK), HANDLER)


def test_a_second_person_approves_the_very_words():
    issue = given(*UNTIL["assigned"], PROPOSED)
    (fact,) = when("approve_public_text", issue, APPROVE, REVIEWER)
    assert (fact.text, fact.proposed_by, fact.by) == (TEXT, "hans", "rita")
    assert given(*UNTIL["assigned"], PROPOSED, fact).proposals == ()


def test_the_proposer_cannot_approve():
    issue = given(*UNTIL["assigned"], same(PROPOSED, by="olga"))
    with refused("second_person"):
        when("approve_public_text", issue, APPROVE, OFFICE)
    both = person("hans", "reed", "reviewer")
    with refused("second_person"):
        when("approve_public_text", given(*UNTIL["assigned"], PROPOSED), APPROVE, both)


def test_what_nobody_proposed_cannot_be_approved():
    with refused("no_proposal"):
        when("approve_public_text", in_state("assigned"), APPROVE, REVIEWER)
    measure = same(PROPOSED, part="public_measure", task_id=TASK)
    with refused("no_proposal"):
        issue = given(*UNTIL["in_progress"], measure)
        when("approve_public_text", issue, APPROVE, REVIEWER)


def test_forgotten_words_cannot_be_approved():
    issue = given(*UNTIL["assigned"], same(PROPOSED, text=None))
    with refused("no_proposal"):
        when("approve_public_text", issue, APPROVE, REVIEWER)


def test_a_later_proposal_replaces_the_waiting_one():
    issue = given(*UNTIL["assigned"], PROPOSED, same(PROPOSED, by="olga", text="排水不畅"))
    with refused("second_person"):
        when("approve_public_text", issue, APPROVE, OFFICE)
    assert when("approve_public_text", issue, APPROVE, REVIEWER)[0].text == "排水不畅"


def test_a_handler_does_not_approve():
    with forbidden():
        when("approve_public_text", given(*STORY, PROPOSED), APPROVE, HANDLER)


def test_a_result_is_approved_for_its_task():
    proposed = same(PROPOSED, part="public_result", task_id=TASK)
    issue = given(REPORTED, ASSIGNED, PLANNED, COMPLETED, proposed)
    (fact,) = when("approve_public_text", issue, ApprovePublicText(part="public_result"), REVIEWER)
    assert fact.task_id == TASK
