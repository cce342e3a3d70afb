"""What was planned and what came of it: the tasks as they stand now, changed and cancelled ones too."""

from typing import Any

from services.issues.dossier.history import Entry, History, entered, iso, last_of
from services.issues.dossier.public_texts import NO_TEXT, Texts
from services.issues.facts import (
    CompletionReported,
    IssueReopened,
    ReworkOrdered,
    TaskCancelled,
    TaskChanged,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.vocabulary import TASK_PARTS


def tasks(history: History, texts: Texts) -> list[Entry]:
    """A completed task shows what was delivered, an open one what is planned. `cancelled` says why, or where it
    went; `changes` who changed what for which reason."""
    found: dict[str, Entry] = {}
    for fact, at in history:
        if isinstance(fact, TaskPlanned):
            found[fact.task_id] = _planned(fact, texts)
        elif isinstance(fact, TaskChanged) and fact.task_id in found:
            task = found[fact.task_id]
            task |= _changed(fact)
            task["changes"].append({**entered(fact, at), "reason": fact.reason})
        elif isinstance(fact, TaskCancelled) and fact.task_id in found:
            said = {"reason": fact.reason, "moved_to": fact.moved_to}
            found[fact.task_id]["cancelled"] = {**entered(fact, at), **said}
        elif isinstance(fact, TaskCompleted) and fact.task_id in found:
            found[fact.task_id] |= _completed(fact)
    return list(found.values())


def completion(history: History) -> Entry | None:
    """What the unit said when it reported the issue done, since the last rework or reopening."""
    found: Entry | None = None
    for fact, at in history:
        if isinstance(fact, ReworkOrdered | IssueReopened):
            found = None
        elif isinstance(fact, CompletionReported):
            found = {**entered(fact, at), "claimed": fact.claimed, "summary": fact.summary}
    return found


def rework(history: History) -> Entry | None:
    """The last time it was sent back, and why."""
    found = last_of(history, ReworkOrdered)
    return {**entered(*found), "reason": found[0].reason} if found else None


def _planned(fact: TaskPlanned, texts: Texts) -> Entry:
    return {
        "id": fact.task_id,
        "number": fact.number,
        "unit": fact.unit_id,
        "measure": fact.measure,
        "due": iso(fact.due),
        "quantity": fact.quantity,
        "quantity_unit": fact.quantity_unit,
        "effect_number": None,
        "completed_on": None,
        "result": None,
        "changes": [],
        "cancelled": None,
        "public": {part: texts.get((part, fact.task_id), NO_TEXT) for part in TASK_PARTS},
    }


def _changed(fact: TaskChanged) -> dict[str, Any]:
    said = {
        "unit": fact.unit_id,
        "due": iso(fact.due),
        "measure": fact.measure,
        "quantity": fact.quantity,
        "quantity_unit": fact.quantity_unit,
    }
    return {name: value for name, value in said.items() if value is not None}


def _completed(fact: TaskCompleted) -> Entry:
    done = {
        "effect_number": fact.number,
        "completed_on": iso(fact.completed_on),
        "result": fact.result,
    }
    if fact.quantity is None:
        return done
    return {**done, "quantity": fact.quantity, "quantity_unit": fact.quantity_unit}
