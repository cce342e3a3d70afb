"""Confidential issues and accused parties: how they begin, who may see them, who is barred."""

from typing import Any

import pytest

from eventlog.errors import Invalid, NotFound
from services.issues.confidentiality import makes_confidential
from services.issues.deciding import allowed, begin
from services.issues.facts import AccusedPartyNamed, IssueCorrected
from services.issues.intake import AssignIssue, ReportIssue, TriageIssue
from services.issues.on_spot import ReportSolvedOnSpot
from services.issues.publication import ProposePublicText
from services.issues.visibility import may_see
from services.kernel.caller import service_caller
from tests.unit.issues.district import (
    ADMIN,
    AUDITOR,
    DELEGATE,
    DUE,
    EVERYBODY,
    HANDLER,
    ISSUE,
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
CONFIDANT = person("cora", "cloud", "confidential_handler")


def reporting(who: Any = VISITOR, confidants: tuple[Any, ...] = (CONFIDANT,), **told: Any) -> Any:
    command = ReportIssue(
        issue_id=ISSUE,
        number="WT-202611-0032",
        reporter_id="household-7",
        verbatim="他收了钱",
        unit="reed",
        category="roads",
        source="staff",
        **{"kind": "complaint", **told},
    )
    (fact,) = begin("report", command, act(who, people=(*EVERYBODY, *confidants)))
    return fact


@pytest.mark.parametrize(
    "told",
    [{"kind": "tipoff"}, {"accused_units": ("lotus",)}, {"accused_people": ("otto",)}],
    ids=["tip-off", "unit", "person"],
)
def test_a_tipoff_and_an_accused_party_make_a_report_confidential(told: dict[str, Any]):
    fact = reporting(**told)
    issue = given(fact)
    assert (fact.confidential, issue.is_confidential) == (True, True)
    assert may_see(issue, CONFIDANT, TREE)
    assert not may_see(issue, VISITOR, TREE), "who reported it is no confidential handler"


def test_an_ordinary_report_is_not_confidential():
    assert not reporting().confidential


def test_the_public_form_and_an_import_may_tip_off_too():
    for account in ("public", "import"):
        assert reporting(service_caller("web", account), kind="tipoff").confidential


@pytest.mark.parametrize(
    ("confidant", "told"),
    [
        (
            person("ines", "lotus", "confidential_handler", at="cloud"),
            {"accused_units": ("lotus",)},
        ),
        (person("cora", "cloud", "confidential_handler"), {"accused_units": ("cloud",)}),
        (person("cora", "cloud", "confidential_handler"), {"accused_people": ("cora",)}),
        (person("lola", "lotus", "confidential_handler"), {"kind": "tipoff"}),
    ],
    ids=["of the accused unit", "below it", "accused in person", "for another place"],
)
def test_where_only_the_accused_could_handle_it_the_legal_channel_is_the_way(confidant, told):
    with refused("use_legal_channel"):
        reporting(confidants=(confidant,), **told)


def test_what_is_confidential_is_never_solved_at_the_door():
    report = ReportIssue(
        issue_id=ISSUE,
        number="WT-202611-0032",
        reporter_id="household-7",
        verbatim="他收了钱",
        unit="reed",
        category="roads",
        kind="tipoff",
        source="staff",
    )
    people = (*EVERYBODY, CONFIDANT)
    with pytest.raises(Invalid) as found:
        begin(
            "report_solved_on_spot",
            ReportSolvedOnSpot(report=report, result="说过了"),
            act(VISITOR, people=people),
        )
    assert found.value.params == {"kind": ["not_on_spot"]}


def test_an_accused_person_sees_nothing_of_it_whatever_the_roles():
    issue = given(same(REPORTED, confidential=True, accused_person_ids=("tess",)))
    assert may_see(issue, CONFIDANT, TREE)
    assert not may_see(issue, TRUSTED_OFFICE, TREE)


def test_an_accused_person_is_no_reviewer_of_it():
    issue = given(same(REPORTED, confidential=True, accused_person_ids=("theo",)))
    command = AssignIssue(lead_unit="water", reviewer="theo", **ASSIGN)
    with refused("no_independent_reviewer"):
        when("assign", issue, command, TRUSTED_OFFICE, people=(TRUSTED_OFFICE, TRUSTED_REVIEWER))


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (REPORTED, False),
        (same(REPORTED, confidential=True), True),
        (TRIAGED, False),
        (AccusedPartyNamed(issue_id=ISSUE, by="olga", accused_unit_ids=("lotus",)), True),
        (IssueCorrected(issue_id=ISSUE, by="olga", kind="tipoff"), True),
        (IssueCorrected(issue_id=ISSUE, by="olga", kind="praise"), False),
    ],
)
def test_a_stored_fact_makes_an_issue_confidential_as_it_is_folded(fact: Any, expected: bool):
    facts = (fact,) if fact.__class__ is REPORTED.__class__ else (REPORTED, fact)
    assert given(*facts).is_confidential is expected
    assert makes_confidential(type(fact).__name__, fact.to_data()) is expected


@pytest.mark.parametrize("who", [OFFICE, REVIEWER, VISITOR, HANDLER, LEAD_REVIEWER, ADMIN])
def test_a_confidential_issue_does_not_exist_for_others(who: Any):
    with refused("not_found", NotFound):
        when("triage", SECRET, TriageIssue(category="roads"), who)


def test_a_confidential_handler_without_another_role_refers_it_and_names_who_is_accused():
    assert may_see(SECRET, CONFIDANT, TREE)
    offered = [found.rule.command for found in allowed(SECRET, act(CONFIDANT))]
    assert offered == ["refer", "mark_accused"]


def test_the_first_act_offered_is_to_refer_it():
    offered = [found.rule.command for found in allowed(SECRET, act(TRUSTED_OFFICE))]
    assert offered[0] == "refer"
    ordinary = [found.rule.command for found in allowed(in_state("reported"), act(OFFICE))]
    assert (ordinary[0] != "refer", "refer" in ordinary) == (True, True)


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
