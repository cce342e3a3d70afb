"""The list of issues and the counts by state, from the board; titles are opened at the moment of reading."""

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from services.issues.act import Act
from services.issues.board.filter import BoardFilter
from services.issues.board.folded import from_text
from services.issues.board.page import read_rows
from services.issues.board.queues import queue_condition, queue_order
from services.issues.board.search import searched_for
from services.issues.board.waiting import waiting_of
from services.issues.board.waiting_texts import SHOWS_TEXTS, fill_in_texts
from services.issues.limits.running import current_limit
from services.issues.saying import limit_of, marks_of, title_of
from services.kernel.here import Here
from services.kernel.page import cursor_of, read_cursor

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def issue_list(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{items, next, total}`: urgent ones first, then by the day they are due; closed ones last, newest first."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        return _page(app, conn, app.act(conn, here.caller, here.now), fields)


def issue_counts(here: Here) -> dict[str, Any]:
    """`{state: {count, late, oldest}}` of what the caller may see; `oldest` is when it was reported."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        return _counts(app, conn, app.act(conn, here.caller, here.now))


def _page(
    app: "IssuesApplication", conn: sa.Connection, act: Act, fields: dict[str, Any]
) -> dict[str, Any]:
    where = BoardFilter(app.read_models.live(conn, app.board), act)
    board = where.board
    sought, names = searched_for(app, conn, where, fields)
    queue = fields["queue"]
    sought += [queue_condition(where, queue)] if queue else []
    query = sa.select(board).where(where.may_see(), *where.asked_for(fields), *sought)
    order = queue_order(where, queue)
    place = read_cursor(fields["after"], order) if fields["after"] else None
    rows, total = read_rows(conn, query, order, place, fields["limit"] + 1, names)
    page = rows[: fields["limit"]]
    words = [json.loads(row.words) if row.words else None for row in page]
    opened = app.environment.keyring.open_values(words, conn)
    items = [
        _item(row, text, act, queue is not None) for row, text in zip(page, opened, strict=True)
    ]
    if queue in SHOWS_TEXTS:
        fill_in_texts(app, conn, items)
    return {
        "items": items,
        "next": cursor_of(page[-1], order) if len(rows) > len(page) else None,
        "total": total,
    }


def _counts(app: "IssuesApplication", conn: sa.Connection, act: Act) -> dict[str, Any]:
    where = BoardFilter(app.read_models.live(conn, app.board), act)
    board = where.board
    late = sa.func.sum(sa.case((where.late(act.today), 1), else_=0))
    query = (
        sa.select(
            board.c.state, sa.func.count().label("count"), late, sa.func.min(board.c.reported_us)
        )
        .where(where.may_see())
        .group_by(board.c.state)
    )
    return {
        state: {
            "count": count,
            "late": int(late_count),
            "oldest": from_microseconds(oldest).isoformat(),
        }
        for state, count, late_count, oldest in conn.execute(query)
    }


def _item(row: Any, verbatim: str | None, act: Act, of_queue: bool) -> dict[str, Any]:
    issue = from_text(row.folded)
    limit = current_limit(issue, act.calendar, act.timezone)
    return {
        "id": row.issue_id,
        "number": row.number,
        "version": row.version,
        "title": title_of(verbatim),
        "state": row.state,
        "outcome": row.outcome,
        "marks": marks_of(issue),
        "category": row.category,
        "field": row.field,
        "kind": row.kind,
        "unit": row.unit_id,
        "lead_unit": row.lead_unit,
        "due": row.due,
        "limit": limit_of(limit, act),
        "reported_at": from_microseconds(row.reported_us).isoformat(),
        "last_step": {"type": row.last_type, "at": from_microseconds(row.recorded_us).isoformat()},
        **({"waiting": waiting_of(issue)} if of_queue else {}),
    }
