"""More time: an extension, a hold until a condition is met, and deadlines that follow the calendar."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import code, sealed
from services.issues.issue_fact import DueFact, IssueFact


@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(IssueFact):
    days: int  # working days
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class ExtensionGranted(DueFact):
    days: int


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(IssueFact):
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class HoldRequested(IssueFact):
    """挂账: a condition is missing that the unit cannot create in time."""

    responsible_position: str | None = code(None)
    review_by: date
    missing_condition: str | None = sealed("issue_id")
    plan: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueHeld(IssueFact):
    """`days_left`: the working days that resuming gives back."""

    review_by: date
    days_left: int
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class HoldRefused(IssueFact):
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class HoldReviewed(IssueFact):
    """Looked at again: still held, until the next review."""

    review_by: date
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueResumed(DueFact):
    implied: bool = False
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class DeadlineRecomputed(DueFact):
    """The days of a year became known: the same rule now ends on another day."""

    provisional: bool = False
