"""能解决的马上解决: an issue that was solved where it was raised stands on all three lists by one entry."""

from dataclasses import dataclass

from eventlog.errors import Invalid
from services.issues.act import Act
from services.issues.facts import (
    CompletionReported,
    IssueAssigned,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.intake import ReportIssue, reported
from services.issues.issue_fact import IssueFact
from services.issues.numbers import effect_number, task_id, task_number
from services.issues.vocabulary import MEASURE_ON_SPOT


@dataclass(frozen=True, kw_only=True)
class ReportSolvedOnSpot:
    """`lead_unit` is the caller's own unit that solved it: the home unit, when it is not named."""

    report: ReportIssue
    result: str | None  # None: forgotten before it came here
    quantity: float | None = None
    quantity_unit: str | None = None
    lead_unit: str | None = None


def report_solved_on_spot(_issue: None, command: ReportSolvedOnSpot, act: Act) -> list[IssueFact]:
    """Reported, assigned to the visitor's unit, planned, completed, reported done in one append. Raises Invalid."""
    _check_quantity(command, act)
    first = reported(command.report, act, on_spot=True)
    day = command.report.occurred_on or act.today
    task = task_number(first.number, 1)
    who = act.entry(first.issue_id)
    return [
        first,
        IssueAssigned(**who, lead_unit_id=str(act.unit), due=act.today, on_spot=True, implied=True),
        TaskPlanned(
            **who,
            task_id=task_id(first.issue_id, 1),
            number=task,
            unit_id=str(act.unit),
            due=act.today,
            measure=MEASURE_ON_SPOT,
            implied=True,
        ),
        TaskCompleted(
            **who,
            task_id=task_id(first.issue_id, 1),
            number=effect_number(task),
            completed_on=day,
            quantity=command.quantity,
            quantity_unit=command.quantity_unit,
            result=command.result,
            implied=True,
        ),
        CompletionReported(**who, claimed="solved", implied=True),
    ]


def _check_quantity(command: ReportSolvedOnSpot, act: Act) -> None:
    """A visit's quantity was checked where it was recorded."""
    if command.quantity is not None and command.quantity_unit is None and not act.is_reaction:
        raise Invalid({"quantity_unit": ["required"]})
