"""What happens to an issue, from the first word to its closing (docs/domain.md, issues).

`implied`: the fact follows from a later act of the same append and was not entered by itself.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import code, identifier, public_text, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class IssueReported(IssueFact):
    """A problem was raised. It carries what a line of the problem list needs."""

    number: str = identifier()  # WT-YYYYMM-n
    kind: str = code()
    source: str = code()
    reporter_id: str = identifier()  # whose key seals the contact
    unit_id: str = identifier()  # the place
    category: str = code()
    field: str | None = code(None)
    occurred_on: date | None = None
    visit_id: str | None = identifier(None)
    danger: bool = False
    needs_conditions: bool | None = None
    on_spot: bool = False
    external_system: str | None = identifier(None)
    external_id: str | None = identifier(None)
    accused_unit_ids: tuple[str, ...] = identifier(())
    confidential: bool = False
    verbatim: str | None = sealed("issue_id")
    contact_name: str | None = sealed("reporter_id")
    contact_phone: str | None = sealed("reporter_id")
    contact_email: str | None = sealed("reporter_id")


@dataclass(frozen=True, kw_only=True)
class IssueTriaged(IssueFact):
    """The office said what it is and how long it may take."""

    category: str = code()
    field: str | None = code(None)
    needs_conditions: bool | None = None
    limit_class: str | None = code(None)  # None: as the kind and the conditions say
    implied: bool = False
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueAssigned(IssueFact):
    """A unit leads, others may support; a leader's position answers for it."""

    lead_unit_id: str = identifier()
    support_unit_ids: tuple[str, ...] = identifier(())
    responsible_position: str | None = code(None)
    due: date
    designated: bool = False
    reviewer_id: str | None = identifier(None)
    on_spot: bool = False
    implied: bool = False
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueSignedFor(IssueFact):
    contacted_on: date | None = None  # first contact with the person
    implied: bool = False


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
    summary: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class CallbackRecorded(IssueFact):
    """The person was asked. Without a basis it is a try that reached nobody."""

    reached: bool
    basis: str | None = code(None)
    solved: str | None = code(None)
    satisfaction: str | None = code(None)
    called_on: date
    visited_on: date | None = None  # the place was seen by the caller, for no_contact_left
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class ReworkOrdered(IssueFact):
    due: date | None = None  # None: the due day stays
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueClosed(IssueFact):
    outcome: str = code()
    explanation: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PublicTextProposed(IssueFact):
    """Waits sealed until a second person approves it."""

    part: str = code()
    task_id: str | None = identifier(None)
    text: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class PublicTextApproved(IssueFact):
    part: str = code()
    task_id: str | None = identifier(None)
    proposed_by: str = identifier()
    text: str = public_text()
