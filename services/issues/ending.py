"""Ends without work of a unit: file, answer_directly, refer, withdraw. Rules: docs/domain.md, issues."""

from dataclasses import dataclass

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import (
    CompletionReported,
    IssueAssigned,
    IssueFiled,
    IssueReferred,
    IssueWithdrawn,
    TaskCancelled,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.deadlines import assigned_until
from services.issues.limits.due import limit_class
from services.issues.reviewers import check_reviewer


@dataclass(frozen=True, kw_only=True)
class FileIssue:
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerDirectly:
    answer: str


@dataclass(frozen=True, kw_only=True)
class ReferIssue:
    channel: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class WithdrawIssue:
    """`how_heard`: by staff, how the person's wish was heard. `reporter_id`: whose, where several reported it."""

    how_heard: str | None = None
    reporter_id: str | None = None


def file(issue: Issue, command: FileIssue, act: Act) -> list[IssueFact]:
    """What may be filed is the guard's."""
    return [IssueFiled(**act.entry(issue.issue_id), note=command.note)]


def answer_directly(issue: Issue, command: AnswerDirectly, act: Act) -> list[IssueFact]:
    """The office's own unit answers, and so neither it nor the person closes the issue. What a unit that returned it
    had still to do is over.

    Raises Refused("no_independent_reviewer")."""
    entry, unit = act.entry(issue.issue_id), act.answering_unit
    check_reviewer(issue, None, frozenset({unit}), act)
    return [
        *(TaskCancelled(**entry, task_id=t.task_id, implied=True) for t in issue.open_tasks),
        IssueAssigned(
            **entry,
            **assigned_until(None, limit_class(issue), act),
            lead_unit_id=unit,
            implied=True,
        ),
        CompletionReported(**entry, claimed="solved", summary=command.answer),
    ]


def refer(issue: Issue, command: ReferIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("channel_missing")."""
    if command.channel is None:
        raise Refused("channel_missing")
    entry = act.entry(issue.issue_id)
    return [IssueReferred(**entry, channel=command.channel, note=command.note)]


def withdraw(issue: Issue, command: WithdrawIssue, act: Act) -> list[IssueFact]:
    if act.reporter is None and command.how_heard is None:
        raise Invalid({"how_heard": ["required"]})
    reporter = act.reporter or command.reporter_id or _only(issue)
    if reporter not in issue.reporters:
        raise Invalid({"reporter_id": ["choice"]})
    return [
        IssueWithdrawn(
            **act.entry(issue.issue_id),
            reporter_id=reporter,
            by_reporter=act.reporter is not None,
            is_last=issue.reporters == (reporter,),
            how_heard=command.how_heard,
        )
    ]


def _only(issue: Issue) -> str:
    if len(issue.reporters) != 1:
        raise Invalid({"reporter_id": ["required"]})
    return issue.reporters[0]
