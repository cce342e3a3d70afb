"""How much waits in each queue for the caller: what 今日 and the navigation show."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from services.issues.board.filter import BoardFilter
from services.issues.board.queues import QUEUES, queue_condition
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication


def queue_counts(here: Here) -> dict[str, Any]:
    """`{queue: {count, late, oldest}}`, all queues; `oldest` is when the first of them was reported, or None."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        where = BoardFilter(app.read_models.live(conn, app.board), act)
        row = conn.execute(sa.select(*_figures(where)).where(where.may_see())).one()
        return {queue: _told(row[3 * n : 3 * n + 3]) for n, queue in enumerate(QUEUES)}


def _figures(where: BoardFilter) -> list[sa.ColumnElement[Any]]:
    late = where.late(where.act.today)
    figures: list[sa.ColumnElement[Any]] = []
    for queue in QUEUES:
        condition = queue_condition(where, queue)
        figures += [
            sa.func.count().filter(condition),
            sa.func.count().filter(condition, late),
            sa.func.min(where.board.c.reported_us).filter(condition),
        ]
    return figures


def _told(figures: Any) -> dict[str, Any]:
    count, late, oldest = figures
    return {
        "count": count,
        "late": late,
        "oldest": None if oldest is None else from_microseconds(oldest).isoformat(),
    }
