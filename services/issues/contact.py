"""The e-mail address that a reporter left, for the moment at which `notify` writes to them (scope `mail`)."""

from typing import TYPE_CHECKING, Any

from eventlog.errors import Forbidden, NotFound
from services.issues import register
from services.issues.facts import IssueReported
from services.issues.stored import fact_of
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def contact_address(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{address, forgotten}`; no address where none was left or the reporter is forgotten.

    Raises Forbidden without the scope `mail`, NotFound."""
    app: IssuesApplication = here.app
    if not here.caller.has_scope("mail"):
        raise Forbidden()
    with app.reading() as conn:
        records = app.records(conn, fields["id"], opened=True)
        reported = fact_of(records[0]) if records else None
        if not isinstance(reported, IssueReported):
            raise NotFound()
        forgotten = register.is_forgotten(conn, reported.reporter_id)
        return {"address": None if forgotten else reported.contact_email, "forgotten": forgotten}
