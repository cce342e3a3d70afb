"""退回: the lead unit says with a reason that it is not the one. Rules: docs/domain.md, issues and time limits."""

from dataclasses import dataclass

from services.issues.act import Act
from services.issues.facts import IssueReturned
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.reason import reason_of


@dataclass(frozen=True, kw_only=True)
class ReturnBack:
    reason: str | None = None


def return_back(issue: Issue, command: ReturnBack, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing"). When it may still be returned is the guard's."""
    reason = reason_of(command.reason)
    entry = act.entry(issue.issue_id)
    return [IssueReturned(**entry, unit_id=str(issue.lead_unit), reason=reason)]
