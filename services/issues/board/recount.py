"""The limits of open issues are counted again when the office has entered a year."""

import sqlalchemy as sa

from services.issues.board.folded import from_text
from services.issues.board.row import counted_of
from services.issues.limits.limit import Counting
from services.issues.vocabulary import OPEN_STATES

PAGE = 500


def recount(conn: sa.Connection, board: sa.Table, counting: Counting) -> None:
    """Bring what depends on the calendar up to date, page by page, in this transaction."""
    names = ("due_moved", "limit_kind", "limit_due", "clock_us", "rank_text")
    columns = [board.c[name] for name in names]
    open_rows = sa.select(board.c.issue_id, board.c.folded, *columns).where(
        board.c.state.in_(OPEN_STATES)
    )
    change = sa.update(board).where(board.c.issue_id == sa.bindparam("of"))
    after = ""
    while rows := conn.execute(
        open_rows.where(board.c.issue_id > after).order_by(board.c.issue_id).limit(PAGE)
    ).all():
        changes = []
        for row in rows:
            counted = counted_of(from_text(row.folded), counting)
            if any(getattr(row, name) != value for name, value in counted.items()):
                changes.append({"of": row.issue_id, **counted})
        if changes:
            conn.execute(change, changes)
        after = rows[-1].issue_id
