"""Writes down whom an e-mail is to be sent, as facts of `issues` arrive; `mail_sender.py` sends it afterwards.

The hazard: a fact told twice, or an old log followed anew, must not mail people again. An intent is written in the
transaction that moves the checkpoint, its id follows from the fact, and an effect is never folded again from the
log. Two rules are left for a database that lost its checkpoint or is new beside an old log: what was recorded before
e-mail was set up on this database is not mailed, nor what is older than two weeks. What stays open: a database
restored from a backup may write again what it mailed since; the Message-ID is then the same.
"""

import uuid
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventlog.clock import Clock, to_microseconds
from eventlog.engine import writing
from eventlog.follower import Effect
from eventlog.record import Record
from eventlog.wire import is_concealed
from services.notify.insert_once import insert_once
from services.notify.mailings import (
    RESIDENT,
    IssueKnown,
    Mailing,
    known_from,
    mailings_of,
    marks_changed_by,
)
from services.notify.tables import mail_intent, mail_start, mailed_issue

OLDEST = timedelta(days=14)
_NAMESPACE = uuid.UUID("0d6ad0f8-3f3c-4d0e-9a53-5c1d6c0c9a77")


class MailIntents(Effect):
    """`is_on`: whether e-mail is set up; without it only what is known of issues is kept."""

    name = "mail_intents"
    source = "issues"

    def __init__(self, is_on: bool, clock: Clock):
        self.is_on = is_on
        self.clock = clock

    def apply(self, conn: sa.Connection, records: list[Record]) -> None:
        oldest = self._oldest(conn)
        for record in records:
            if is_concealed(record):
                _let_go(conn, record.stream)
                continue
            issue = _known(conn, record)
            if issue is None or oldest is None or record.recorded_us < oldest:
                continue
            for mailing in mailings_of(record.type, record.data, issue):
                insert_once(conn, mail_intent, self._intent(record, issue, mailing))

    def _oldest(self, conn: sa.Connection) -> int | None:
        """The moment since which facts are mailed; None where none is."""
        since = conn.scalar(sa.select(mail_start.c.since_us))
        if not self.is_on or since is None:
            return None
        return max(since, to_microseconds(self.clock() - OLDEST))

    def _intent(self, record: Record, issue: IssueKnown, mailing: Mailing) -> dict[str, Any]:
        now_us = to_microseconds(self.clock())
        return {
            "intent_id": _intent_id(record, issue, mailing),
            "kind": mailing.kind,
            "recipient": mailing.to,
            "issue_id": issue.issue_id,
            "number": issue.number,
            "unit_id": mailing.unit_id,
            "due": mailing.due,
            # nobody is written to at home at night
            "urgent": issue.urgent and mailing.to != RESIDENT,
            "recorded_us": record.recorded_us,
            "state": "waiting",
            "tries": 0,
            "next_try_us": now_us,
            "leased_until_us": 0,
            "changed_us": now_us,
        }


def _let_go(conn: sa.Connection, issue_id: str) -> None:
    """Nothing is mailed of a confidential issue: what waits, is parked or was sent is forgotten here. What a server
    took before cannot be called back."""
    for table in (mail_intent, mailed_issue):
        conn.execute(sa.delete(table).where(table.c.issue_id == issue_id))


def start_mail(engine: sa.Engine, clock: Clock) -> None:
    """Remember when e-mail was first set up here; later starts change nothing."""
    with writing(engine) as conn:
        insert_once(conn, mail_start, {"id": 1, "since_us": to_microseconds(clock())})


def _intent_id(record: Record, issue: IssueKnown, mailing: Mailing) -> str:
    told = issue.issue_id if mailing.once_an_issue else record.fact_id
    return str(uuid.uuid5(_NAMESPACE, f"{told}\n{mailing.kind}\n{mailing.unit_id}"))


def _known(conn: sa.Connection, record: Record) -> IssueKnown | None:
    """The issue of this fact, with what the fact changes in it."""
    if record.type == "IssueReported":
        known = known_from(record.data)
        insert_once(conn, mailed_issue, vars(known))
        return known
    same = mailed_issue.c.issue_id == record.data.get("issue_id")
    if marks := marks_changed_by(record.type, record.data):
        conn.execute(sa.update(mailed_issue).where(same).values(**marks))
    row = conn.execute(sa.select(mailed_issue).where(same)).one_or_none()
    return IssueKnown(**row._mapping) if row else None
