"""Who is written to of which fact: given a fact of issues and what is known of its issue, then mailings."""

from dataclasses import replace

import pytest

from services.notify.mailings import (
    IssueKnown,
    Mailing,
    known_from,
    mailings_of,
    marks_changed_by,
)

ISSUE = IssueKnown(
    "i1", "WT-202611-0001", "village", urgent=False, on_spot=False, confidential=False
)
ASSIGNED = {
    "lead_unit_id": "north",
    "support_unit_ids": ["south", "north", "south"],
    "due": "2026-12-01",
}


def test_lead_and_support_units_are_written_to_at_assignment():
    assert mailings_of("IssueAssigned", ASSIGNED, ISSUE) == [
        Mailing("assigned", "unit", "north", "2026-12-01"),
        Mailing("supporting", "unit", "south", "2026-12-01"),
    ]


def test_the_office_of_the_place_and_the_resident_are_written_to_at_completion():
    assert mailings_of("CompletionReported", {}, ISSUE) == [
        Mailing("completed", "office", "village"),
        Mailing("done", "resident"),
    ]


def test_the_resident_is_written_to_once_when_it_is_accepted():
    assert mailings_of("IssueTriaged", {"implied": True}, ISSUE) == [
        Mailing("accepted", "resident")
    ]
    assert Mailing("accepted", "resident").once_an_issue
    assert not Mailing("done", "resident").once_an_issue


@pytest.mark.parametrize("type_", ["IssueReported", "TaskPlanned", "IssueClosed", "SomethingNew"])
def test_of_other_facts_nobody_is_written_to(type_: str):
    assert mailings_of(type_, {}, ISSUE) == []


@pytest.mark.parametrize("mark", ["on_spot", "confidential"])
@pytest.mark.parametrize("type_", ["IssueAssigned", "IssueTriaged", "CompletionReported"])
def test_of_what_is_confidential_or_was_solved_on_the_spot_nobody_is(mark: str, type_: str):
    assert mailings_of(type_, ASSIGNED, replace(ISSUE, **{mark: True})) == []


def test_what_is_known_of_an_issue_holds_no_word():
    data = {"issue_id": "i1", "number": "WT-202611-0001", "unit_id": "village", "danger": True}
    known = known_from({**data, "verbatim": "…", "reporter_id": "p1"})
    assert known == replace(ISSUE, urgent=True)


def test_triage_as_urgent_and_rework_change_what_is_known():
    assert marks_changed_by("IssueTriaged", {"limit_class": "urgent"}) == {"urgent": True}
    assert marks_changed_by("IssueTriaged", {"limit_class": None}) == {}
    assert marks_changed_by("ReworkOrdered", {}) == {"on_spot": False}
