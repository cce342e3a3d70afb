"""公开文本: what was proposed and what was approved, of the issue and of each of its tasks."""

from typing import Any

from services.issues.dossier.history import History
from services.issues.facts import PublicTextApproved, PublicTextProposed
from services.issues.issue import Issue
from services.issues.vocabulary import PUBLIC_PARTS, TASK_PARTS

NO_TEXT = {"proposed": None, "approved": None, "proposed_by": None}
Texts = dict[tuple[str, str | None], dict[str, Any]]


def texts_of(history: History) -> Texts:
    """By the part and the task it belongs to."""
    texts: Texts = {}
    for fact, _ in history:
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


def public(issue: Issue, texts: Texts) -> dict[str, Any]:
    """The issue's own text, and measure and result of its newest task (each task has its own)."""
    newest = issue.tasks[-1].task_id if issue.tasks else None
    return {
        part: texts.get((part, newest if part in TASK_PARTS else None), NO_TEXT)
        for part in PUBLIC_PARTS
    }
