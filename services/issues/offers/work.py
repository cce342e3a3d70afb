"""Forms of the unit that works on it."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.offers.shapes import Fields, Offers, iso, task_shape, tasks_open
from services.issues.visibility import is_independent


def _designate_reviewer(issue: Issue, act: Act) -> Fields:
    """`reviewers`: whoever had no hand in the work."""
    free = {who.person for who in act.holders("reviewer") if is_independent(issue, who)}
    return {"reviewer": issue.reviewer, "reviewers": sorted(free)}


def _contact_person(_issue: Issue, act: Act) -> Fields:
    return {"contacted_on": act.today.isoformat()}


def _sign_for(_issue: Issue, act: Act) -> Fields:
    return {"contacted_on": None, "latest": act.today.isoformat()}


def _plan_task(issue: Issue, _act: Act) -> Fields:
    units = [unit for unit in (issue.lead_unit, *issue.support_units) if unit]
    return {"due": iso(issue.due), "unit": issue.lead_unit, "units": units}


def _report_progress(issue: Issue, act: Act) -> Fields:
    return {"occurred_on": act.today.isoformat(), "tasks": tasks_open(issue)}


def _complete_task(issue: Issue, act: Act) -> Fields:
    """`report_done` is proposed where this is the last open task and the caller's unit leads."""
    held = act.caller.holds("handler", "unit_head")
    leads = issue.lead_unit in held
    tasks = [task for task in issue.open_tasks if leads or task.unit_id in held]
    last = leads and issue.state == "in_progress" and len(issue.open_tasks) == 1
    only = tasks[0] if len(tasks) == 1 else None
    return {
        "task_id": only and only.task_id,
        "quantity_unit": only and only.quantity_unit,
        "completed_on": act.today.isoformat(),
        "tasks": [task_shape(task) for task in tasks],
        "report_done": last,
        "claimed": "solved",
    }


def _report_done(issue: Issue, act: Act) -> Fields:
    return {
        "claimed": "solved",
        "completed_on": act.today.isoformat(),
        "needs_measure": not issue.tasks_of_round,
    }


def _change_task(issue: Issue, _act: Act) -> Fields:
    units = [unit for unit in (issue.lead_unit, *issue.support_units) if unit]
    return {"tasks": tasks_open(issue), "units": units, "latest": iso(issue.due)}


def _cancel_task(issue: Issue, _act: Act) -> Fields:
    return {"tasks": tasks_open(issue)}


OFFERS: Offers = {
    "designate_reviewer": _designate_reviewer,
    "sign_for": _sign_for,
    "contact_person": _contact_person,
    "plan_task": _plan_task,
    "change_task": _change_task,
    "cancel_task": _cancel_task,
    "report_progress": _report_progress,
    "complete_task": _complete_task,
    "report_done": _report_done,
}
