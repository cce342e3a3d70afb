"""Report, triage, assign: given facts, when a command, then facts or a refusal."""

from datetime import date
from typing import Any

import pytest

from eventlog.errors import Conflict, Forbidden, NotFound
from services.issues.deciding import begin
from services.issues.facts import (
    CompletionReported,
    IssueAssigned,
    IssueReported,
    IssueTriaged,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.intake import AssignIssue, ReportIssue, TriageIssue
from services.issues.on_spot import ReportSolvedOnSpot
from services.kernel.caller import Caller, service_caller
from tests.unit.issues.district import (
    ADMIN,
    ASSIGNED,
    DELEGATE,
    DUE,
    EVERYBODY,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    LEAD_REVIEWER,
    OFFICE,
    PLANNED,
    REPORTED,
    REVIEWER,
    TODAY,
    TRIAGED,
    VISITOR,
    act,
    given,
    in_state,
    person,
    when,
)
from tests.unit.refused import forbidden, invalid, refused


def words(**more: Any) -> ReportIssue:
    told = {
        "issue_id": ISSUE,
        "number": "WT-202611-0032",
        "reporter_id": "household-7",
        "verbatim": "路灯不亮",
        "unit": "reed",
        "category": "power_and_lighting",
        "kind": "help_request",
        "source": "staff",
    }
    return ReportIssue(**{**told, **more})


def assigning(**more: Any) -> AssignIssue:
    return AssignIssue(**{"lead_unit": "reed", "due": DUE, "category": "roads", **more})


def test_a_visitor_reports_what_was_said():
    (fact,) = begin("report", words(), act(VISITOR))
    assert isinstance(fact, IssueReported)
    assert (fact.by, fact.by_unit, fact.unit_id) == ("vera", "reed", "reed")
    assert (fact.verbatim, fact.number, fact.on_spot) == ("路灯不亮", "WT-202611-0032", False)


def test_a_delegate_reports_for_another_unit():
    (fact,) = begin("report", words(source="delegate"), act(DELEGATE))
    assert (fact.by_unit, fact.unit_id) == ("lotus", "reed")


def test_the_public_form_reports_in_the_name_of_no_unit():
    (fact,) = begin("report", words(source="public"), act(service_caller("web", "public")))
    assert (fact.by, fact.by_unit) == ("service:web", None)


def test_an_admin_cannot_report():
    with forbidden():
        begin("report", words(), act(ADMIN))


def test_another_service_account_cannot_report():
    with forbidden():
        begin("report", words(), act(service_caller("reports", "follow")))


def test_what_nobody_may_handle_goes_through_the_legal_channel():
    for told in ({"kind": "tipoff"}, {"accused_units": ("lotus",)}, {"accused_people": ("otto",)}):
        with refused("use_legal_channel"):
            begin("report", words(**told), act(VISITOR))


def test_a_report_against_somebody_the_district_does_not_know_is_invalid():
    with invalid(accused_units=["choice"]):
        begin("report", words(accused_units=("nowhere",)), act(VISITOR))
    with invalid(accused_people=["choice"]):
        begin("report", words(accused_people=("nobody",)), act(VISITOR))


def test_a_report_of_an_unknown_category_or_place_or_of_tomorrow_is_invalid():
    with invalid(category=["choice"]):
        begin("report", words(category="nonsense"), act(VISITOR))
    with invalid(unit=["choice"]):
        begin("report", words(unit="nowhere"), act(VISITOR))
    with invalid(occurred_on=["date_in_future"]):
        begin("report", words(occurred_on=date(2026, 11, 25)), act(VISITOR))


def test_solved_on_the_spot_is_five_facts_of_the_visitors_unit():
    command = ReportSolvedOnSpot(
        report=words(occurred_on=date(2026, 11, 23)),
        result="换了灯泡",
        quantity=1.0,
        quantity_unit="盏",
    )
    facts = begin("report_solved_on_spot", command, act(VISITOR))
    kinds = [IssueReported, IssueAssigned, TaskPlanned, TaskCompleted, CompletionReported]
    assert [type(fact) for fact in facts] == kinds
    assert {fact.by_unit for fact in facts} == {"reed"}
    _, assigned, planned, completed, _ = facts
    assert assigned.lead_unit_id == planned.unit_id == "reed"
    assert (planned.measure, planned.number) == ("当场解决", "RW-202611-0032-1")
    assert (completed.result, completed.number) == ("换了灯泡", "XG-202611-0032-1")
    assert completed.completed_on == date(2026, 11, 23)
    issue = given(*facts)
    assert (issue.state, issue.is_on_spot) == ("reported_done", True)
    assert issue.handling_people == {"vera"}


def test_solved_on_the_spot_by_a_reaction_is_the_visitors_deed():
    visit = Caller("vera", "reed", (), frozenset({"reaction"}))
    command = ReportSolvedOnSpot(report=words(source="visit"), result="换了灯泡")
    facts = begin("report_solved_on_spot", command, act(visit))
    assert {(fact.by, fact.by_unit) for fact in facts} == {("vera", "reed")}


def test_solved_on_the_spot_cannot_be_claimed_for_another_unit():
    command = ReportSolvedOnSpot(report=words(), result="换了灯泡", lead_unit="lotus")
    with forbidden():
        begin("report_solved_on_spot", command, act(VISITOR))
    with forbidden():
        begin("report_solved_on_spot", command, act(OFFICE))


def test_what_was_solved_on_the_spot_is_as_well_said_as_any_report():
    with invalid(category=["choice"]):
        told = ReportSolvedOnSpot(report=words(category="nonsense"), result="换了灯泡")
        begin("report_solved_on_spot", told, act(VISITOR))
    with invalid(quantity_unit=["required"]):
        counted = ReportSolvedOnSpot(report=words(), result="换了灯泡", quantity=2.0)
        begin("report_solved_on_spot", counted, act(VISITOR))


def test_the_office_triages():
    command = TriageIssue(
        category="sewage", field="livelihood_pain_point", needs_conditions=True, note="看过"
    )
    (fact,) = when("triage", in_state("reported"), command, OFFICE)
    assert (fact.category, fact.implied, fact.by_unit) == ("sewage", False, "cloud")
    issue = given(REPORTED, fact)
    assert (issue.state, issue.category, issue.needs_conditions) == ("triaged", "sewage", True)


def test_triage_to_an_unknown_category_is_refused():
    with refused("unknown_category"):
        when("triage", in_state("reported"), TriageIssue(category="nonsense"), OFFICE)
    with refused("unknown_category"):
        when("assign", in_state("reported"), assigning(category="nonsense"), OFFICE)


def test_only_the_office_above_the_place_triages():
    elsewhere = person("ophelia", "lotus", "office")
    with refused("not_found", NotFound):  # what one may not see does not exist
        when("triage", in_state("reported"), TriageIssue(category="roads"), elsewhere)
    with forbidden():
        when("triage", in_state("reported"), TriageIssue(category="roads"), VISITOR)


def test_assigning_a_reported_issue_triages_it_as_well():
    command = assigning(note="先看现场", responsible_position="principal_leader")
    triaged, assigned = when("assign", in_state("reported"), command, OFFICE)
    assert isinstance(triaged, IssueTriaged)
    assert triaged.implied
    assert isinstance(assigned, IssueAssigned)
    assert (assigned.lead_unit_id, assigned.due, assigned.implied) == ("reed", DUE, False)
    assert assigned.responsible_position == "principal_leader"


def test_assigning_a_reported_issue_needs_its_category():
    with invalid(category=["required"]):
        when("assign", in_state("reported"), assigning(category=None), OFFICE)


def test_assigning_a_triaged_issue_says_nothing_twice():
    (assigned,) = when("assign", in_state("triaged"), assigning(category=None), OFFICE)
    assert isinstance(assigned, IssueAssigned)
    assert len(when("assign", in_state("triaged"), assigning(), OFFICE)) == 1
    assert len(when("assign", in_state("triaged"), assigning(category="refuse"), OFFICE)) == 2


def test_a_unit_stands_once_in_an_assignment():
    command = assigning(support_units=("water", "reed", "water"))
    assert when("assign", in_state("triaged"), command, OFFICE)[-1].support_unit_ids == ("water",)


@pytest.mark.parametrize("units", [{"lead_unit": "gone"}, {"support_units": ("gone",)}])
def test_a_closed_unit_gets_no_issue(units: dict[str, Any]):
    with refused("unit_closed", unit="gone"):
        when("assign", in_state("triaged"), assigning(**units), OFFICE)


def test_an_unknown_unit_is_a_wrong_request():
    with invalid(lead_unit=["choice"]):
        when("assign", in_state("triaged"), assigning(lead_unit="nowhere"), OFFICE)
    with invalid(support_units=["choice"]):
        when("assign", in_state("triaged"), assigning(support_units=("nowhere",)), OFFICE)


def test_without_an_independent_reviewer_nothing_is_assigned():
    people = (OFFICE, LEAD_REVIEWER, FAR_REVIEWER)  # of the lead unit, and of elsewhere
    with refused("no_independent_reviewer"):
        when("assign", in_state("triaged"), assigning(), OFFICE, people=people)


def test_a_reviewer_of_the_lead_unit_is_not_independent_elsewhere_either():
    both = person("bea", "reed", "reviewer", at="cloud")
    with refused("no_independent_reviewer"):
        when("assign", in_state("triaged"), assigning(), OFFICE, people=(OFFICE, both))


def test_a_reviewer_from_outside_may_be_named():
    people = (OFFICE, FAR_REVIEWER)
    (fact,) = when("assign", in_state("triaged"), assigning(reviewer="fred"), OFFICE, people=people)
    assert fact.reviewer_id == "fred"


@pytest.mark.parametrize("named", ["lena", "hans", "nobody"])
def test_whoever_handles_it_or_is_no_reviewer_cannot_be_named(named: str):
    with refused("no_independent_reviewer"):
        when("assign", in_state("triaged"), assigning(reviewer=named), OFFICE)


def test_a_reviewer_who_once_worked_on_it_is_not_independent():
    worked = given(
        REPORTED, TRIAGED, ASSIGNED, PLANNED.__class__(**{**vars(PLANNED), "by": "rita"})
    )
    with refused("no_independent_reviewer"):
        when("assign", worked, assigning(lead_unit="water"), OFFICE, people=(OFFICE, REVIEWER))


def test_a_former_lead_unit_still_counts_as_handling():
    issue = given(REPORTED, TRIAGED, ASSIGNED)
    facts = when("assign", issue, assigning(lead_unit="water"), OFFICE)
    assert given(REPORTED, TRIAGED, ASSIGNED, *facts).handling_units == {"reed", "water"}


def test_open_tasks_stay_when_another_unit_takes_the_lead():
    issue = in_state("in_progress")
    facts = when("assign", issue, assigning(lead_unit="water"), OFFICE)
    after = given(REPORTED, TRIAGED, ASSIGNED, PLANNED, *facts)
    assert (after.state, after.lead_unit) == ("assigned", "water")
    assert [task.task_id for task in after.open_tasks] == [PLANNED.task_id]


def test_a_stale_version_is_a_conflict_that_says_the_version():
    with refused("conflict", Conflict, version=2):
        when("triage", in_state("triaged"), TriageIssue(category="roads"), OFFICE, version=1)


def test_a_role_is_judged_before_the_version_and_the_version_before_the_state():
    with refused("forbidden", Forbidden):
        when("assign", in_state("closed"), assigning(), HANDLER, version=1)
    with refused("conflict", Conflict):
        when("assign", in_state("closed"), assigning(), OFFICE, version=1)
    with refused("not_in_state", state="closed"):
        when("assign", in_state("closed"), assigning(), OFFICE, version=9)


def test_everybody_here_is_who_the_tests_say():
    assert len({who.person for who in EVERYBODY}) == len(EVERYBODY)
    assert TODAY.weekday() == 1
