"""After the work: recheck, reopen, rate. Rules: docs/domain.md, issues."""

from dataclasses import dataclass
from datetime import date

from services.issues.act import Act
from services.issues.facts import IssueReopened, OutcomeRated, RecheckRecorded
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.reason import reason_of


@dataclass(frozen=True, kw_only=True)
class RecheckIssue:
    """回头看: not still solved, it goes back to the office."""

    still_solved: bool
    rechecked_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReopenIssue:
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class RateOutcome:
    """Two answers that stay apart: whether it is solved, and whether the person is satisfied."""

    satisfaction: str
    solved: str | None = None
    note: str | None = None


def recheck(issue: Issue, command: RecheckIssue, act: Act) -> list[IssueFact]:
    act.check_not_in_future(rechecked_on=command.rechecked_on)
    entry = act.entry(issue.issue_id)
    checked = RecheckRecorded(
        **entry,
        still_solved=command.still_solved,
        rechecked_on=command.rechecked_on or act.today,
        note=command.note,
    )
    if command.still_solved:
        return [checked]
    return [checked, IssueReopened(**entry, state="triaged", cause="rebound")]


def reopen(issue: Issue, command: ReopenIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing")."""
    return [
        IssueReopened(
            **act.entry(issue.issue_id),
            state="triaged",
            cause="wish",
            reporter_id=act.reporter,
            **{"reason" if act.reporter is None else "own_words": reason_of(command.reason)},
        )
    ]


def rate(issue: Issue, command: RateOutcome, act: Act) -> list[IssueFact]:
    return [
        OutcomeRated(
            **act.entry(issue.issue_id),
            reporter_id=str(act.reporter),
            solved=command.solved,
            satisfaction=command.satisfaction,
            note=command.note,
        )
    ]
