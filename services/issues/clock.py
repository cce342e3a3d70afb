"""The clock of `issues`: it records each level that a limit has reached, once, and calls back who is to be called.

Loops, and no timers in memory: the board tells of what the clock has something to record, so that a step after a stop
finds whatever was missed. What the board has not folded yet is decided by the stream, and a level that stands there
is never recorded again: two clocks side by side, and a crash between two steps, change nothing.
"""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.errors import Conflict
from services.issues import sampling
from services.issues.act import Act
from services.issues.commanding import append
from services.issues.deciding import decide
from services.issues.evolve import evolve
from services.issues.facts import CallbackChosen
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.limits.escalation import levels_due
from services.issues.limits.limit import Counting
from services.issues.relations import CLOCK
from services.issues.stored import fold_records
from services.issues.supervising import EscalateIssue
from services.kernel.caller import service_caller

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

PAGE = 100
DISSATISFIED = "dissatisfied_in_unit"
ISSUES = service_caller("issues", CLOCK)


class Escalating:
    """`step(now)` records the levels that a page of issues has reached; True when there may be more."""

    name = "escalation"

    def __init__(self, app: "IssuesApplication", page: int = PAGE):
        self._app = app
        self._page = page

    def step(self, now: datetime) -> bool:
        recorded = [self._escalate(issue_id, now) for issue_id in self._reached(now)]
        return any(recorded)

    def _reached(self, now: datetime) -> list[str]:
        with self._app.reading() as conn:
            board = self._app.read_models.live(conn, self._app.board)["issue_board"]
            query = sa.select(board.c.issue_id).where(board.c.clock_us <= to_microseconds(now))
            return list(
                conn.scalars(query.order_by(board.c.clock_us, board.c.number).limit(self._page))
            )

    def _escalate(self, issue_id: str, now: datetime) -> bool:
        """False where the stream says that nothing is to be recorded, or somebody acted at the same moment."""
        try:
            with self._app.log.transaction() as transaction:
                act = self._app.act(transaction.conn, ISSUES, now)
                issue = fold_records(self._app.records(transaction.conn, issue_id, opened=False))
                facts = levels_reached(issue, act) if issue else []
                return bool(facts) and bool(append(transaction, (issue,), facts, act))
        except Conflict:
            return False


def levels_reached(issue: Issue, act: Act) -> list[IssueFact]:
    """One fact for each level, as the rule `escalate` makes it."""
    found: list[IssueFact] = []
    for level in levels_due(issue, Counting(act.calendar, act.timezone), act.now):
        order = EscalateIssue(
            level=level.level, limit=level.limit, due_at=level.due_at, cause=level.cause
        )
        for fact in decide("escalate", issue, order, act):
            issue = evolve(issue, fact, act.now)
            found.append(fact)
    return found


class Sampling:
    """`step(now)` chooses for call-back what a unit solved on the spot in a month in which somebody was
    dissatisfied; True when there may be more."""

    name = "on-the-spot sample"

    def __init__(self, app: "IssuesApplication", page: int = PAGE):
        self._app = app
        self._page = page

    def step(self, now: datetime) -> bool:
        chosen = [self._choose(issue_id, now) for issue_id in self._waiting()]
        return any(chosen)

    def _waiting(self) -> list[str]:
        """Reported as done on the spot and exempt so far, in the units and months to be called as a whole."""
        with self._app.reading() as conn:
            board = self._app.read_models.live(conn, self._app.board)["issue_board"]
            months = sampling.months_to_call(conn)
            query = sa.select(board.c.issue_id).where(
                board.c.on_spot,
                board.c.state == "reported_done",
                sa.not_(board.c.calls_back),
                sa.tuple_(board.c.lead_unit, board.c.month).in_(months),
            )
            return list(conn.scalars(query.order_by(board.c.number).limit(self._page)))

    def _choose(self, issue_id: str, now: datetime) -> bool:
        try:
            with self._app.log.transaction() as transaction:
                act = self._app.act(transaction.conn, ISSUES, now)
                issue = fold_records(self._app.records(transaction.conn, issue_id, opened=False))
                if issue is None or issue.state != "reported_done" or issue.is_called_back_by_rule:
                    return False
                chosen = CallbackChosen(**act.entry(issue_id), reason=DISSATISFIED)
                return bool(append(transaction, (issue,), [chosen], act))
        except Conflict:
            return False
