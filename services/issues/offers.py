"""What an offered action's form starts with, and what its fields may be: so that a page asks for nothing known."""

from collections.abc import Callable
from typing import Any

from services.issues.act import Act
from services.issues.deciding import Allowed
from services.issues.issue import Issue, Task
from services.issues.limits import HANDLING_DAYS, default_due, limit_class, objection_ends
from services.issues.outcome import MAX_REWORKS, TRIES_BEFORE_THE_THIRD, possible_outcomes

Fields = dict[str, Any]


def offer(found: Allowed, issue: Issue, act: Act) -> dict[str, Any]:
    """`{command, enabled, code?, params?, fields}`; days are ISO text."""
    fields = _FIELDS.get(found.rule.command, _nothing)(issue, act)
    told = {"command": found.rule.command, "enabled": found.refusal is None, "fields": fields}
    if found.refusal is None:
        return told
    return {**told, "code": found.refusal.code, "params": found.refusal.params}


def _nothing(_issue: Issue, _act: Act) -> Fields:
    return {}


def _triage(issue: Issue, _act: Act) -> Fields:
    return {
        "category": issue.category,
        "field": issue.field,
        "needs_conditions": issue.needs_conditions,
        "limit_class": limit_class(issue),
    }


def _assign(issue: Issue, act: Act) -> Fields:
    """`due` is the day for the class as it stands, `dues` for each class that the office may choose.

    `reviewers` may be named where nobody above the place is independent."""
    chosen = limit_class(issue)
    dues = {
        each: default_due(each, act.now, act.timezone).isoformat()
        for each in ("urgent", *HANDLING_DAYS)
    }
    return {
        **_triage(issue, act),
        "lead_unit": issue.lead_unit,
        "support_units": list(issue.support_units),
        "reviewer": issue.reviewer,
        "reviewers": sorted({holder.person for holder in act.holders("reviewer")}),
        "due": dues[chosen],
        "dues": dues,
    }


def _sign_for(_issue: Issue, act: Act) -> Fields:
    return {"contacted_on": None, "latest": act.today.isoformat()}


def _plan_task(issue: Issue, _act: Act) -> Fields:
    units = [unit for unit in (issue.lead_unit, *issue.support_units) if unit]
    return {"due": issue.due and issue.due.isoformat(), "unit": issue.lead_unit, "units": units}


def _report_progress(issue: Issue, act: Act) -> Fields:
    return {"occurred_on": act.today.isoformat(), "tasks": [_task(t) for t in issue.open_tasks]}


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
        "tasks": [_task(task) for task in tasks],
        "report_done": last,
        "claimed": "solved",
    }


def _report_done(issue: Issue, act: Act) -> Fields:
    return {
        "claimed": "solved",
        "completed_on": act.today.isoformat(),
        "needs_measure": not issue.tasks_of_round,
    }


def _record_callback(issue: Issue, act: Act) -> Fields:
    ends = objection_ends(issue, act.timezone)
    return {
        "called_on": act.today.isoformat(),
        "tries": [day.isoformat() for day in issue.tries],
        "third_try": len(issue.tries) >= TRIES_BEFORE_THE_THIRD,
        "no_contact_after": ends and ends.isoformat(),
    }


def _order_rework(issue: Issue, _act: Act) -> Fields:
    """Without a new day the current one stays."""
    current = issue.due and issue.due.isoformat()
    return {"left": MAX_REWORKS - issue.reworks, "due": None, "current_due": current}


def _close(issue: Issue, _act: Act) -> Fields:
    """`outcome`: what the person answered, when somebody was reached."""
    return {"outcome": issue.solved, "outcomes": list(possible_outcomes(issue))}


def _propose(issue: Issue, _act: Act) -> Fields:
    return {"part": "public_text", "tasks": [_task(task) for task in issue.tasks]}


def _approve(issue: Issue, act: Act) -> Fields:
    waiting = [
        {"part": p.part, "task_id": p.task_id, "proposed_by": p.proposed_by}
        for p in issue.proposals
        if p.proposed_by != act.by
    ]
    return {"proposals": waiting}


def _task(task: Task) -> Fields:
    return {
        "id": task.task_id,
        "number": task.number,
        "unit": task.unit_id,
        "quantity": task.quantity,
        "quantity_unit": task.quantity_unit,
    }


_FIELDS: dict[str, Callable[[Issue, Act], Fields]] = {
    "triage": _triage,
    "assign": _assign,
    "sign_for": _sign_for,
    "plan_task": _plan_task,
    "report_progress": _report_progress,
    "complete_task": _complete_task,
    "report_done": _report_done,
    "record_callback": _record_callback,
    "order_rework": _order_rework,
    "close": _close,
    "propose_public_text": _propose,
    "approve_public_text": _approve,
}
