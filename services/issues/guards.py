"""What refuses a command before its input is known, so that a page can name the reason beside the action."""

from eventlog.errors import Refused
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits.deadlines import is_overdue, returned_until
from services.issues.outcome import MAX_REWORKS


def nothing_refuses(_issue: Issue, _act: Act) -> None:
    """Only the input decides."""


def has_open_task(issue: Issue, act: Act) -> None:
    """A task is left that the caller may complete: any for the lead unit, its own for another."""
    held = act.caller.holds("handler", "unit_head")
    if not any(issue.lead_unit in held or task.unit_id in held for task in issue.open_tasks):
        raise Refused("task_completed")


def has_task(issue: Issue, _act: Act) -> None:
    """One is left whose plan can change."""
    if not issue.open_tasks:
        raise Refused("task_completed")


def has_no_open_task(issue: Issue, _act: Act) -> None:
    if issue.open_tasks:
        raise Refused("open_tasks", {"count": len(issue.open_tasks)})


def may_be_reworked(issue: Issue, _act: Act) -> None:
    if issue.reworks >= MAX_REWORKS:
        raise Refused("reworked_twice")


def is_called_back(issue: Issue, _act: Act) -> None:
    if issue.state == "reported_done" and issue.is_called_back_by_rule:
        raise Refused("not_called_back")


def is_not_confidential(issue: Issue, _act: Act) -> None:
    if issue.is_confidential:
        raise Refused("confidential")


def has_proposal(issue: Issue, _act: Act) -> None:
    if not issue.proposals:
        raise Refused("no_proposal")


def is_praise_or_suggestion(issue: Issue, _act: Act) -> None:
    if issue.kind not in ("praise", "suggestion"):
        raise Refused("only_praise_or_suggestion")


def is_consultation_or_suggestion(issue: Issue, _act: Act) -> None:
    if issue.kind not in ("consultation", "suggestion"):
        raise Refused("only_consultation_or_suggestion")


def has_rejection(issue: Issue, _act: Act) -> None:
    if issue.rejection_by is None:
        raise Refused("no_proposal")


def may_still_object(issue: Issue, _act: Act) -> None:
    if issue.has_objected:
        raise Refused("objected_already")


def has_objection(issue: Issue, _act: Act) -> None:
    if not issue.is_objection_open:
        raise Refused("no_objection")


def may_be_returned(issue: Issue, act: Act) -> None:
    """Not what was designated, once per unit, and within two working days after it was assigned."""
    if issue.is_designated:
        raise Refused("designated")
    if issue.lead_unit in issue.returned_units:
        raise Refused("return_used")
    until = returned_until(issue, act)
    if until is not None and act.now > until:
        raise Refused("return_too_late")


def has_contact(issue: Issue, _act: Act) -> None:
    if issue.is_reachable is False:
        raise Refused("no_contact_left")


def may_be_extended(issue: Issue, act: Act) -> None:
    """Once, and before the time is over."""
    if issue.is_extended:
        raise Refused("extension_used")
    if issue.due is not None and is_overdue(issue, act):
        raise Refused("overdue_already", {"due": issue.due.isoformat()})


def has_extension_request(issue: Issue, _act: Act) -> None:
    if issue.requested_days is None:
        raise Refused("no_request")


def has_hold_request(issue: Issue, _act: Act) -> None:
    if issue.hold_request is None:
        raise Refused("no_request")


def may_rate(issue: Issue, act: Act) -> None:
    if act.reporter in issue.rated_by:
        raise Refused("rated_already")


def has_open_order(issue: Issue, _act: Act) -> None:
    if not issue.orders:
        raise Refused("no_open_order")


def may_be_pledged(issue: Issue, _act: Act) -> None:
    """While there is something left to solve, and nobody took it on."""
    if issue.pledge is not None:
        raise Refused("pledged_already")
    if issue.tasks_of_round and not issue.open_tasks:
        raise Refused("pledge_too_late")


def is_pledged(issue: Issue, _act: Act) -> None:
    if issue.pledge is None:
        raise Refused("not_pledged")
