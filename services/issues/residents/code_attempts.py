"""What the public may do within an hour: try wrong tracking codes, and report.

Ten wrong codes for a number, thirty from an address; twenty reports from an address, behind which a whole village may
sit, and three hundred in all: more is no day's work of an office but a machine.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import to_microseconds
from eventlog.errors import Refused
from services.issues.tables import code_attempt

MOST = {"number": 10, "address": 30, "report": 20, "reports": 300}
_HOUR_US = timedelta(hours=1) // timedelta(microseconds=1)


def count(conn: sa.Connection, keys: list[str], now: datetime) -> None:
    """Count once under each key (`number:…`, `address:…`). Raises Refused("too_fast", {"minutes"})."""
    now_us = to_microseconds(now)
    conn.execute(sa.delete(code_attempt).where(code_attempt.c.first_us <= now_us - _HOUR_US))
    for key in keys:
        _count(conn, key, now_us)


def count_report(conn: sa.Connection, address: str | None, now: datetime) -> None:
    """In the transaction of the report, so that one that is refused counts nothing. Raises Refused("too_fast")."""
    count(conn, [*([f"report:{address}"] if address else []), "reports:all"], now)


def take_back(conn: sa.Connection, keys: list[str]) -> None:
    """The code was right: nothing counts against its number any more, and this try not against its address."""
    row = code_attempt.c
    numbers = [key for key in keys if key.startswith("number:")]
    others = [key for key in keys if key not in numbers]
    conn.execute(sa.delete(code_attempt).where(row.key.in_(numbers)))
    conn.execute(sa.update(code_attempt).where(row.key.in_(others)).values(tries=row.tries - 1))


def _count(conn: sa.Connection, key: str, now_us: int) -> None:
    table = code_attempt
    insert = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    counted = conn.execute(
        insert(table)
        .values(key=key, tries=1, first_us=now_us)
        .on_conflict_do_update(
            index_elements=[table.c.key],
            set_={"tries": table.c.tries + 1},
            where=table.c.tries < MOST[key.partition(":")[0]],
        )
        .returning(table.c.tries)
    ).one_or_none()
    if counted is None:
        first = conn.scalar(sa.select(table.c.first_us).where(table.c.key == key)) or now_us
        raise Refused("too_fast", {"minutes": -(-(first + _HOUR_US - now_us) // 60_000_000)})
