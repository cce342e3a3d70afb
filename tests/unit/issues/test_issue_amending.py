"""More words, mistakes put right, accused parties named."""

from datetime import timedelta
from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.amending import CorrectIssue, MarkAccused, SupplementIssue
from services.issues.facts import AccusedPartyNamed, IssueSupplemented
from services.issues.handling import ContactPerson
from tests.unit.issues.district import (
    EVERYBODY,
    HANDLER,
    ISSUE,
    NEW_ID,
    NOW,
    OFFICE,
    OTHER_HANDLER,
    REPORTED,
    REPORTER,
    TODAY,
    UNTIL,
    VISITOR,
    WATER_HANDLER,
    by_code,
    given,
    in_state,
    person,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, invalid, refused

CONFIDANT = person("cora", "cloud", "confidential_handler")
PEOPLE = (*EVERYBODY, CONFIDANT)
MORE = SupplementIssue(text="昨晚又淹了")
JOINING = SupplementIssue(text="我家也淹了", adds_reporter=True, contact_phone="13812345678")


def test_a_residents_words_are_sealed_under_their_own_key_and_those_of_staff_with_the_issue():
    (said,) = by_code("supplement", in_state("in_progress"), MORE)
    assert (said.reporter_id, said.words, said.text) == (REPORTER, "昨晚又淹了", None)
    (noted,) = when("supplement", in_state("in_progress"), MORE, VISITOR)
    assert (noted.reporter_id, noted.words, noted.text) == (None, None, "昨晚又淹了")


def test_a_second_reporter_joins_with_words_and_contact_of_their_own():
    (fact,) = when("supplement", in_state("assigned"), JOINING, VISITOR)
    assert (fact.adds_reporter, fact.reporter_id, fact.reachable) == (True, NEW_ID, True)
    assert (fact.words, fact.text, fact.contact_phone) == ("我家也淹了", None, "13812345678")
    issue = given(*UNTIL["assigned"], fact)
    assert issue.reporters == (REPORTER, NEW_ID)
    (own,) = by_code("supplement", issue, MORE, reporter=NEW_ID)
    assert own.reporter_id == NEW_ID


def test_only_staff_add_a_reporter_and_only_with_one_comes_a_contact():
    with invalid(adds_reporter=["choice"]):
        by_code("supplement", in_state("assigned"), JOINING)
    with invalid(contact_phone=["not_here"]):
        lonely = same(JOINING, adds_reporter=False)
        when("supplement", in_state("assigned"), lonely, VISITOR)
    with invalid(occurred_on=["date_in_future"]):
        tomorrow = SupplementIssue(text="又淹了", occurred_on=TODAY + timedelta(days=1))
        when("supplement", in_state("assigned"), tomorrow, VISITOR)


def test_somebody_can_be_reached_once_a_second_reporter_left_a_contact():
    silent = given(same(REPORTED, reachable=False), *UNTIL["assigned"][1:])
    with refused("no_contact_left"):
        when("contact_person", silent, ContactPerson(), HANDLER)
    (joined,) = when("supplement", silent, JOINING, OFFICE)
    assert when("contact_person", then(silent, [joined]), ContactPerson(), HANDLER)


def test_a_handler_of_the_unit_that_works_on_it_supplements_it_and_others_do_not():
    issue = given(REPORTED, *(same(f, lead_unit_id="water") for f in UNTIL["assigned"][2:]))
    assert when("supplement", issue, MORE, WATER_HANDLER)
    with refused("not_found", NotFound):
        when("supplement", issue, MORE, OTHER_HANDLER)


def test_a_correction_keeps_the_persons_own_words():
    with refused("verbatim_is_kept"):
        when("correct", in_state("triaged"), CorrectIssue(verbatim="其实没淹"), OFFICE)
    told = CorrectIssue(category="refuse", kind="complaint", danger=True, reason="录错了")
    (fact,) = when("correct", in_state("triaged"), told, OFFICE)
    issue = then(in_state("triaged"), [fact])
    assert (issue.category, issue.kind, issue.is_urgent) == ("refuse", "complaint", True)
    assert (issue.state, issue.unit_id, fact.reason) == ("triaged", "reed", "录错了")


def test_a_correction_corrects_something_that_there_is():
    triaged = in_state("triaged")
    with invalid(category=["required"]):
        when("correct", triaged, CorrectIssue(reason="说不清"), OFFICE)
    with invalid(category=["choice"]):
        when("correct", triaged, CorrectIssue(category="nonsense"), OFFICE)
    with invalid(unit=["choice"]):
        when("correct", triaged, CorrectIssue(unit="nowhere"), OFFICE)
    with invalid(occurred_on=["date_in_future"]):
        when("correct", triaged, CorrectIssue(occurred_on=TODAY + timedelta(days=1)), OFFICE)


def test_the_reporting_unit_corrects_only_until_the_office_looked_at_it():
    colleague = person("cleo", "reed", "handler")
    told = CorrectIssue(category="refuse")
    for who in (VISITOR, colleague):
        assert when("correct", in_state("reported"), told, who)
        with forbidden():
            when("correct", in_state("triaged"), told, who)


def test_corrected_to_a_tip_off_it_is_confidential_and_only_where_somebody_may_handle_it():
    tip_off = CorrectIssue(kind="tipoff")
    (fact,) = when("correct", in_state("triaged"), tip_off, OFFICE, people=PEOPLE)
    assert then(in_state("triaged"), [fact]).is_confidential
    with invalid(kind=["use_legal_channel"]):
        when("correct", in_state("triaged"), tip_off, OFFICE)


def test_accused_parties_are_named_once_and_make_it_confidential():
    accusing = MarkAccused(accused_units=("lotus",), accused_people=("otto",), note="有人反映")
    (fact,) = when("mark_accused", in_state("in_progress"), accusing, OFFICE, people=PEOPLE)
    issue = then(in_state("in_progress"), [fact])
    assert (issue.is_confidential, issue.state) == (True, "in_progress")
    assert (issue.accused_units, issue.accused_people) == (("lotus",), ("otto",))
    with refused("not_found", NotFound):
        when("mark_accused", issue, accusing, OFFICE, people=PEOPLE)
    with refused("accused_already"):
        when("mark_accused", issue, accusing, CONFIDANT, people=PEOPLE)
    (more,) = when(
        "mark_accused",
        issue,
        MarkAccused(accused_units=("lotus", "power")),
        CONFIDANT,
        people=PEOPLE,
    )
    assert more.accused_unit_ids == ("power",)


def test_a_unit_below_an_accused_one_is_accused_already():
    named = AccusedPartyNamed(issue_id=ISSUE, by="olga", accused_unit_ids=("lotus",))
    above = person("cai", "county", "confidential_handler")
    issue = in_state("reported", same(named, accused_unit_ids=("cloud",)))
    with refused("accused_already"):
        when("mark_accused", issue, MarkAccused(accused_units=("reed",)), above, people=(above,))


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, {"accused_units": ["required"]}),
        ({"accused_units": ("nowhere",)}, {"accused_units": ["choice"]}),
        ({"accused_people": ("nobody",)}, {"accused_people": ["choice"]}),
        ({"accused_units": ("cloud",)}, {"accused_units": ["use_legal_channel"]}),
        ({"accused_people": ("cora",)}, {"accused_people": ["use_legal_channel"]}),
    ],
    ids=[
        "nobody",
        "unknown unit",
        "unknown person",
        "the only confidant's unit",
        "the only confidant",
    ],
)
def test_an_accused_party_is_known_and_somebody_is_left_to_handle_it(told: Any, wrong: Any):
    with invalid(**wrong):
        when("mark_accused", in_state("reported"), MarkAccused(**told), OFFICE, people=PEOPLE)


def test_a_supplement_by_code_objects_to_a_completion_and_one_of_staff_does_not():
    done = in_state("reported_done")
    assert then(done, by_code("supplement", done, MORE)).was_objected_to
    assert not then(done, when("supplement", done, MORE, VISITOR)).was_objected_to
    working = in_state("in_progress")
    assert not then(working, by_code("supplement", working, MORE)).was_objected_to


def test_facts_from_before_contacts_were_noted_say_nothing_of_them():
    old = IssueSupplemented(
        issue_id=ISSUE, by="vera", reporter_id=NEW_ID, adds_reporter=True, words="我家也淹了"
    )
    assert given(REPORTED, old, at=NOW).is_reachable is None


@pytest.mark.parametrize("told", [{"category": "refuse"}, {"kind": "complaint"}, {"danger": True}])
def test_no_correction_takes_the_confidence_away(told: Any):
    tess = person("tess", "cloud", "office", "confidential_handler")
    secret = given(same(REPORTED, kind="tipoff", confidential=True))
    (fact,) = when("correct", secret, CorrectIssue(**told), tess, people=(tess,))
    assert then(secret, [fact]).is_confidential
