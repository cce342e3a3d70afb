"""进度: what a resident is told of the way of their issue, by kind, instant and day, and nothing else of it."""

from eventlog.record import Record
from services.issues.act import Act
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    ExtensionGranted,
    IssueAssigned,
    IssueClosed,
    IssueFiled,
    IssueHeld,
    IssueMerged,
    IssueReferred,
    IssueRejected,
    IssueReopened,
    IssueReported,
    IssueResumed,
    IssueReturned,
    IssueTriaged,
    IssueUnmerged,
    IssueWithdrawn,
    ObjectionDecided,
    RecheckRecorded,
    RejectionObjected,
    ReworkOrdered,
)
from services.issues.issue_fact import IssueFact
from services.issues.stored import fact_of
from services.kernel.working_days import local_day

ACCEPTED = "accepted"
MILESTONES: dict[type[IssueFact], str] = {
    IssueReported: "reported",
    IssueTriaged: ACCEPTED,
    IssueFiled: "filed",
    IssueReferred: "referred",
    IssueRejected: "rejected",
    RejectionObjected: "objected",
    ObjectionDecided: "objection_decided",
    IssueMerged: "merged",
    IssueUnmerged: "unmerged",
    IssueAssigned: "assigned",
    IssueReturned: "returned",
    ExtensionGranted: "extended",
    IssueHeld: "held",
    IssueResumed: "resumed",
    CompletionReported: "done",
    CallbackRecorded: "called_back",
    ReworkOrdered: "rework",
    IssueClosed: "closed",
    RecheckRecorded: "rechecked",
    IssueReopened: "reopened",
    IssueWithdrawn: "withdrawn",
}


def milestones(streams: list[list[Record]], act: Act) -> list[dict[str, str]]:
    """`{type, at, on}`, oldest first: of the own issue, and of each that it went on in from the merge on."""
    found: list[dict[str, str]] = []
    since = 0
    for records in streams:
        for record in records:
            kind = _kind(fact_of(record), act)
            if record.position > since and kind and not _is_repeated(kind, found):
                found.append(
                    {"type": kind, "at": record.recorded_at.isoformat(), "on": _on(record, act)}
                )
        since = max((r.position for r in records if r.type == IssueMerged.__name__), default=since)
    return found


def _kind(fact: IssueFact, act: Act) -> str | None:
    """None for what is no step of the way, or another reporter's."""
    if isinstance(fact, CallbackRecorded) and fact.basis is None:
        return None
    if isinstance(fact, IssueWithdrawn) and not fact.is_last and fact.reporter_id != act.reporter:
        return None
    if isinstance(fact, IssueUnmerged) and fact.issue_id != fact.absorbed_id:
        return None
    return MILESTONES.get(type(fact))


def _is_repeated(kind: str, found: list[dict[str, str]]) -> bool:
    """It is accepted once, and once more after each reopening."""
    steps = [each["type"] for each in found]
    last = len(steps) - steps[::-1].index("reopened") if "reopened" in steps else 0
    return kind == ACCEPTED and ACCEPTED in steps[last:]


def _on(record: Record, act: Act) -> str:
    return local_day(record.recorded_at, act.timezone).isoformat()
