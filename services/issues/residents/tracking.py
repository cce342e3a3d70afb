"""查询码: eight digits by which a reporter asks for the own issue. In no fact, answer to a command, or log line.

It is derived from the reporter's key, so that forgetting the person ends it; a higher re-issue count makes a new one.
"""

import sqlalchemy as sa

from eventlog.seal import Keyring
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.register import reissues, reporters_of

DIGITS = 8


def tracking_code(conn: sa.Connection, keyring: Keyring, issue: Issue) -> str | None:
    """The first reporter's code; None once they are forgotten."""
    count = reissues(conn, issue.issue_id, issue.reporter_id)
    return code_of(conn, keyring, issue.reporter_id, count)


def tracking_codes(conn: sa.Connection, keyring: Keyring, issue: Issue) -> dict[str, str | None]:
    """Of everybody whose issue it is, by reporter, each for a slip of their own."""
    counts = dict(reporters_of(conn, issue.issue_id))
    return {who: code_of(conn, keyring, who, counts.get(who, 0)) for who in issue.reporters}


def code_of(conn: sa.Connection, keyring: Keyring, reporter: str, reissues: int) -> str | None:
    """None once the reporter is forgotten."""
    mac = keyring.mac(conn, reporter, f"{reporter}:{reissues}".encode())
    if mac is None:
        return None
    return str(int.from_bytes(mac, "big") % 10**DIGITS).zfill(DIGITS)


def may_print_slip(issue: Issue, act: Act) -> bool:
    """The office above the place, and whoever reported the issue as visitor or handler."""
    if act.covering_unit(issue.unit_id, "office"):
        return True
    return act.by == issue.reported_by and bool(act.caller.holds("visitor", "handler"))
