"""Whom an assignment is told: given a fact of issues, then entries of the inbox."""

from services.notify.notices import Notice, notices_of

ASSIGNED = {
    "issue_id": "i1",
    "lead_unit_id": "north",
    "support_unit_ids": ["south", "north"],
    "due": "2026-12-01",
    "on_spot": False,
}


def test_the_lead_unit_and_each_support_unit_learn_of_an_assignment_once():
    assert notices_of("IssueAssigned", ASSIGNED) == [
        Notice("assigned", "north", "i1", "2026-12-01"),
        Notice("assigned", "south", "i1", "2026-12-01"),
    ]


def test_what_was_solved_on_the_spot_is_told_to_nobody():
    assert notices_of("IssueAssigned", {**ASSIGNED, "on_spot": True}) == []


def test_other_facts_are_told_to_nobody():
    assert notices_of("IssueReported", {"issue_id": "i1"}) == []
