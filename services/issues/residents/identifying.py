"""A reporter who acts by number and tracking code, through an account of scope `public`.

The hazard: eight digits can be guessed by whoever may try often enough. So a try is counted before the code is looked
at, per number and per address, and taken back when it was right: a number then begins anew, an address does not,
or whoever has one right code could clear the way for wrong ones. Which of the two was wrong is never said.
"""

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import Forbidden, Refused
from services.issues import register
from services.issues.issue import Issue
from services.issues.residents import code_attempts
from services.issues.residents.tracking import code_of
from services.issues.stored import fold_records
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

MAX_MERGES = 20  # followed from the number on the slip to the issue that goes on


@dataclass(frozen=True)
class Resident:
    """The reporter, and the issue that they act on: the one that goes on, where theirs was merged."""

    reporter_id: str
    issue_id: str


def identify(here: Here, said: dict[str, Any]) -> Resident | None:
    """`said` are number, code and address; None when there is no number.

    Raises Forbidden without the scope, Refused("code_wrong"), Refused("too_fast")."""
    if said["number"] is None:
        return None
    if not here.caller.has_scope("public"):
        raise Forbidden()
    app: IssuesApplication = here.app
    keys = [f"number:{said['number'].upper()}"]
    if said["address"]:
        keys.append(f"address:{said['address']}")
    with app.log.transaction() as transaction:
        code_attempts.count(transaction.conn, keys, here.now)
    with app.log.transaction() as transaction:
        resident = _verified(app, transaction.conn, said["number"], said["code"])
        if resident is not None:
            code_attempts.take_back(transaction.conn, keys)
    if resident is None:
        raise Refused("code_wrong")
    return resident


def _verified(
    app: "IssuesApplication", conn: sa.Connection, number: str, code: str
) -> Resident | None:
    issue_id = app.id_of_number(conn, number)
    if issue_id is None:
        return None
    for reporter, reissues in register.reporters_of(conn, issue_id):
        right = code_of(conn, app.environment.keyring, reporter, reissues)
        if right is not None and hmac.compare_digest(right, code):
            return Resident(reporter, _goes_on(app, conn, issue_id))
    return None


def _goes_on(app: "IssuesApplication", conn: sa.Connection, issue_id: str) -> str:
    for _ in range(MAX_MERGES):
        issue = _issue(app, conn, issue_id)
        if issue is None or issue.merged_into is None:
            break
        issue_id = issue.merged_into
    return issue_id


def _issue(app: "IssuesApplication", conn: sa.Connection, issue_id: str) -> Issue | None:
    return fold_records(app.records(conn, issue_id, opened=False))
