"""不予受理 by two persons, and the person's one objection, which a supervisor decides.

propose_reject, reject, object_to_rejection, decide_objection. Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass

from services.issues.act import Act
from services.issues.facts import (
    IssueRejected,
    IssueReopened,
    ObjectionDecided,
    RejectionObjected,
    RejectionProposed,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.reason import reason_of


@dataclass(frozen=True, kw_only=True)
class ProposeReject:
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class RejectIssue:
    """Nothing to say: the proposal says why."""


@dataclass(frozen=True, kw_only=True)
class ObjectToRejection:
    words: str


@dataclass(frozen=True, kw_only=True)
class DecideObjection:
    granted: bool
    reason: str | None = None


def propose_reject(issue: Issue, command: ProposeReject, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing")."""
    return [RejectionProposed(**act.entry(issue.issue_id), reason=reason_of(command.reason))]


def reject(issue: Issue, _command: RejectIssue, act: Act) -> list[IssueFact]:
    return [IssueRejected(**act.entry(issue.issue_id), proposed_by=str(issue.rejection_by))]


def object_to_rejection(issue: Issue, command: ObjectToRejection, act: Act) -> list[IssueFact]:
    entry = act.entry(issue.issue_id)
    said = {"words" if act.reporter is None else "own_words": command.words}
    return [RejectionObjected(**entry, **said, reporter_id=act.reporter)]


def decide_objection(issue: Issue, command: DecideObjection, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing"). Granted, the issue begins anew."""
    entry, reason = act.entry(issue.issue_id), reason_of(command.reason)
    decided = ObjectionDecided(**entry, granted=command.granted, reason=reason)
    if not command.granted:
        return [decided]
    return [decided, IssueReopened(**entry, state="reported", cause="objection")]
