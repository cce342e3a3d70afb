"""The queue of e-mails: which is due, who has it in hand, and what became of it.

The hazard: two senders must not send one message at the same time, and no lock or transaction may be held while a
server is talked to. So a sender takes an intent in one short transaction (`FOR UPDATE SKIP LOCKED` on PostgreSQL,
the write lock of the file on SQLite) and writes a lease into the row; nobody else takes it before the lease ends,
which is long after every time-out of a conversation. A try counts when it is taken, so that a message that kills its
sender ends, too. What this does not protect: a sender that dies, or loses the database, after the server took the
message and before that is written sends it again when the lease ends. It is then the same message to who receives
it: the Message-ID follows from the intent (at least once, never silently lost).
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.engine import writing
from services.notify.tables import mail_intent

WAITING, PARKED, DROPPED, SENT = "waiting", "parked", "dropped", "sent"
NO_ADDRESS, FORGOTTEN = "no_address", "forgotten"
LEASE = timedelta(minutes=5)
MOST_TRIES = 12
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)


@dataclass(frozen=True)
class Intent:
    """One e-mail to be sent, in the hand of who took it. `tries` counts this one."""

    intent_id: str
    kind: str
    recipient: str
    issue_id: str
    number: str
    unit_id: str | None
    due: str | None
    tries: int
    lease: str


class MailQueue:
    def __init__(self, engine: sa.Engine):
        self._engine = engine

    def take(self, now: datetime, only_urgent: bool) -> Intent | None:
        """The intent that is due for longest, leased to the caller; None when there is none."""
        with writing(self._engine) as conn:
            row = conn.execute(_due(now, only_urgent)).one_or_none()
            if row is None:
                return None
            lease, until = str(uuid.uuid4()), to_microseconds(now + LEASE)
            values = {"lease": lease, "leased_until_us": until, "tries": row.tries + 1}
            conn.execute(_change(row.intent_id).values(**values))
        return Intent(
            intent_id=row.intent_id,
            kind=row.kind,
            recipient=row.recipient,
            issue_id=row.issue_id,
            number=row.number,
            unit_id=row.unit_id,
            due=row.due,
            tries=row.tries + 1,
            lease=lease,
        )

    def end(self, intent: Intent, state: str, now: datetime) -> None:
        """It is sent, or there is nobody to send it to. Counts whoever holds the lease by now."""
        change = _change(intent.intent_id).where(mail_intent.c.state == WAITING)
        self._write(change, now, state=state, reason=None)

    def try_later(self, intent: Intent, reason: str, now: datetime) -> None:
        """After a pause that doubles with every try; after the last one it is parked."""
        if intent.tries >= MOST_TRIES:
            self.park(intent, reason, now)
            return
        later = to_microseconds(now + pause_after(intent.tries))
        self._write(_held(intent), now, reason=reason, next_try_us=later)

    def park(self, intent: Intent, reason: str, now: datetime) -> None:
        """Until an operator looks at it."""
        self._write(_held(intent), now, state=PARKED, reason=reason)

    def _write(self, change: sa.Update, now: datetime, **values: Any) -> None:
        values |= {"lease": None, "leased_until_us": 0, "changed_us": to_microseconds(now)}
        with writing(self._engine) as conn:
            conn.execute(change.values(**values))


def pause_after(tries: int) -> timedelta:
    """1, 2, 4 … minutes, six hours at most."""
    return min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)


def _due(now: datetime, only_urgent: bool) -> sa.Select[Any]:
    now_us, column = to_microseconds(now), mail_intent.c
    query = sa.select(mail_intent).where(
        column.state == WAITING, column.next_try_us <= now_us, column.leased_until_us <= now_us
    )
    if only_urgent:
        query = query.where(column.urgent)
    ordered = query.order_by(column.next_try_us, column.intent_id).limit(1)
    return ordered.with_for_update(skip_locked=True)  # SQLite has no such words and needs none


def _change(intent_id: str) -> sa.Update:
    return sa.update(mail_intent).where(mail_intent.c.intent_id == intent_id)


def _held(intent: Intent) -> sa.Update:
    """Only while the lease is the caller's: who took over meanwhile knows better."""
    return _change(intent.intent_id).where(mail_intent.c.lease == intent.lease)
