"""Which unit works on it, what it plans, and what it says is done.

`implied`: the fact follows from a later act of the same append and was not entered by itself.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import code, identifier, sealed
from services.issues.issue_fact import DueFact, IssueFact


@dataclass(frozen=True, kw_only=True)
class IssueAssigned(DueFact):
    """A unit leads, others may support; a leader's position answers for it."""

    lead_unit_id: str = identifier()
    support_unit_ids: tuple[str, ...] = identifier(())
    responsible_position: str | None = code(None)
    designated: bool = False
    reviewer_id: str | None = identifier(None)
    on_spot: bool = False
    implied: bool = False
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class ReviewerDesignated(IssueFact):
    reviewer_id: str = identifier()


@dataclass(frozen=True, kw_only=True)
class IssueReturned(IssueFact):
    """The lead unit says that it is not the one."""

    unit_id: str = identifier()
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueSignedFor(IssueFact):
    contacted_on: date | None = None  # first contact with the person
    implied: bool = False


@dataclass(frozen=True, kw_only=True)
class PersonContacted(IssueFact):
    contacted_on: date
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class TaskPlanned(IssueFact):
    """A measure with a unit and a deadline: a line of the task list."""

    task_id: str = identifier()
    number: str = identifier()  # RW-YYYYMM-n-k
    unit_id: str = identifier()
    due: date
    quantity: float | None = None
    quantity_unit: str | None = code(None)
    implied: bool = False
    measure: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class TaskChanged(IssueFact):
    """What is planned differently. None: as it was."""

    task_id: str = identifier()
    unit_id: str | None = identifier(None)
    due: date | None = None
    quantity: float | None = None
    quantity_unit: str | None = code(None)
    measure: str | None = sealed("issue_id")
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class TaskCancelled(IssueFact):
    """`moved_to`: it goes on as a task of the issue that absorbed this one."""

    task_id: str = identifier()
    moved_to: str | None = identifier(None)
    implied: bool = False
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class ProgressReported(IssueFact):
    task_id: str | None = identifier(None)
    occurred_on: date
    quantity: float | None = None  # so far, in the task's unit
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class TaskCompleted(IssueFact):
    """A task has a result: a line of the effect list."""

    task_id: str = identifier()
    number: str = identifier()  # XG-YYYYMM-n-k
    completed_on: date
    quantity: float | None = None
    quantity_unit: str | None = code(None)
    implied: bool = False
    result: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class CompletionReported(IssueFact):
    """The lead unit says it is done, and with which outcome; whether it is, the reviewer decides."""

    claimed: str = code()
    contacted_on: date | None = None
    implied: bool = False
    chosen_for_callback: bool = False  # of what was solved on the spot, a sample is called back
    summary: str | None = sealed("issue_id")
