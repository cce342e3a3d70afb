"""Forms of public texts."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.offers.shapes import Fields, Offers, task_shape


def _propose(issue: Issue, _act: Act) -> Fields:
    return {"part": "public_text", "tasks": [task_shape(task) for task in issue.tasks]}


def _approve(issue: Issue, act: Act) -> Fields:
    waiting = [
        {"part": p.part, "task_id": p.task_id, "proposed_by": p.proposed_by}
        for p in issue.proposals
        if p.proposed_by != act.by
    ]
    return {"proposals": waiting}


OFFERS: Offers = {
    "propose_public_text": _propose,
    "approve_public_text": _approve,
}
