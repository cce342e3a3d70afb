"""What waits for whom, as conditions on the rows of the board: each queue holds what the caller may do now.

The same roles, states and relations as the rows of `rules/`; what a rule asks of the input is not known here."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from services.issues.board.filter import WAITS_FOR_OFFICE, BoardFilter, Condition
from services.issues.board.row import (
    ANSWERED,
    ASKS,
    EXTENSION,
    HOLD,
    OBJECTION,
    ORDER,
    PLEDGE,
    REJECTION,
)
from services.issues.limits.running import RECHECK_FROM
from services.issues.rules.rule import ANY_TIME, BEFORE_ASSIGNED, BEFORE_HOLD, OPEN, WORKERS
from services.issues.visibility import CONFIDENTIAL

ONE_DAY = timedelta(days=1)


def queue_condition(where: BoardFilter, queue: str) -> Condition:
    return QUEUES[queue](where)


def queue_order(where: BoardFilter, queue: str | None) -> list[sa.Column[str]]:
    """Urgent ones first, then by the day they are due, then oldest; what is closed by when that was."""
    board = where.board
    if queue == "rechecks":
        return [board.c.closed_us, board.c.number]
    return [board.c.rank_text, board.c.rank_number, board.c.number]


def _triage(where: BoardFilter) -> Condition:
    return sa.and_(where.board.c.state.in_(WAITS_FOR_OFFICE), where.placed("office"))


def _confidential(where: BoardFilter) -> Condition:
    """What nobody assigned and the office must not see: whoever is trusted with it finds it here."""
    waits = where.board.c.state.in_(WAITS_FOR_OFFICE)
    return sa.and_(waits, where.board.c.confidential, where.placed(CONFIDENTIAL))


def _decide(where: BoardFilter) -> Condition:
    """More time, a rejection that somebody else proposed, an objection to one."""
    state, link = where.board.c.state, where.links.c
    by_another = sa.and_(link.value == REJECTION, link.ref != where.act.by)
    return sa.or_(
        sa.and_(
            where.placed("office"),
            sa.or_(
                sa.and_(state == "in_progress", where.linked(ASKS, [EXTENSION])),
                sa.and_(state.in_(BEFORE_HOLD), where.linked(ASKS, [HOLD])),
                sa.and_(state.in_(BEFORE_ASSIGNED), where.has_link(ASKS, by_another)),
            ),
        ),
        sa.and_(state == "rejected", where.linked(ASKS, [OBJECTION]), where.placed("supervisor")),
    )


def _calls(where: BoardFilter) -> Condition:
    board = where.board
    due = sa.and_(board.c.state == "reported_done", board.c.calls_back)
    return sa.and_(due, where.outside("office", "reviewer"))


def _closing(where: BoardFilter) -> Condition:
    """Called back; or solved on the spot or answered, which needs no call."""
    board = where.board
    needs_no_call = sa.and_(board.c.state == "reported_done", sa.not_(board.c.calls_back))
    return sa.and_(sa.or_(board.c.state == "called_back", needs_no_call), where.outside("reviewer"))


def _texts(where: BoardFilter) -> Condition:
    board = where.board
    may_be_public = sa.and_(board.c.state.in_(ANY_TIME), sa.not_(board.c.confidential))
    return sa.and_(may_be_public, where.text_waiting())


def _rechecks(where: BoardFilter) -> Condition:
    """From the first day on which one can tell whether it lasted."""
    board, act = where.board, where.act
    first = act.today - timedelta(days=RECHECK_FROM) + ONE_DAY
    midnight = to_microseconds(datetime.combine(first, time(), ZoneInfo(act.timezone)))
    is_due = sa.and_(
        board.c.state == "closed", sa.not_(board.c.rechecked), board.c.closed_us < midnight
    )
    return sa.and_(is_due, where.outside("reviewer"))


def _review(where: BoardFilter) -> Condition:
    return sa.or_(_closing(where), _texts(where), _rechecks(where))


def _holds(where: BoardFilter) -> Condition:
    """Those whose review is due today or was before; the limit of what is held is its review."""
    is_due = where.board.c.limit_due <= where.act.today.isoformat()
    return sa.and_(where.board.c.state == "held", is_due, where.placed("office"))


def _supervision(where: BoardFilter) -> Condition:
    """Orders without an answer."""
    return sa.and_(where.has_link(ORDER, sa.true()), _is_supervised(where))


def _answered(where: BoardFilter) -> Condition:
    return sa.and_(where.has_link(ANSWERED, sa.true()), _is_supervised(where))


def _is_supervised(where: BoardFilter) -> Condition:
    """For those who look after it from above, and for the unit that owes the answer."""
    held = where.act.caller.holds(*WORKERS)
    return sa.or_(where.placed("supervisor", "office"), where.board.c.lead_unit.in_(held))


def _late(where: BoardFilter) -> Condition:
    return where.late(where.act.today)


def _pledged(where: BoardFilter) -> Condition:
    """What the caller, or a unit that the caller heads, took on and is not over."""
    holders = (where.act.by, *where.act.caller.holds("unit_head"))
    return sa.and_(where.board.c.state.in_(OPEN), where.linked(PLEDGE, holders))


QUEUES: dict[str, Callable[[BoardFilter], Condition]] = {
    "triage": _triage,
    "confidential": _confidential,
    "decide": _decide,
    "calls": _calls,
    "review": _review,
    "closing": _closing,
    "texts": _texts,
    "rechecks": _rechecks,
    "holds": _holds,
    "supervision": _supervision,
    "answered": _answered,
    "late": _late,
    "pledged": _pledged,
}
