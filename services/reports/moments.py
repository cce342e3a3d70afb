"""As of when: a position of the log of issues, or an instant that stands for the last position at or before it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventlog.clock import from_microseconds, to_microseconds
from eventlog.errors import Invalid


@dataclass(frozen=True)
class Moment:
    """`recorded_us` is when the log reached `position`, None before its first fact."""

    position: int
    recorded_us: int | None
    is_newest: bool

    def holds(self, table: sa.FromClause) -> sa.ColumnElement[bool]:
        """The condition that a line of `table` was true then."""
        until = table.c.to_position
        if self.is_newest:
            return until.is_(None)
        return sa.and_(
            table.c.from_position <= self.position,
            sa.or_(until.is_(None), until > self.position),
        )

    def to_dict(self, now: datetime) -> dict[str, Any]:
        """`{position, recorded_at}`; where there is no fact yet, it is as of `now`."""
        instant = now if self.recorded_us is None else from_microseconds(self.recorded_us)
        return {"position": self.position, "recorded_at": instant.isoformat()}


def find_moment(
    conn: sa.Connection,
    moments: sa.Table,
    newest: int,
    asked: int | date | datetime | None,
    timezone: str,
) -> Moment:
    """`newest` is the position that the lists have reached. A day means its end. Raises Invalid for a position
    beyond `newest`."""
    if asked is None:
        position, recorded_us = newest, _when(conn, moments, newest)
    elif isinstance(asked, int):
        if asked > newest:
            raise Invalid({"as_of": ["range"]})
        position, recorded_us = asked, _when(conn, moments, asked)
    else:
        position, recorded_us = _last_at(conn, moments, instant_of(asked, timezone))
    return Moment(position, recorded_us, position == newest)


def _when(conn: sa.Connection, moments: sa.Table, position: int) -> int | None:
    """When the append was recorded that this position belongs to."""
    if position == 0:
        return None
    query = sa.select(moments.c.recorded_us).where(moments.c.position >= position)
    return conn.scalar(query.order_by(moments.c.position).limit(1))


def _last_at(conn: sa.Connection, moments: sa.Table, instant: datetime) -> tuple[int, int | None]:
    query = sa.select(moments).where(moments.c.recorded_us <= to_microseconds(instant))
    row = conn.execute(query.order_by(moments.c.recorded_us.desc()).limit(1)).one_or_none()
    return (0, None) if row is None else (row.position, row.recorded_us)


def instant_of(asked: date | datetime, timezone: str) -> datetime:
    """Of a day its last microsecond."""
    if isinstance(asked, datetime):
        return asked.astimezone(UTC)
    next_day = datetime.combine(asked + timedelta(days=1), time(), ZoneInfo(timezone))
    return next_day.astimezone(UTC) - timedelta(microseconds=1)
