"""How many objections may come within an hour: from an address, behind which a whole village may sit, and in all."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import to_microseconds
from eventlog.errors import Refused
from services.reports.tables import objection_attempt as table

FROM_AN_ADDRESS, IN_ALL = 20, 300
_HOUR_US = timedelta(hours=1) // timedelta(microseconds=1)


def count(conn: sa.Connection, address: str | None, now: datetime) -> None:
    """Before an edition is opened for it: one that is refused counts too, or nothing would limit how often somebody
    names a row that there is not. Raises Refused("too_fast")."""
    now_us = to_microseconds(now)
    conn.execute(sa.delete(table).where(table.c.first_us <= now_us - _HOUR_US))
    if address:
        _count(conn, f"address:{address}", FROM_AN_ADDRESS, now_us)
    _count(conn, "all", IN_ALL, now_us)


def _count(conn: sa.Connection, key: str, most: int, now_us: int) -> None:
    insert = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    counted = conn.execute(
        insert(table)
        .values(key=key, tries=1, first_us=now_us)
        .on_conflict_do_update(
            index_elements=[table.c.key],
            set_={"tries": table.c.tries + 1},
            where=table.c.tries < most,
        )
        .returning(table.c.tries)
    ).one_or_none()
    if counted is None:
        first = conn.scalar(sa.select(table.c.first_us).where(table.c.key == key)) or now_us
        raise Refused("too_fast", {"minutes": -(-(first + _HOUR_US - now_us) // 60_000_000)})
