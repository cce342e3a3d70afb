"""What each fact does to an issue: `fold` a stream, or `evolve` by one fact.

issue = fold(facts)      # facts with the instants at which they were recorded
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from eventlog.fact import Fact
from services.issues.changes import (
    Changes,
    aside,
    intake,
    outcome,
    oversight,
    publication,
    time,
    work,
)
from services.issues.facts import IssueReported
from services.issues.issue import Issue

CHANGES: Changes = {
    **intake.CHANGES,
    **work.CHANGES,
    **time.CHANGES,
    **outcome.CHANGES,
    **oversight.CHANGES,
    **publication.CHANGES,
    **aside.CHANGES,
}


def fold(facts: Iterable[tuple[Fact, datetime]]) -> Issue | None:
    """The issue after these facts of one stream, oldest first; None when there are none."""
    issue: Issue | None = None
    for fact, recorded_at in facts:
        issue = evolve(issue, fact, recorded_at)
    return issue


def evolve(issue: Issue | None, fact: Fact, recorded_at: datetime) -> Issue:
    """The issue one version later. A change finds the fact's own instant in `issue.recorded_at`."""
    if isinstance(fact, IssueReported):
        return intake.begin(fact, recorded_at)
    if issue is None:
        raise ValueError(f"a stream does not begin with {type(fact).__name__}")
    change = CHANGES.get(type(fact))
    if change is None:
        raise TypeError(f"an issue knows no {type(fact).__name__}")
    return change(fact, replace(issue, version=issue.version + 1, recorded_at=recorded_at))
