"""Due days follow the calendar: where the rule behind a due day ends on another day by now, that day is recorded.

A loop, and no answer to the single fact that a year was entered: an issue may be assigned by the old days in the very
moment in which new ones come. The board tells which due days are not what their rule gives; whatever was missed, or
was under way in a crash, is found at the next step. What the board has not folded yet is decided by the stream.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventlog.errors import Conflict
from eventlog.log import Write
from services.issues.facts import DeadlineRecomputed
from services.issues.issue import Issue
from services.issues.limits.due import counted_due
from services.issues.stored import fold_records
from services.issues.vocabulary import OPEN_STATES
from services.kernel.caller import SERVICE_PREFIX
from services.kernel.working_calendar import WorkingCalendar

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

PAGE = 100
ISSUES = f"{SERVICE_PREFIX}issues"


class Recomputing:
    """`step(now)` records the due days of a page of issues; True when there may be more."""

    name = "due days"

    def __init__(self, app: "IssuesApplication", page: int = PAGE):
        self._app = app
        self._page = page

    def step(self, now: datetime) -> bool:  # noqa: ARG002 (every loop is a step of the clock)
        log = self._app.log
        with self._app.reading() as conn:
            writes = list(self._writes(conn))
        if not writes:
            return False
        try:
            log.once(None, lambda t: t.append(writes, actor=ISSUES, answer_id=writes[0].stream))
        except Conflict:  # somebody acted on one of them: at the next step
            return False
        return True

    def _writes(self, conn: sa.Connection) -> Iterator[Write]:
        calendar = self._app.calendar(conn)
        for issue_id in self._moved(conn):
            records = self._app.records(conn, issue_id, opened=False)
            issue = fold_records(records)
            fact = issue and recompute(issue, calendar)
            if fact:
                yield Write(issue_id, len(records), [fact])

    def _moved(self, conn: sa.Connection) -> list[str]:
        board = self._app.read_models.live(conn, self._app.board)["issue_board"]
        query = sa.select(board.c.issue_id).where(board.c.due_moved)
        return list(conn.scalars(query.order_by(board.c.issue_id).limit(self._page)))


def recompute(issue: Issue, calendar: WorkingCalendar) -> DeadlineRecomputed | None:
    """None where the day stays, or was not counted in working days."""
    due = counted_due(issue, calendar)
    if issue.state not in OPEN_STATES or due is None or due == issue.due:
        return None
    assert issue.due_from
    return DeadlineRecomputed(
        issue_id=issue.issue_id,
        by=ISSUES,
        due=due,
        due_rule=issue.due_rule,
        due_from=issue.due_from,
        due_days=issue.due_days,
        provisional=calendar.is_provisional(issue.due_from, due),
    )
