"""What refuses a command before its input is known, so that a page can name the reason beside the action."""

from eventlog.errors import Refused
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.outcome import MAX_REWORKS


def nothing_refuses(_issue: Issue, _act: Act) -> None:
    """Only the input decides."""


def has_open_task(issue: Issue, act: Act) -> None:
    """A task is left that the caller may complete: any for the lead unit, its own for another."""
    held = act.caller.holds("handler", "unit_head")
    if not any(issue.lead_unit in held or task.unit_id in held for task in issue.open_tasks):
        raise Refused("task_completed")


def has_no_open_task(issue: Issue, _act: Act) -> None:
    if issue.open_tasks:
        raise Refused("open_tasks", {"count": len(issue.open_tasks)})


def may_be_reworked(issue: Issue, _act: Act) -> None:
    if issue.reworks >= MAX_REWORKS:
        raise Refused("reworked_twice")


def is_called_back(issue: Issue, _act: Act) -> None:
    """Nobody is called back who was helped on the spot or only asked a question, unless it was reworked."""
    needs_no_call = issue.is_on_spot or issue.kind == "consultation"
    if issue.state == "reported_done" and (issue.reworks or not needs_no_call):
        raise Refused("not_called_back")


def is_not_confidential(issue: Issue, _act: Act) -> None:
    if issue.is_confidential:
        raise Refused("confidential")


def has_proposal(issue: Issue, _act: Act) -> None:
    if not issue.proposals:
        raise Refused("no_proposal")
