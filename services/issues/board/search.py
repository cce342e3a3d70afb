"""搜索: which rows a list shows by what was said, by whom, where and when. Other filters: `filter.py`."""

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from services.issues.board.filter import BoardFilter, Condition

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

_OF_A_NUMBER = re.compile(r"[0-9A-Z-]+")
Names = set[str] | None


def searched_for(
    app: "IssuesApplication", conn: sa.Connection, where: BoardFilter, fields: dict[str, Any]
) -> tuple[list[Condition], Names]:
    """Conditions on rows, and the issues with the words and the name that were asked for; None: any.

    Raises Unavailable("reading_behind") while the words are read for the first time."""
    board = where.board
    found: list[Condition] = []
    names: Names = None
    if fields["area"]:
        found.append(board.c.unit_id.in_(where.act.units.subtree(fields["area"])))
    if fields["since"]:
        found.append(board.c.reported_us >= _midnight(fields["since"], where.act.timezone))
    if fields["until"]:
        after = fields["until"] + timedelta(days=1)
        found.append(board.c.reported_us < _midnight(after, where.act.timezone))
    if fields["q"]:
        names = _said(app, conn, board, fields["q"])
    person = fields["person"]
    if person and where.act.directory.home(person) is not None:
        found.append(sa.or_(board.c.reported_by == person, board.c.reviewer == person))
    elif person:
        called = app.names.issues_with(conn, person)
        names = called if names is None else names & called
    return found, names


def _said(app: "IssuesApplication", conn: sa.Connection, board: sa.Table, q: str) -> set[str]:
    """By number, or by words. A number that says what it is does not have to wait for words to be read."""
    part = q.upper()
    if not _OF_A_NUMBER.fullmatch(part):
        return app.words.issues_with(conn, q)
    with_number = board.c.number.contains(part, autoescape=True)
    numbered = set(conn.scalars(sa.select(board.c.issue_id).where(with_number)))
    return numbered if part.startswith("WT-") else numbered | app.words.issues_with(conn, q)


def _midnight(day: date, timezone: str) -> int:
    return to_microseconds(datetime.combine(day, time(), ZoneInfo(timezone)))
