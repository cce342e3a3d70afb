"""Confidential issues and accused parties, on given facts: only a later part reports them."""

from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.deciding import allowed
from services.issues.intake import AssignIssue, TriageIssue
from services.issues.publication import ProposePublicText
from services.issues.visibility import may_see
from tests.unit.issues.district import (
    ADMIN,
    AUDITOR,
    DELEGATE,
    DUE,
    HANDLER,
    LEAD_REVIEWER,
    OFFICE,
    OTHER_HANDLER,
    REPORTED,
    REVIEWER,
    TREE,
    TRIAGED,
    VISITOR,
    WATER_HANDLER,
    act,
    given,
    in_state,
    person,
    same,
    when,
)
from tests.unit.refused import refused

ACCUSED = same(REPORTED, kind="tipoff", confidential=True, accused_unit_ids=("lotus",))
SECRET = given(ACCUSED)
TRUSTED_OFFICE = person("tess", "cloud", "office", "confidential_handler")
TRUSTED_REVIEWER = person("theo", "cloud", "reviewer", "confidential_handler")
ASSIGN = {"due": DUE, "category": "roads"}


@pytest.mark.parametrize("who", [OFFICE, REVIEWER, VISITOR, HANDLER, LEAD_REVIEWER, ADMIN])
def test_a_confidential_issue_does_not_exist_for_others(who: Any):
    with refused("not_found", NotFound):
        when("triage", SECRET, TriageIssue(category="roads"), who)


def test_a_confidential_handler_without_the_role_may_see_but_not_act():
    only = person("cora", "cloud", "confidential_handler")
    assert may_see(SECRET, only, TREE)
    assert list(allowed(SECRET, act(only))) == []


def test_every_role_counts_for_a_confidential_handler():
    people = (TRUSTED_OFFICE, TRUSTED_REVIEWER)
    command = AssignIssue(lead_unit="water", **ASSIGN)
    assert len(when("assign", SECRET, command, TRUSTED_OFFICE, people=people)) == 2


def test_nobody_of_the_accused_unit_sees_it():
    inside = person("ines", "lotus", "office", "confidential_handler", at="cloud")
    with refused("not_found", NotFound):
        when("triage", SECRET, TriageIssue(category="roads"), inside)


def test_an_accused_unit_gets_no_part_in_it():
    for units in ({"lead_unit": "lotus"}, {"lead_unit": "water", "support_units": ("lotus",)}):
        with refused("accused_party", unit="lotus"):
            when("assign", SECRET, AssignIssue(**units, **ASSIGN), TRUSTED_OFFICE)


def test_what_lies_below_an_accused_unit_is_barred_as_well():
    issue = given(same(ACCUSED, accused_unit_ids=("cloud",)))
    above = person("tina", "county", "office", "confidential_handler")
    with refused("accused_party", unit="water"):
        when("assign", issue, AssignIssue(lead_unit="water", **ASSIGN), above)


def test_its_reviewer_must_be_a_confidential_handler_too():
    command = AssignIssue(lead_unit="water", **ASSIGN)
    with refused("no_independent_reviewer"):
        when("assign", SECRET, command, TRUSTED_OFFICE, people=(TRUSTED_OFFICE, REVIEWER))


def test_nothing_of_a_confidential_issue_is_published():
    command = ProposePublicText(part="public_text", text="排水不畅。")
    with refused("confidential"):
        when("propose_public_text", SECRET, command, TRUSTED_OFFICE)


def test_who_sees_an_ordinary_issue():
    issue = in_state("assigned")
    seeing = [OFFICE, REVIEWER, VISITOR, HANDLER, LEAD_REVIEWER]
    blind = [ADMIN, AUDITOR, OTHER_HANDLER, WATER_HANDLER, DELEGATE]
    assert [who.person for who in seeing + blind if may_see(issue, who, TREE)] == [
        who.person for who in seeing
    ]


def test_who_reported_it_or_is_named_as_its_reviewer_sees_it():
    assert may_see(given(same(REPORTED, by="dora")), DELEGATE, TREE)
    assigned = given(REPORTED, TRIAGED)
    assert not may_see(assigned, WATER_HANDLER, TREE)
