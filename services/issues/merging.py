"""Two issues that are one: merge, and unmerge until the one that goes on is reported done.

Facts of two streams in one append; both versions are checked. Both verbatims and all reporters are kept, each
reporter with a code that opens the issue that goes on. Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from eventlog.errors import Conflict, Invalid, Refused
from services.issues.act import Act
from services.issues.facts import (
    IssueAbsorbed,
    IssueMerged,
    IssueUnmerged,
    TaskCancelled,
    TaskPlanned,
)
from services.issues.issue import Issue, Task
from services.issues.issue_fact import IssueFact
from services.issues.numbers import task_id, task_number
from services.issues.vocabulary import OPEN_STATES

ABSORBING = OPEN_STATES[:7]  # until it is reported done
TAKES_TASKS = (
    "signed",
    "in_progress",
    "held",
)  # a unit has signed for it, and nobody does so for it here


@dataclass(frozen=True, kw_only=True)
class MergeIssue:
    """`target` is loaded by the service; `measures` are the open tasks' words by task, None where forgotten."""

    target: Issue | None
    measures: dict[str, str | None] = field(default_factory=dict)
    into_version: int | None = None
    open_tasks: str = "move"  # or cancel
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class UnmergeIssue:
    target: Issue | None
    note: str | None = None


def merge(issue: Issue, command: MergeIssue, act: Act) -> list[IssueFact]:
    """Raises Refused: merge_into_itself, target_not_open, confidentiality_differs; Conflict for the target's
    version."""
    target = _checked(issue, command.target)
    if command.into_version not in (None, target.version):
        raise Conflict(params={"version": target.version})
    entry = act.entry(issue.issue_id)
    merged = IssueMerged(
        **entry, into_id=target.issue_id, into_number=target.number, note=command.reason
    )
    absorbed = IssueAbsorbed(
        **act.entry(target.issue_id),
        absorbed_id=issue.issue_id,
        absorbed_number=issue.number,
        reporter_ids=issue.reporters,
        reachable=issue.is_reachable,
    )
    return [*_open_tasks(issue, target, command, act), merged, absorbed]


def unmerge(issue: Issue, command: UnmergeIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("target_done_already")."""
    target = command.target
    if target is None or target.state not in ABSORBING:
        raise Refused("target_done_already")
    both: dict[str, Any] = {
        "absorbed_id": issue.issue_id,
        "into_id": target.issue_id,
        "note": command.note,
    }
    return [
        IssueUnmerged(**act.entry(issue.issue_id), **both, state=str(issue.state_before_merge)),
        IssueUnmerged(**act.entry(target.issue_id), **both, state=target.state),
    ]


def _checked(issue: Issue, target: Issue | None) -> Issue:
    if target is None:
        raise Invalid({"into": ["choice"]})
    if target.issue_id == issue.issue_id:
        raise Refused("merge_into_itself")
    if target.state not in ABSORBING:
        raise Refused("target_not_open", {"state": target.state})
    if _about(target) != _about(issue):
        raise Refused("confidentiality_differs")
    return target


def _about(issue: Issue) -> tuple[bool, frozenset[str]]:
    """Whoever may see one of the two may see the other."""
    return issue.is_confidential, frozenset((*issue.accused_units, *issue.accused_people))


def _open_tasks(issue: Issue, target: Issue, command: MergeIssue, act: Act) -> list[IssueFact]:
    """They are planned anew in the issue that goes on, or cancelled with a reason."""
    if not issue.open_tasks:
        return []
    entry = act.entry(issue.issue_id)
    if command.open_tasks == "cancel":
        if command.reason is None:
            raise Invalid({"reason": ["required"]})
        return [
            TaskCancelled(**entry, task_id=t.task_id, implied=True, reason=command.reason)
            for t in issue.open_tasks
        ]
    if target.state not in TAKES_TASKS:
        raise Invalid({"open_tasks": ["choice"]})
    moved: list[IssueFact] = []
    for task, k in zip(issue.open_tasks, count(len(target.tasks) + 1), strict=False):
        there = task_id(target.issue_id, k)
        moved += [
            TaskCancelled(**entry, task_id=task.task_id, moved_to=there, implied=True),
            TaskPlanned(
                **act.entry(target.issue_id),
                task_id=there,
                number=task_number(target.number, k),
                unit_id=task.unit_id,
                due=_due_there(task, target),
                quantity=task.quantity,
                quantity_unit=task.quantity_unit,
                measure=command.measures.get(task.task_id),
                implied=True,
            ),
        ]
    return moved


def _due_there(task: Task, target: Issue) -> date:
    """At the latest with the issue that goes on, unless that is held."""
    if target.state == "held" or target.due is None:
        return task.due
    return min(task.due, target.due)
