"""挂账: it waits for a condition, openly, and is looked at again every month.

request_hold, hold, refuse_hold, review_hold, resume. Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Refused
from services.issues.act import Act
from services.issues.facts import (
    HoldRefused,
    HoldRequested,
    HoldReviewed,
    IssueHeld,
    IssueResumed,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.deadlines import resumed
from services.issues.limits.due import days_left
from services.issues.reason import reason_of
from services.kernel.working_calendar import month_later


@dataclass(frozen=True, kw_only=True)
class RequestHold:
    missing_condition: str | None = None
    plan: str | None = None
    responsible_position: str | None = None
    review_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class HoldIssue:
    """Another day for the first review than the unit asked for, where the office names one."""

    review_by: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseHold:
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewHold:
    review_by: date
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResumeIssue:
    note: str | None = None


def request_hold(issue: Issue, command: RequestHold, act: Act) -> list[IssueFact]:
    """Raises Refused("hold_incomplete") with the names of what is missing."""
    wanted = ("missing_condition", "plan", "responsible_position", "review_by")
    missing = [name for name in wanted if getattr(command, name) is None]
    if missing or command.review_by is None:
        raise Refused("hold_incomplete", {"missing": missing})
    _check_review(command.review_by, act, "hold_incomplete")
    return [
        HoldRequested(
            **act.entry(issue.issue_id),
            responsible_position=command.responsible_position,
            review_by=command.review_by,
            missing_condition=command.missing_condition,
            plan=command.plan,
        )
    ]


def hold(issue: Issue, command: HoldIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("hold_incomplete") when the review would be too far away, or its day is past."""
    asked = issue.hold_request.review_by if issue.hold_request else None
    review_by = command.review_by or asked or act.today
    _check_review(review_by, act, "hold_incomplete")
    return [
        IssueHeld(
            **act.entry(issue.issue_id),
            review_by=review_by,
            days_left=days_left(issue, act.today, act.calendar),
            note=command.note,
        )
    ]


def refuse_hold(issue: Issue, command: RefuseHold, act: Act) -> list[IssueFact]:
    """Raises Refused("reason_missing")."""
    return [HoldRefused(**act.entry(issue.issue_id), reason=reason_of(command.reason))]


def review_hold(issue: Issue, command: ReviewHold, act: Act) -> list[IssueFact]:
    """Raises Refused("review_too_far")."""
    _check_review(command.review_by, act, "review_too_far")
    entry = act.entry(issue.issue_id)
    return [HoldReviewed(**entry, review_by=command.review_by, note=command.note)]


def resume(issue: Issue, command: ResumeIssue, act: Act) -> list[IssueFact]:
    entry = act.entry(issue.issue_id)
    return [IssueResumed(**entry, **resumed(issue, act), note=command.note)]


def _check_review(review_by: date, act: Act, code: str) -> None:
    """After today, within a month."""
    latest = month_later(act.today)
    if not act.today < review_by <= latest:
        raise Refused(code, {"missing": ["review_by"], "latest": latest.isoformat()})
