"""先审查、后公开: a public text is proposed by one person and approved by another.

Rules: docs/domain.md, lists and the public.
"""

from dataclasses import dataclass

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import PublicTextApproved, PublicTextProposed
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.vocabulary import TASK_PARTS
from services.kernel.personal_data import find_personal_data


@dataclass(frozen=True, kw_only=True)
class ProposePublicText:
    """Measure and result belong to a task, which needs no name where there is only one."""

    part: str
    text: str
    task_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class ApprovePublicText:
    part: str
    task_id: str | None = None


def propose_public_text(issue: Issue, command: ProposePublicText, act: Act) -> list[IssueFact]:
    """Raises Refused("text_has_personal_data") with kinds and places, never with the words."""
    found = find_personal_data(command.text)
    if found:
        raise Refused("text_has_personal_data", {"found": [item.to_dict() for item in found]})
    return [
        PublicTextProposed(
            **act.entry(issue.issue_id),
            part=command.part,
            task_id=task_of_part(issue, command),
            text=command.text,
        )
    ]


def approve_public_text(issue: Issue, command: ApprovePublicText, act: Act) -> list[IssueFact]:
    """Raises Refused("no_proposal"), also when the proposed words are forgotten."""
    part = (command.part, task_of_part(issue, command))
    proposal = issue.proposal(part)
    if proposal is None or proposal.text is None:
        raise Refused("no_proposal")
    return [
        PublicTextApproved(
            **act.entry(issue.issue_id),
            part=command.part,
            task_id=part[1],
            proposed_by=proposal.proposed_by,
            text=proposal.text,
        )
    ]


def task_of_part(issue: Issue, command: ProposePublicText | ApprovePublicText) -> str | None:
    """The task that the text belongs to. Raises Invalid."""
    if command.part not in TASK_PARTS:
        if command.task_id is not None:
            raise Invalid({"task_id": ["choice"]})
        return None
    named = command.task_id or (issue.tasks[0].task_id if len(issue.tasks) == 1 else None)
    if named is None:
        raise Invalid({"task_id": ["required"]})
    if issue.task(named) is None:
        raise Invalid({"task_id": ["choice"]})
    return named
