"""Forms of the office before a unit works on it, and of what ends it."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits.due import HANDLING_DAYS, URGENT, default_due, limit_class
from services.issues.offers.shapes import Fields, Offers, tasks_open
from services.issues.vocabulary import CHANNELS


def triaging(issue: Issue, _act: Act) -> Fields:
    return {
        "category": issue.category,
        "field": issue.field,
        "needs_conditions": issue.needs_conditions,
        "limit_class": limit_class(issue),
    }


def _assign(issue: Issue, act: Act) -> Fields:
    """`due` is the day for the class as it stands, `dues` for each class that the office may choose.

    `reviewers` may be named where nobody above the place is independent; `accused` units cannot be given it."""
    dues = {
        each: default_due(each, act.now, act.calendar, act.timezone).due.isoformat()
        for each in (URGENT, *HANDLING_DAYS)
    }
    return {
        **triaging(issue, act),
        "lead_unit": issue.lead_unit,
        "support_units": list(issue.support_units),
        "reviewer": issue.reviewer,
        "reviewers": sorted({holder.person for holder in act.holders("reviewer")}),
        "accused": sorted(act.units.subtrees(issue.accused_units)),
        "returned": list(issue.returned_units),
        "due": dues[limit_class(issue)],
        "dues": dues,
    }


def _correct(issue: Issue, _act: Act) -> Fields:
    return {
        "kind": issue.kind,
        "category": issue.category,
        "field": issue.field,
        "unit": issue.unit_id,
        "danger": issue.is_urgent,
    }


def _mark_accused(issue: Issue, _act: Act) -> Fields:
    return {
        "accused_units": list(issue.accused_units),
        "accused_people": list(issue.accused_people),
    }


def _refer(_issue: Issue, _act: Act) -> Fields:
    return {"channels": list(CHANNELS)}


def _reject(issue: Issue, _act: Act) -> Fields:
    return {"proposed_by": issue.rejection_by}


def _merge(issue: Issue, _act: Act) -> Fields:
    return {"tasks": tasks_open(issue), "open_tasks": "move" if issue.open_tasks else None}


def _unmerge(issue: Issue, _act: Act) -> Fields:
    return {"into": issue.merged_into, "state": issue.state_before_merge}


def _withdraw(issue: Issue, _act: Act) -> Fields:
    return {"reporters": list(issue.reporters)}


OFFERS: Offers = {
    "triage": triaging,
    "assign": _assign,
    "correct": _correct,
    "mark_accused": _mark_accused,
    "refer": _refer,
    "reject": _reject,
    "merge": _merge,
    "unmerge": _unmerge,
    "withdraw": _withdraw,
}
