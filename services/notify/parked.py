"""What an operator sees and does of e-mails that could not be sent. No address is in any of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds, to_microseconds
from eventlog.engine import writing
from eventlog.errors import NotFound
from services.notify.mail_queue import DROPPED, PARKED, WAITING
from services.notify.tables import mail_intent, parked_act

# Why a message is given up: a choice, because a free text would sooner or later name somebody.
DROP_REASONS = ("told_otherwise", "outdated", "wrong_recipient", "test", "other")


def parked(conn: sa.Connection) -> list[dict[str, Any]]:
    """What waits for an operator, longest first: `{id, number, kind, to, tries, reason, since}`."""
    query = sa.select(mail_intent).where(mail_intent.c.state == PARKED)
    return [_item(row) for row in conn.execute(query.order_by(mail_intent.c.changed_us))]


def waiting(conn: sa.Connection) -> dict[str, int]:
    """How many wait to be sent by themselves, by what the last try said; `""` for those never tried."""
    reason = sa.func.coalesce(mail_intent.c.reason, "")
    query = sa.select(reason, sa.func.count()).where(mail_intent.c.state == WAITING)
    return {row[0]: row[1] for row in conn.execute(query.group_by(reason).order_by(reason))}


def one(conn: sa.Connection, intent_id: str) -> dict[str, Any]:
    """Everything that is known of one message, whatever its state, and what was done with it. Raises NotFound."""
    row = conn.execute(_by_id(intent_id)).one_or_none()
    if row is None:
        raise NotFound(params={"id": intent_id})
    acts = sa.select(parked_act).where(parked_act.c.intent_id == intent_id)
    return {
        **_item(row),
        "state": row.state,
        "issue_id": row.issue_id,
        "urgent": row.urgent,
        "next_try": _instant(row.next_try_us) if row.state == WAITING else None,
        "acts": [
            {"at": _instant(act.at_us), "act": act.act, "reason": act.reason, "by": act.by}
            for act in conn.execute(acts.order_by(parked_act.c.at_us))
        ],
    }


def retry(engine: sa.Engine, ids: Sequence[str], by: str, now: datetime) -> list[str]:
    """Send these again, with all tries anew; no ids means all that are parked. Answers the ids.

    Raises NotFound when one of them is not parked: then nothing is changed."""
    values = {"state": WAITING, "tries": 0, "next_try_us": to_microseconds(now), "reason": None}
    with writing(engine) as conn:
        chosen = list(dict.fromkeys(ids)) or [item["id"] for item in parked(conn)]
        for intent_id in chosen:
            _change(conn, values, _act(intent_id, "retry", None, by, now))
    return chosen


def drop(engine: sa.Engine, intent_id: str, reason: str, by: str, now: datetime) -> None:
    """Give it up for one of DROP_REASONS; the row stays and says so. Raises NotFound when it is not parked."""
    with writing(engine) as conn:
        _change(conn, {"state": DROPPED}, _act(intent_id, "drop", reason, by, now))


def _act(intent_id: str, act: str, reason: str | None, by: str, now: datetime) -> dict[str, Any]:
    return {
        "intent_id": intent_id,
        "at_us": to_microseconds(now),
        "act": act,
        "reason": reason,
        "by": by,
    }


def _change(conn: sa.Connection, values: dict[str, Any], act: dict[str, Any]) -> None:
    """Change a parked message and leave a trace of who did it."""
    intent_id, column = act["intent_id"], mail_intent.c
    is_parked = sa.and_(column.intent_id == intent_id, column.state == PARKED)
    change = sa.update(mail_intent).where(is_parked).values(**values, changed_us=act["at_us"])
    if not conn.execute(change).rowcount:
        raise NotFound(params={"id": intent_id})
    conn.execute(sa.insert(parked_act).values(act))


def _item(row: Any) -> dict[str, Any]:
    return {
        "id": row.intent_id,
        "number": row.number,
        "kind": row.kind,
        "to": f"{row.recipient} {row.unit_id}" if row.unit_id else row.recipient,
        "tries": row.tries,
        "reason": row.reason,
        "since": _instant(row.changed_us),
    }


def _by_id(intent_id: str) -> sa.Select[Any]:
    return sa.select(mail_intent).where(mail_intent.c.intent_id == intent_id)


def _instant(us: int) -> str:
    return from_microseconds(us).isoformat(timespec="seconds")
