"""搜索: which rows a list shows by what was said, by whom, where and when. Other filters: `board_filter.py`."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from services.issues.board_filter import BoardFilter, Condition

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def searched_for(
    app: "IssuesApplication", conn: sa.Connection, where: BoardFilter, fields: dict[str, Any]
) -> list[Condition]:
    """Raises Unavailable("reading_behind") while the words are read for the first time."""
    board = where.board
    found: list[Condition] = []
    if fields["area"]:
        found.append(board.c.unit_id.in_(where.act.units.subtree(fields["area"])))
    if fields["since"]:
        found.append(board.c.reported_us >= _midnight(fields["since"], where.act.timezone))
    if fields["until"]:
        after = fields["until"] + timedelta(days=1)
        found.append(board.c.reported_us < _midnight(after, where.act.timezone))
    if fields["person"]:
        found.append(_of_person(app, conn, where, fields["person"]))
    if fields["q"]:
        found.append(_said(app, conn, where, fields["q"]))
    return found


def _said(app: "IssuesApplication", conn: sa.Connection, where: BoardFilter, q: str) -> Condition:
    """By number, or by words. A whole number of an issue does not have to wait for words to be read."""
    number = where.board.c.number.contains(q.upper(), autoescape=True)
    if q.upper().startswith("WT-"):
        return number
    return sa.or_(number, _among(conn, where.board.c.issue_id, app.words.issues_with(conn, q)))


def _of_person(
    app: "IssuesApplication", conn: sa.Connection, where: BoardFilter, person: str
) -> Condition:
    """Who reported it or reviews it, of the staff; else part of how the reporter is called."""
    board = where.board
    if where.act.directory.home(person) is not None:
        return sa.or_(board.c.reported_by == person, board.c.reviewer == person)
    return _among(conn, board.c.issue_id, app.names.issues_with(conn, person))


def _among(conn: sa.Connection, column: sa.Column[Any], names: Iterable[str]) -> Condition:
    """One parameter however many names there are: a common character is in most of the issues."""
    if conn.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(list(names))).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.func.string_to_array(",".join(names), ","))


def _midnight(day: date, timezone: str) -> int:
    return to_microseconds(datetime.combine(day, time(), ZoneInfo(timezone)))
