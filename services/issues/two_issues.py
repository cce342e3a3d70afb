"""The other issue of a command that is about two: loaded for `merge` by the request, for `unmerge` by the facts."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from services.issues.act import Act
from services.issues.facts import TaskChanged, TaskPlanned
from services.issues.issue import Issue
from services.issues.stored import fact_of, fold_records
from services.issues.visibility import may_see

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

MERGE, UNMERGE = "merge", "unmerge"


def with_other_issue(
    app: "IssuesApplication",
    conn: sa.Connection,
    name: str,
    issue: Issue | None,
    act: Act,
    said: dict[str, Any],
) -> dict[str, Any]:
    """`said` with what `merge` and `unmerge` need beside it; other commands are about one issue."""
    if name == MERGE:
        into = said.pop("into")
        target = _issue(app, conn, into, act)
        measures = _measures(app, conn, issue.issue_id) if issue and issue.open_tasks else {}
        return {**said, "target": target, "measures": measures}
    if name == UNMERGE:
        target_id = issue.merged_into if issue else None
        return {**said, "target": _issue(app, conn, target_id, act) if target_id else None}
    return said


def _issue(app: "IssuesApplication", conn: sa.Connection, issue_id: str, act: Act) -> Issue | None:
    """None also for what the caller may not see."""
    issue = fold_records(app.records(conn, issue_id, opened=False))
    return issue if issue and may_see(issue, act.caller, act.units) else None


def _measures(
    app: "IssuesApplication", conn: sa.Connection, issue_id: str
) -> dict[str, str | None]:
    """What is planned, by task, in clear."""
    found: dict[str, str | None] = {}
    for record in app.records(conn, issue_id, opened=True):
        fact = fact_of(record)
        if isinstance(fact, TaskPlanned) or (isinstance(fact, TaskChanged) and fact.measure):
            found[fact.task_id] = fact.measure
    return found
