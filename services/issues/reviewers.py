"""Whoever reviews must have had no hand in the work: designate_reviewer, and the check that somebody is left."""

from dataclasses import dataclass

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.facts import ReviewerDesignated
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.visibility import is_independent, is_trusted


@dataclass(frozen=True, kw_only=True)
class DesignateReviewer:
    reviewer: str


def designate_reviewer(issue: Issue, command: DesignateReviewer, act: Act) -> list[IssueFact]:
    """Whether the person is independent is the relation's (`reviewer_handles_it`)."""
    named = act.person(command.reviewer)
    if not named.holds("reviewer") or not is_trusted(issue, named, act.units):
        raise Invalid({"reviewer": ["choice"]})
    return [ReviewerDesignated(**act.entry(issue.issue_id), reviewer_id=command.reviewer)]


def check_reviewer(issue: Issue, named: str | None, handling: frozenset[str], act: Act) -> None:
    """Somebody must be left who may call back and close: the named reviewer, else one above the place or the one
    that was named before.

    Raises Refused("no_independent_reviewer")."""
    if named is not None:
        candidates = [who for who in act.holders("reviewer") if who.person == named]
    else:
        candidates = [
            who
            for who in act.holders("reviewer")
            if act.units.within_any(issue.unit_id, who.holds("reviewer"))
            or who.person == issue.reviewer
        ]
    if not any(
        is_trusted(issue, who, act.units) and is_independent(issue, who, handling)
        for who in candidates
    ):
        raise Refused("no_independent_reviewer")
