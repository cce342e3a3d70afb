"""Writes the inbox as facts of `issues` arrive. An effect: written once, never folded again from the log."""

from typing import Any

import sqlalchemy as sa

from eventlog.follower import Effect
from eventlog.record import Record
from eventlog.wire import is_concealed
from services.notify.insert_once import insert_once
from services.notify.notices import Notice, notices_of
from services.notify.tables import inbox_entry, numbered_issue


class AssignmentInbox(Effect):
    """The follower's checkpoint keeps a fact from being told twice; the key of an entry does so once more."""

    name = "assignment_inbox"
    source = "issues"

    def apply(self, conn: sa.Connection, records: list[Record]) -> None:
        for record in records:
            if is_concealed(record):
                _let_go(conn, record.stream)
                continue
            if record.type == "IssueReported":
                row = {name: record.data[name] for name in ("issue_id", "number")}
                insert_once(conn, numbered_issue, row)
            for notice in notices_of(record.type, record.data):
                insert_once(conn, inbox_entry, _entry(conn, record, notice))


def _let_go(conn: sa.Connection, issue_id: str) -> None:
    """Of a confidential issue nobody is told here, and what was told before it became so is taken back: those who
    may handle it find it on the board."""
    for table in (inbox_entry, numbered_issue):
        conn.execute(sa.delete(table).where(table.c.issue_id == issue_id))


def _entry(conn: sa.Connection, record: Record, notice: Notice) -> dict[str, Any]:
    number = sa.select(numbered_issue.c.number).where(numbered_issue.c.issue_id == notice.issue_id)
    return {
        "fact_id": record.fact_id,
        "unit_id": notice.unit_id,
        "position": record.position,
        "kind": notice.kind,
        "issue_id": notice.issue_id,
        "number": conn.scalar(number),
        "due": notice.due,
        "recorded_us": record.recorded_us,
    }
