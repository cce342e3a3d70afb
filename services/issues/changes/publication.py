"""Facts about public texts: only those that wait for a second person decide anything."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.facts.publication import PublicTextApproved, PublicTextProposed
from services.issues.issue import Issue, Part, Proposal


def _proposed(fact: PublicTextProposed, issue: Issue) -> Issue:
    waiting = Proposal(fact.part, fact.task_id, fact.text, fact.by)
    return replace(issue, proposals=(*_without(issue, (fact.part, fact.task_id)), waiting))


def _approved(fact: PublicTextApproved, issue: Issue) -> Issue:
    return replace(issue, proposals=_without(issue, (fact.part, fact.task_id)))


def _without(issue: Issue, part: Part) -> tuple[Proposal, ...]:
    return tuple(p for p in issue.proposals if (p.part, p.task_id) != part)


CHANGES: Changes = {
    PublicTextProposed: _proposed,
    PublicTextApproved: _approved,
}
