"""领办: a leader or a unit takes an issue on before the work is done: pledge, release_pledge.

Rules: docs/domain.md, who takes part.
"""

from dataclasses import dataclass

from services.issues.act import Act
from services.issues.facts import IssuePledged, PledgeReleased
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class PledgeIssue:
    """`for_unit`: the unit head's own unit takes it on, and not a person."""

    for_unit: bool = False
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReleasePledge:
    reason: str | None = None


def pledge(issue: Issue, command: PledgeIssue, act: Act) -> list[IssueFact]:
    return [
        IssuePledged(
            **act.entry(issue.issue_id),
            holder_id=None if command.for_unit else act.by,
            holder_unit_id=str(act.unit),
            note=command.note,
        )
    ]


def release_pledge(issue: Issue, command: ReleasePledge, act: Act) -> list[IssueFact]:
    """Whether there is one is the guard's."""
    assert issue.pledge is not None
    return [
        PledgeReleased(
            **act.entry(issue.issue_id),
            holder_id=issue.pledge.holder_id,
            holder_unit_id=issue.pledge.holder_unit,
            reason=command.reason,
        )
    ]
