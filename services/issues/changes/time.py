"""Facts that give more time, or stop the clock until a condition is met."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.changes.work import worked_by
from services.issues.facts.time import (
    DeadlineRecomputed,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    HoldRefused,
    HoldRequested,
    HoldReviewed,
    IssueHeld,
    IssueResumed,
)
from services.issues.issue import HoldRequest, Issue
from services.issues.issue_fact import DueFact


def _extension_requested(fact: ExtensionRequested, issue: Issue) -> Issue:
    return replace(worked_by(fact, issue), requested_days=fact.days)


def _extension_granted(fact: ExtensionGranted, issue: Issue) -> Issue:
    return replace(_with_due(fact, issue), requested_days=None, is_extended=True)


def _extension_refused(_fact: ExtensionRefused, issue: Issue) -> Issue:
    return replace(issue, requested_days=None)


def _hold_requested(fact: HoldRequested, issue: Issue) -> Issue:
    request = HoldRequest(fact.review_by, fact.responsible_position, fact.by)
    return replace(worked_by(fact, issue), hold_request=request)


def _held(fact: IssueHeld, issue: Issue) -> Issue:
    return replace(
        issue,
        state="held",
        held_at=issue.recorded_at,
        held_review_by=fact.review_by,
        days_left=fact.days_left,
        hold_request=None,
        requested_days=None,
    )


def _hold_refused(_fact: HoldRefused, issue: Issue) -> Issue:
    return replace(issue, hold_request=None)


def _hold_reviewed(fact: HoldReviewed, issue: Issue) -> Issue:
    return replace(issue, held_at=issue.recorded_at, held_review_by=fact.review_by)


def _resumed(fact: IssueResumed, issue: Issue) -> Issue:
    return replace(
        _with_due(fact, issue),
        state="in_progress",
        held_at=None,
        held_review_by=None,
        days_left=None,
    )


def _with_due(fact: DueFact, issue: Issue) -> Issue:
    return replace(
        issue,
        due=fact.due,
        due_rule=fact.due_rule,
        due_from=fact.due_from,
        due_days=fact.due_days,
    )


def _recomputed(fact: DeadlineRecomputed, issue: Issue) -> Issue:
    return _with_due(fact, issue)


CHANGES: Changes = {
    ExtensionRequested: _extension_requested,
    ExtensionGranted: _extension_granted,
    ExtensionRefused: _extension_refused,
    HoldRequested: _hold_requested,
    IssueHeld: _held,
    HoldRefused: _hold_refused,
    HoldReviewed: _hold_reviewed,
    IssueResumed: _resumed,
    DeadlineRecomputed: _recomputed,
}
