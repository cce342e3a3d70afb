"""回访电话: whom to call, for whoever may call back now; each showing is written down (docs/domain.md, privacy).

The hazard: somebody reads numbers for no call. Nobody is asked for a reason, so the record is all there is: it is
committed before the number leaves, and holds ids and an instant, no words."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import from_microseconds, to_microseconds
from eventlog.engine import writing
from eventlog.errors import Forbidden, Refused
from services.issues.act import Act
from services.issues.board.filter import BoardFilter
from services.issues.facts import IssueReported, IssueSupplemented
from services.issues.issue import Issue
from services.issues.rules import RULES
from services.issues.seen_issue import seen_issue
from services.issues.stored import fact_of
from services.issues.tables import contact_shown
from services.kernel.here import Here
from services.kernel.page import read_page

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

CALLING = RULES["record_callback"]
READERS = ("supervisor", "auditor")


def callback_contact(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{name, phone}` of the first reporter who left a number, else of the first; None once they are forgotten.

    Raises NotFound, Forbidden, Refused (caller_handled_it, not_in_state)."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        issue, records = seen_issue(app, conn, act, fields["id"], opened=True)
        _check_calling(issue, act)
        people = [
            fact
            for fact in map(fact_of, records)
            if isinstance(fact, IssueReported | IssueSupplemented)
        ]
    _write_down(app, issue.issue_id, act)
    found = next((person for person in people if person.contact_phone), people[0])
    return {"name": found.contact_name, "phone": found.contact_phone}


def contacts_shown(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{items: [{id, number, in_sight, person, shown_at}], next, total}`, newest first, of issues in the caller's
    subtrees; `in_sight` is whether the caller may read the issue.

    Raises Forbidden for who is neither supervisor nor auditor."""
    app: IssuesApplication = here.app
    if not here.caller.holds(*READERS):
        raise Forbidden()
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        where, shown = BoardFilter(app.read_models.live(conn, app.board), act), contact_shown.c
        board = where.board
        query = (
            sa.select(contact_shown, board.c.number, where.may_see().label("in_sight"))
            .join(board, board.c.issue_id == shown.issue_id)
            .where(where.placed(*READERS), where.may_exist())
        )
        if fields["person"]:
            query = query.where(shown.person == fields["person"])
        order = [shown.shown_us, shown.person, shown.issue_id]
        rows, rest = read_page(conn, query, order, fields)
        return {"items": [_shown(row) for row in rows], **rest}


def _check_calling(issue: Issue, act: Act) -> None:
    CALLING.relation(CALLING.roles, issue, act, None)
    if issue.state not in CALLING.states:
        raise Refused("not_in_state", {"state": issue.state})


def _write_down(app: "IssuesApplication", issue_id: str, act: Act) -> None:
    row = {"shown_us": to_microseconds(act.now), "person": act.by, "issue_id": issue_id}
    with writing(app.environment.engine) as conn:
        dialect = sqlite if conn.dialect.name == "sqlite" else postgresql
        # Twice in one microsecond is one showing.
        conn.execute(dialect.insert(contact_shown).values(**row).on_conflict_do_nothing())


def _shown(row: Any) -> dict[str, Any]:
    return {
        "id": row.issue_id,
        "number": row.number,
        "in_sight": bool(row.in_sight),
        "person": row.person,
        "shown_at": from_microseconds(row.shown_us).isoformat(),
    }
