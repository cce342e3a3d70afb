"""One issue as far as the caller may see it: what one may not see does not exist."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventlog.errors import NotFound
from eventlog.record import Record
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.stored import fold_records
from services.issues.visibility import may_see

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def seen_issue(
    app: "IssuesApplication", conn: sa.Connection, act: Act, issue_id: str | None, *, opened: bool
) -> tuple[Issue, list[Record]]:
    """The issue and its records; `opened`: with the words in clear. Raises NotFound."""
    records = app.records(conn, issue_id, opened=opened) if issue_id else []
    issue = fold_records(records)
    if issue is None or not may_see(issue, act.caller, act.units):
        raise NotFound()
    return issue, records
