"""What the handling units do until there is a result: sign_for, contact_person, plan_task, report_progress.

A later act implies the earlier ones: planning a task signs for the issue. Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import IssueSignedFor, PersonContacted, ProgressReported, TaskPlanned
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.numbers import task_id, task_number


@dataclass(frozen=True, kw_only=True)
class SignForIssue:
    contacted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    contacted_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanTask:
    """`unit` is the lead unit or a support unit. Unnamed, they are the lead unit and the issue's due day."""

    measure: str
    due: date | None = None
    unit: str | None = None
    quantity: float | None = None
    quantity_unit: str | None = None
    contacted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReportProgress:
    task_id: str | None = None
    occurred_on: date | None = None
    quantity: float | None = None
    note: str | None = None


def sign_for(issue: Issue, command: SignForIssue, act: Act) -> list[IssueFact]:
    return [_signed(issue, command.contacted_on, act, implied=False)]


def contact_person(issue: Issue, command: ContactPerson, act: Act) -> list[IssueFact]:
    act.check_not_in_future(contacted_on=command.contacted_on)
    day = command.contacted_on or act.today
    entry = act.entry(issue.issue_id)
    return [PersonContacted(**entry, contacted_on=day, note=command.note)]


def plan_task(issue: Issue, command: PlanTask, act: Act) -> list[IssueFact]:
    """Raises Refused: due_in_past, due_after_issue."""
    unit = command.unit or issue.lead_unit
    if unit not in (issue.lead_unit, *issue.support_units):
        raise Invalid({"unit": ["choice"]})
    due = command.due or issue.due or act.today
    check_due(issue, due, act)
    if command.quantity is not None and command.quantity_unit is None:
        raise Invalid({"quantity_unit": ["required"]})
    facts: list[IssueFact] = []
    if issue.state == "assigned":
        facts.append(_signed(issue, command.contacted_on, act, implied=True))
    k = len(issue.tasks) + 1
    planned = TaskPlanned(
        **act.entry(issue.issue_id),
        task_id=task_id(issue.issue_id, k),
        number=task_number(issue.number, k),
        unit_id=str(unit),
        due=due,
        quantity=command.quantity,
        quantity_unit=None if command.quantity is None else command.quantity_unit,
        measure=command.measure,
    )
    return [*facts, planned]


def report_progress(issue: Issue, command: ReportProgress, act: Act) -> list[IssueFact]:
    act.check_not_in_future(occurred_on=command.occurred_on)
    if command.task_id is not None and issue.task(command.task_id) is None:
        raise Invalid({"task_id": ["choice"]})
    return [
        ProgressReported(
            **act.entry(issue.issue_id),
            task_id=command.task_id,
            occurred_on=command.occurred_on or act.today,
            quantity=command.quantity,
            note=command.note,
        )
    ]


def _signed(issue: Issue, contacted_on: date | None, act: Act, *, implied: bool) -> IssueSignedFor:
    act.check_not_in_future(contacted_on=contacted_on)
    return IssueSignedFor(
        **act.entry(issue.issue_id),
        contacted_on=contacted_on,
        implied=implied,
    )


def check_due(issue: Issue, due: date, act: Act) -> None:
    """Between today and the issue's due day; a held issue's tasks may be due later.

    A limit is never a guard: an issue that is late already takes a task due on the issue's own day."""
    latest = issue.due or due
    if due < min(act.today, latest):
        raise Refused("due_in_past")
    if due > latest and issue.state != "held":
        raise Refused("due_after_issue", {"due": latest.isoformat()})
