"""One issue, read from its stream with its words in clear: what the issue's page shows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.issues.act import Act
from services.issues.facts import (
    CallbackRecorded,
    IssueAssigned,
    IssueClosed,
    IssueReported,
    PublicTextApproved,
    PublicTextProposed,
    ReworkOrdered,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits import current_limit, running_limits
from services.issues.masking import mask_name, mask_phone
from services.issues.saying import limit_of, marks_of, title_of, turn_of
from services.issues.vocabulary import PUBLIC_PARTS, TASK_PARTS
from services.kernel.mail_address import mask_address

NO_TEXT = {"proposed": None, "approved": None, "proposed_by": None}
Texts = dict[tuple[str, str | None], dict[str, Any]]


def dossier(issue: Issue, facts: list[IssueFact], act: Act) -> dict[str, Any]:
    """`facts` are the whole stream, opened. Contact details come masked, and no tracking code."""
    reported = facts[0]
    assert isinstance(reported, IssueReported)
    texts = _texts(facts)
    return {
        "id": issue.issue_id,
        "number": issue.number,
        "version": issue.version,
        "title": title_of(reported.verbatim),
        "state": issue.state,
        "outcome": issue.outcome,
        "marks": marks_of(issue),
        **_reported(issue, reported),
        **_assigned(issue, facts),
        "limit": limit_of(current_limit(issue, act.calendar, act.timezone), act),
        "limits": [
            limit_of(limit, act) for limit in running_limits(issue, act.calendar, act.timezone)
        ],
        "tasks": _tasks(facts, texts),
        "callback": _callback(facts),
        "explanation": _last(facts, IssueClosed, "explanation"),
        "public": _public(issue, texts),
        "whose_turn": turn_of(issue),
    }


def _reported(issue: Issue, reported: IssueReported) -> dict[str, Any]:
    return {
        "kind": issue.kind,
        "field": issue.field,
        "category": issue.category,
        "needs_conditions": issue.needs_conditions,
        "source": reported.source,
        "unit": issue.unit_id,
        "occurred_on": _day(reported.occurred_on),
        "reported_at": issue.reported_at.isoformat(),
        "visit_id": reported.visit_id,
        "verbatim": reported.verbatim,
        "contact": {
            "name": mask_name(reported.contact_name),
            "phone": mask_phone(reported.contact_phone),
            "email": mask_address(reported.contact_email),
        },
    }


def _assigned(issue: Issue, facts: list[IssueFact]) -> dict[str, Any]:
    return {
        "lead_unit": issue.lead_unit,
        "support_units": list(issue.support_units),
        "responsible_position": _last(facts, IssueAssigned, "responsible_position"),
        "designated": bool(_last(facts, IssueAssigned, "designated")),
        "reviewer": issue.reviewer,
        "due": _day(issue.due),
    }


def _tasks(facts: Iterable[IssueFact], texts: Texts) -> list[dict[str, Any]]:
    """A completed task shows what was delivered, an open one what is planned."""
    tasks: dict[str, dict[str, Any]] = {}
    for fact in facts:
        if isinstance(fact, TaskPlanned):
            tasks[fact.task_id] = {
                "id": fact.task_id,
                "number": fact.number,
                "unit": fact.unit_id,
                "measure": fact.measure,
                "due": _day(fact.due),
                "quantity": fact.quantity,
                "quantity_unit": fact.quantity_unit,
                "effect_number": None,
                "completed_on": None,
                "result": None,
                "public": {part: texts.get((part, fact.task_id), NO_TEXT) for part in TASK_PARTS},
            }
        elif isinstance(fact, TaskCompleted) and fact.task_id in tasks:
            tasks[fact.task_id] |= _completed(fact)
    return list(tasks.values())


def _completed(fact: TaskCompleted) -> dict[str, Any]:
    done = {
        "effect_number": fact.number,
        "completed_on": _day(fact.completed_on),
        "result": fact.result,
    }
    if fact.quantity is None:
        return done
    return {**done, "quantity": fact.quantity, "quantity_unit": fact.quantity_unit}


def _callback(facts: Iterable[IssueFact]) -> dict[str, Any] | None:
    """The last call since the last rework, with the number of tries that reached nobody."""
    found: dict[str, Any] | None = None
    for fact in facts:
        if isinstance(fact, ReworkOrdered):
            found = None
        elif isinstance(fact, CallbackRecorded):
            tries = (found["tries"] if found else 0) + (not fact.reached)
            found = {
                "reached": fact.reached,
                "basis": fact.basis,
                "solved": fact.solved,
                "satisfaction": fact.satisfaction,
                "called_on": _day(fact.called_on),
                "visited_on": _day(fact.visited_on),
                "note": fact.note,
                "tries": tries,
            }
    return found


def _texts(facts: Iterable[IssueFact]) -> Texts:
    texts: Texts = {}
    for fact in facts:
        if isinstance(fact, PublicTextProposed):
            entry = texts.setdefault((fact.part, fact.task_id), dict(NO_TEXT))
            entry |= {"proposed": fact.text, "proposed_by": fact.by}
        elif isinstance(fact, PublicTextApproved):
            texts[fact.part, fact.task_id] = {
                "proposed": None,
                "approved": fact.text,
                "proposed_by": fact.proposed_by,
            }
    return texts


def _public(issue: Issue, texts: Texts) -> dict[str, Any]:
    """The issue's own text, and measure and result of its newest task (each task has its own)."""
    newest = issue.tasks[-1].task_id if issue.tasks else None
    return {
        part: texts.get((part, newest if part in TASK_PARTS else None), NO_TEXT)
        for part in PUBLIC_PARTS
    }


def _last(facts: list[IssueFact], kind: type[IssueFact], name: str) -> Any:
    return next((getattr(fact, name) for fact in reversed(facts) if isinstance(fact, kind)), None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
