"""Five failed sign-ins lock a login for a quarter of an hour, whether it exists or not.

The hazard: many guesses sent at once would all be compared before the first failure is counted. So an attempt is
counted before the password is looked at, in one statement, and taken back when it was right.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import to_microseconds
from eventlog.errors import Refused
from services.campaign.tables import sign_in_failure

MOST = 5
LOCKED = timedelta(minutes=15)
_LOCKED_US = LOCKED // timedelta(microseconds=1)


def count(conn: sa.Connection, login_key: str, now: datetime) -> None:
    """Count an attempt. Raises Refused("locked", {"minutes"}); attempts while locked do not prolong it."""
    table, now_us = sign_in_failure, to_microseconds(now)
    forgotten = now_us - _LOCKED_US
    conn.execute(sa.delete(table).where(table.c.last_us <= forgotten))
    insert = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    counted = conn.execute(
        insert(table)
        .values(login_key=login_key, failures=1, last_us=now_us)
        .on_conflict_do_update(
            index_elements=[table.c.login_key],
            set_={"failures": table.c.failures + 1, "last_us": now_us},
            where=table.c.failures < MOST,
        )
        .returning(table.c.failures)
    ).one_or_none()
    if counted is None:
        last = conn.scalar(sa.select(table.c.last_us).where(table.c.login_key == login_key))
        left = max(0, (last or now_us) + _LOCKED_US - now_us)
        raise Refused("locked", {"minutes": -(-left // 60_000_000)})


def clear(conn: sa.Connection, login_key: str) -> None:
    conn.execute(sa.delete(sign_in_failure).where(sign_in_failure.c.login_key == login_key))
