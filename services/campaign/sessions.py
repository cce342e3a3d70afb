"""Sessions: a secret in the browser's cookie, good for half an hour of rest and half a day at most."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.errors import Forbidden
from services.campaign.secret import hash_of, is_same, new_secret
from services.campaign.tables import session

REST = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


def open_session(conn: sa.Connection, person_id: str, now: datetime) -> str:
    """The secret of a new session; sessions that are over are swept away on the occasion."""
    conn.execute(sa.delete(session).where(session.c.expires_us <= to_microseconds(now)))
    secret, now_us = new_secret(), to_microseconds(now)
    row = {"secret_hash": hash_of(secret), "person_id": person_id, "created_us": now_us}
    row |= {"last_used_us": now_us, "expires_us": to_microseconds(now + LONGEST), "revoked": False}
    conn.execute(sa.insert(session).values(**row))
    return secret


def use_session(conn: sa.Connection, secret: str, now: datetime) -> str:
    """The person whose session it is; its rest begins anew. Raises Forbidden("session_over")."""
    digest, now_us = hash_of(secret), to_microseconds(now)
    row = conn.execute(sa.select(session).where(session.c.secret_hash == digest)).one_or_none()
    if row is None or not is_same(row.secret_hash, digest) or row.revoked:
        raise Forbidden("session_over")
    if row.expires_us <= now_us or row.last_used_us <= to_microseconds(now - REST):
        raise Forbidden("session_over")
    conn.execute(
        sa.update(session).where(session.c.secret_hash == digest).values(last_used_us=now_us)
    )
    return row.person_id


def close_session(conn: sa.Connection, secret: str) -> None:
    conn.execute(
        sa.update(session).where(session.c.secret_hash == hash_of(secret)).values(revoked=True)
    )


def close_all(conn: sa.Connection, person_id: str) -> None:
    """A new password ends every session that the old one opened."""
    conn.execute(sa.update(session).where(session.c.person_id == person_id).values(revoked=True))
