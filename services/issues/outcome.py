"""What comes of it, said by people outside the handling units: record_callback, order_rework, close.

Two answers stay apart everywhere: whether it is solved, and whether the person is satisfied.
Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import CallbackRecorded, IssueClosed, ReworkOrdered
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.running import objection_ends
from services.issues.vocabulary import OUTCOMES
from services.kernel.working_days import local_day

MAX_REWORKS = 2
TRIES_BEFORE_THE_THIRD = 2


@dataclass(frozen=True, kw_only=True)
class RecordCallback:
    """Without a basis it is a try. `visited_on`: the caller went to see the place, for `no_contact_left`.

    `reached` says again what the basis says; where both are given they must agree."""

    reached: bool | None = None
    basis: str | None = None
    solved: str | None = None
    satisfaction: str | None = None
    called_on: date | None = None
    visited_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class OrderRework:
    reason: str | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class CloseIssue:
    outcome: str
    explanation: str | None = None


def record_callback(issue: Issue, command: RecordCallback, act: Act) -> list[IssueFact]:
    """Raises Refused: basis_missing, tries_on_one_day."""
    called_on = command.called_on or act.today
    _check_days(issue, act, called_on=called_on, visited_on=command.visited_on)
    basis = _basis(command)
    answered = basis == "reached"
    if basis == "three_tries":
        _check_tries(issue, called_on)
    elif basis == "no_contact_left":
        _check_no_contact(issue, command, act)
    return [
        CallbackRecorded(
            **act.entry(issue.issue_id),
            reached=answered,
            basis=basis,
            solved=command.solved if answered else None,
            satisfaction=(command.satisfaction or "not_rated") if answered else None,
            called_on=called_on,
            visited_on=command.visited_on,
            note=command.note,
        )
    ]


def order_rework(issue: Issue, command: OrderRework, act: Act) -> list[IssueFact]:
    """Raises Refused: reason_missing. How often it may be ordered is the guard's."""
    if command.reason is None:
        raise Refused("reason_missing")
    if command.due is not None and command.due < act.today:
        raise Invalid({"due": ["date_in_past"]})
    return [
        ReworkOrdered(**act.entry(issue.issue_id), due=command.due, reason=command.reason),
    ]


def close(issue: Issue, command: CloseIssue, act: Act) -> list[IssueFact]:
    """Raises Refused: outcome_above_callback, explanation_missing."""
    if command.outcome not in possible_outcomes(issue):
        raise Refused("outcome_above_callback", {"solved": issue.solved})
    if command.outcome == "unsolved" and command.explanation is None:
        raise Refused("explanation_missing")
    return [
        IssueClosed(
            **act.entry(issue.issue_id), outcome=command.outcome, explanation=command.explanation
        )
    ]


def possible_outcomes(issue: Issue) -> tuple[str, ...]:
    """From worst to best, never better than what a reached person answered."""
    best = issue.solved or OUTCOMES[-1]
    return OUTCOMES[: OUTCOMES.index(best) + 1]


def _basis(command: RecordCallback) -> str | None:
    """The basis, or None for a try."""
    if command.reached is None and command.basis is None:
        raise Invalid({"reached": ["required"]})
    basis = command.basis or ("reached" if command.reached else None)
    if command.reached not in (None, basis == "reached"):
        raise Invalid({"basis": ["choice"]})
    if basis == "reached" and command.solved is None:
        raise Invalid({"solved": ["required"]})
    return basis


def _check_days(issue: Issue, act: Act, **days: date | None) -> None:
    """Calls and visits count from the day on which the work was reported done."""
    act.check_not_in_future(**days)
    first = local_day(issue.completed_at, act.timezone) if issue.completed_at else date.min
    early = {name: ["before_completion"] for name, day in days.items() if day and day < first}
    if early:
        raise Invalid(early)


def _check_tries(issue: Issue, third: date) -> None:
    if len(issue.tries) < TRIES_BEFORE_THE_THIRD:
        raise Refused("basis_missing", {"tries": len(issue.tries)})
    if len({*issue.tries, third}) == 1:
        raise Refused("tries_on_one_day")


def _check_no_contact(issue: Issue, command: RecordCallback, act: Act) -> None:
    """A visit by somebody outside the handling units, or five working days in which nobody objected."""
    ends = objection_ends(issue, act.timezone, act.calendar)
    if command.visited_on is not None or ends is None:
        return
    if act.today <= ends or issue.was_objected_to:
        raise Refused("basis_missing", {"after": ends.isoformat()})
