"""What makes an issue confidential makes those confidential too that go on in it: they say the same of the same
people, and each names the other's number."""

from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from services.issues.confidentiality import TIP_OFF
from services.issues.facts import AccusedPartyNamed, IssueCorrected
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.stored import fold_records

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def absorbed_by(app: "IssuesApplication", conn: sa.Connection, issue: Issue) -> list[Issue]:
    """Every issue that was merged into this one, or into one of those."""
    found: list[Issue] = []
    waiting = [each.issue_id for each in issue.absorbed]
    while waiting:
        other = fold_records(app.records(conn, waiting.pop(), opened=False))
        if other is not None and other.issue_id not in {each.issue_id for each in found}:
            found.append(other)
            waiting += [each.issue_id for each in other.absorbed]
    return found


def makes_confidential_too(facts: list[IssueFact]) -> bool:
    return any(map(_is_such, facts))


def told_of(absorbed: list[Issue], facts: list[IssueFact]) -> list[IssueFact]:
    """The same for each of them, without the words, which are sealed with the first one's key."""
    return [_same(fact, issue) for issue in absorbed for fact in facts if _is_such(fact)]


def _is_such(fact: IssueFact) -> bool:
    return isinstance(fact, AccusedPartyNamed) or (
        isinstance(fact, IssueCorrected) and fact.kind == TIP_OFF
    )


def _same(fact: IssueFact, issue: Issue) -> IssueFact:
    if isinstance(fact, AccusedPartyNamed):
        return replace(fact, issue_id=issue.issue_id, note=None)
    return IssueCorrected(issue_id=issue.issue_id, by=fact.by, by_unit=fact.by_unit, kind=TIP_OFF)
