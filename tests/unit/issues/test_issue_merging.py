"""Two issues that are one, and two again."""

from datetime import timedelta

import pytest

from eventlog.errors import Conflict
from services.issues.amending import SupplementIssue
from services.issues.completion import ReportDone
from services.issues.facts import IssueUnmerged, TaskCancelled, TaskPlanned
from services.issues.handling import ContactPerson
from services.issues.issue import Issue
from services.issues.merging import MergeIssue, UnmergeIssue
from services.issues.outcome import RecordCallback
from tests.unit.issues.district import (
    DONE,
    DUE,
    HANDLER,
    HOLD_REQUESTED,
    ISSUE,
    NEW_ID,
    NOW,
    OFFICE,
    OTHER,
    PLANNED,
    REPORTER,
    TASK,
    VISITOR,
    WITHDRAWN,
    by_code,
    in_state,
    other,
    same,
    then,
    when,
)
from tests.unit.refused import invalid, refused

SECOND = "household-9"  # who reported the other one


def merged(issue: Issue, target: Issue, **told: object) -> tuple[Issue, Issue, list[object]]:
    """Both after the merge, and its facts."""
    facts = when("merge", issue, MergeIssue(target=target, **told), OFFICE)  # type: ignore[arg-type]
    return then(issue, facts), then(target, facts), facts


def test_one_goes_on_in_the_other_with_everybody_who_reported_it():
    issue, target, facts = merged(in_state("triaged"), other("assigned"), reason="同一处积水")
    assert [(type(fact).__name__, fact.issue_id) for fact in facts] == [
        ("IssueMerged", ISSUE),
        ("IssueAbsorbed", OTHER),
    ]
    assert (issue.state, issue.merged_into, issue.state_before_merge) == (
        "merged",
        OTHER,
        "triaged",
    )
    assert (target.state, target.reporters) == ("assigned", (SECOND, REPORTER))
    assert by_code("supplement", target, SupplementIssue(text="又淹了"), reporter=REPORTER)


def test_it_is_not_merged_into_itself():
    with refused("merge_into_itself"):
        when("merge", in_state("triaged"), MergeIssue(target=in_state("triaged")), OFFICE)


@pytest.mark.parametrize("state", ["reported_done", "called_back", "closed", "merged", "rejected"])
def test_what_is_done_or_over_absorbs_nothing(state: str):
    with refused("target_not_open", state=state):
        when("merge", in_state("triaged"), MergeIssue(target=other(state)), OFFICE)


def test_what_is_confidential_is_not_mixed_with_what_is_not():
    with refused("confidentiality_differs"):
        secret = other("triaged", kind="tipoff", confidential=True)
        when("merge", in_state("triaged"), MergeIssue(target=secret), OFFICE)


def test_the_other_one_is_merged_into_as_it_was_seen():
    target = other("triaged")
    seen = MergeIssue(target=target, into_version=target.version - 1)
    with refused("conflict", Conflict, version=target.version):
        when("merge", in_state("triaged"), seen, OFFICE)
    with refused("conflict", Conflict, version=2):
        when("merge", in_state("triaged"), MergeIssue(target=target), OFFICE, version=1)
    with invalid(into=["choice"]):
        when("merge", in_state("triaged"), MergeIssue(target=None), OFFICE)


def test_open_tasks_move_with_their_measure_and_are_due_with_the_issue_there():
    target = other("signed", same(PLANNED, task_id="first"))
    late = in_state("in_progress", HOLD_REQUESTED)
    late = then(late, [same(PLANNED, task_id="late", due=DUE + timedelta(days=9), unit_id="reed")])
    _, after, facts = merged(late, target, measures={TASK: "清淤", "late": None})
    cancelled = [fact for fact in facts if isinstance(fact, TaskCancelled)]
    planned = [fact for fact in facts if isinstance(fact, TaskPlanned)]
    assert [fact.moved_to for fact in cancelled] == [fact.task_id for fact in planned]
    assert [(fact.measure, fact.due) for fact in planned] == [("清淤", DUE), (None, DUE)]
    assert [fact.number for fact in planned] == ["RW-202611-0031-2", "RW-202611-0031-3"]
    assert (after.state, len(after.open_tasks)) == ("in_progress", 3)
    assert {fact.implied for fact in (*cancelled, *planned)} == {True}


def test_a_held_issue_takes_tasks_of_any_day():
    far = then(in_state("in_progress"), [same(PLANNED, task_id="far", due=DUE + timedelta(days=9))])
    _, after, facts = merged(far, other("held"))
    assert max(f.due for f in facts if isinstance(f, TaskPlanned)) == DUE + timedelta(days=9)
    assert after.state == "held"


@pytest.mark.parametrize("state", ["reported", "triaged", "returned", "assigned"])
def test_tasks_move_only_where_a_unit_has_signed_for_it(state: str):
    with invalid(open_tasks=["choice"]):
        when("merge", in_state("in_progress"), MergeIssue(target=other(state)), OFFICE)


def test_open_tasks_are_cancelled_with_a_reason():
    with invalid(reason=["required"]):
        told = MergeIssue(target=other("triaged"), open_tasks="cancel")
        when("merge", in_state("in_progress"), told, OFFICE)
    issue, _, _ = merged(
        in_state("in_progress"), other("triaged"), open_tasks="cancel", reason="并到那边办"
    )
    assert (issue.state, issue.open_tasks) == ("merged", ())


def test_whoever_merges_has_not_worked_on_it_by_that():
    """Moving tasks is no work: the office still calls the person back."""
    _, target, _ = merged(in_state("in_progress"), other("in_progress"))
    assert "olga" not in target.handling_people
    done = then(target, [same(DONE, issue_id=OTHER)])
    call = RecordCallback(basis="reached", solved="solved")
    assert when("record_callback", done, call, OFFICE)


def test_a_person_who_can_be_reached_makes_the_issue_reachable():
    silent = other("assigned", reachable=False)
    with refused("no_contact_left"):
        when("contact_person", silent, ContactPerson(), HANDLER)
    _, target, _ = merged(in_state("triaged"), silent)
    with refused("no_contact_left"):  # nothing is known of the first one's contact either
        when("contact_person", target, ContactPerson(), HANDLER)
    reachable = same(in_state("triaged"), is_reachable=True)
    _, target, _ = merged(reachable, silent)
    assert when("contact_person", target, ContactPerson(), HANDLER)


@pytest.mark.parametrize("state", ["reported", "triaged", "returned", "assigned", "signed"])
def test_unmerged_it_is_what_it_was_and_its_reporters_are_its_own(state: str):
    issue, target, _ = merged(in_state(state), other("assigned"))
    facts = when("unmerge", issue, UnmergeIssue(target=target, note="两处"), OFFICE)
    assert [type(fact) for fact in facts] == [IssueUnmerged, IssueUnmerged]
    again, alone = then(issue, facts), then(target, facts)
    assert (again.state, again.merged_into) == (state, None)
    assert (alone.state, alone.reporters, alone.absorbed) == ("assigned", (SECOND,), ())


def test_whoever_joined_by_a_supplement_stays_when_others_part():
    issue, target, _ = merged(in_state("triaged"), other("assigned"))
    more = SupplementIssue(text="我家也淹了", adds_reporter=True)
    target = then(target, when("supplement", target, more, VISITOR))
    assert target.reporters == (SECOND, REPORTER, NEW_ID)
    facts = when("unmerge", issue, UnmergeIssue(target=target), OFFICE)
    assert then(target, facts).reporters == (SECOND, NEW_ID)


def test_one_person_who_reported_both_keeps_both():
    issue, target, _ = merged(in_state("triaged"), other("assigned", reporter_id=REPORTER))
    assert target.reporters == (REPORTER,)
    facts = when("unmerge", issue, UnmergeIssue(target=target), OFFICE)
    assert then(target, facts).reporters == then(issue, facts).reporters == (REPORTER,)


@pytest.mark.parametrize("state", ["reported_done", "called_back", "closed", "merged", "referred"])
def test_once_the_target_is_done_it_stays_merged(state: str):
    issue, _, _ = merged(in_state("triaged"), other("assigned"))
    with refused("target_done_already"):
        when("unmerge", issue, UnmergeIssue(target=other(state)), OFFICE)


def test_a_withdrawal_after_the_merge_leaves_the_other_reporters():
    _, target, _ = merged(in_state("triaged"), other("assigned"))
    left = then(target, [same(WITHDRAWN, issue_id=OTHER, reporter_id=SECOND, is_last=False)])
    assert (left.state, left.reporters) == ("assigned", (REPORTER,))
    assert left.recorded_at == NOW


def test_unmerged_after_its_tasks_moved_it_is_done_with_a_measure_of_its_own():
    issue, target, _ = merged(
        in_state("in_progress"), other("in_progress"), measures={TASK: "清淤"}
    )
    facts = when("unmerge", issue, UnmergeIssue(target=target), OFFICE)
    again, alone = then(issue, facts), then(target, facts)
    assert (again.state, again.open_tasks) == ("in_progress", ())
    assert len(alone.open_tasks) == 2  # what moved stays where it is worked on
    with refused("result_missing"):
        when("report_done", again, ReportDone(), HANDLER)
    done = when("report_done", again, ReportDone(measure="清淤", result="清了"), HANDLER)
    assert then(again, done).state == "reported_done"
