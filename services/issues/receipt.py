"""回执: what whoever took an issue down is shown once, for the person who raised it.

Whoever reports in confidence and is no confidential handler does not see the issue afterwards; but the person must
get number and tracking code, or they could never ask. So for a quarter of an hour, long enough to write them down or
to print the slip, the reporter gets these two and nothing else of the issue. Not of one that became confidential
afterwards: whoever took it down may belong to those whom it is about.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from eventlog.errors import NotFound
from services.issues.issue import Issue
from services.issues.residents.tracking import tracking_code
from services.issues.stored import fold_records
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

SHOWN_FOR = timedelta(minutes=15)


def receipt(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{id, number, tracking_code, confidential}`. Raises NotFound for everybody else, and later."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        records = app.records(conn, fields["id"], opened=False)
        reported, issue = fold_records(records[:1]), fold_records(records)
        if issue is None or reported is None or not _is_shown(reported, issue, here):
            raise NotFound()
        return {
            "id": issue.issue_id,
            "number": issue.number,
            "tracking_code": tracking_code(conn, app.environment.keyring, issue),
            "confidential": issue.is_confidential,
        }


def _is_shown(reported: Issue, issue: Issue, here: Here) -> bool:
    """`reported` is the issue as it was then."""
    return (
        issue.reported_by == here.caller.person
        and here.now - issue.reported_at <= SHOWN_FOR
        and reported.is_confidential == issue.is_confidential
    )
