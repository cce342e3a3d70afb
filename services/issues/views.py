"""The questions about one issue, answered from its stream: what is read is never behind what was written."""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.record import Record
from services.issues.act import Act
from services.issues.deciding import allowed
from services.issues.dossier import dossier
from services.issues.dossier.history import History
from services.issues.issue import Issue
from services.issues.numbers import issue_id_of_problem
from services.issues.offers import offer
from services.issues.photos import desk as photo_desk
from services.issues.photos.attaching import photos_left
from services.issues.residents.tracking import may_print_slip, tracking_code, tracking_codes
from services.issues.seen_issue import seen_issue
from services.issues.stored import fact_of, fold_records
from services.issues.timeline import entries
from services.issues.visibility import may_see
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def get(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """The issue with its words. Raises NotFound."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        issue_id = fields["id"] or app.id_of_number(conn, fields["number"])
        issue, records = seen_issue(app, conn, act, issue_id, opened=True)
        told = dossier(issue, _history(records), _absorbed(app, conn, act, issue), act)
        told["photos"] = photo_desk.listed(conn, issue, records, act)
        told["photos_left"] = photos_left(issue, act)
        if may_print_slip(issue, act):
            told["tracking_code"] = tracking_code(conn, app.environment.keyring, issue)
            codes = tracking_codes(conn, app.environment.keyring, issue)
            told["reporters"] = [{**r, "tracking_code": codes[r["id"]]} for r in told["reporters"]]
        return told


def timeline(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """Raises NotFound."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        _, records = seen_issue(app, conn, act, fields["id"], opened=True)
        return {"items": entries(records)}


def offered(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """What the caller may do now, in the order of the rules. Raises NotFound."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        issue, _ = seen_issue(app, conn, act, fields["id"], opened=True)
        items = [offer(found, issue, act) for found in allowed(issue, act)]
        return {"items": items, "version": issue.version}


def by_visit(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """The issues that the problems of a visit became, as far as there are any yet and the caller may see them.

    `position` of an item is what lists of this issue must have seen (`at_least`)."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        items = []
        for n, records in enumerate(_made_of(app, conn, fields["visit_id"]), 1):
            issue = fold_records(records)
            if issue and may_see(issue, act.caller, act.units):
                slip = _slip(app, conn, act, issue)
                items.append({"n": n, **slip, "position": records[-1].position})
        return {"items": items}


def _slip(app: "IssuesApplication", conn: sa.Connection, act: Act, issue: Issue) -> dict[str, Any]:
    code = tracking_code(conn, app.environment.keyring, issue)
    return {
        "id": issue.issue_id,
        "number": issue.number,
        "tracking_code": code if may_print_slip(issue, act) else None,
        "state": issue.state,
    }


def _made_of(
    app: "IssuesApplication", conn: sa.Connection, visit_id: str
) -> Iterator[list[Record]]:
    """The streams of a visit's issues. The reaction makes them in order: the first that is missing is the end."""
    for n in count(1):
        records = app.records(conn, issue_id_of_problem(visit_id, n), opened=False)
        if not records:
            return
        yield records


def _history(records: list[Record]) -> History:
    return [(fact_of(record), record.recorded_at) for record in records]


def _absorbed(
    app: "IssuesApplication", conn: sa.Connection, act: Act, issue: Issue
) -> list[tuple[Issue, History]]:
    """The issues that go on in this one, and those that go on in them, as far as the caller may see them."""
    found: list[tuple[Issue, History]] = []
    waiting = [each.issue_id for each in issue.absorbed]
    for issue_id in waiting:  # grows by what went on in them
        records = app.records(conn, issue_id, opened=True)
        other = fold_records(records)
        if other and may_see(other, act.caller, act.units):
            found.append((other, _history(records)))
            waiting += [a.issue_id for a in other.absorbed if a.issue_id not in waiting]
    return found
