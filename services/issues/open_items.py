"""What is open in the name of one person: named reviews, pledges, and what they proposed for others to decide."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import Forbidden
from services.issues.act import Act
from services.issues.board.filter import BoardFilter, Condition
from services.issues.board.folded import from_text
from services.issues.board.row import ASKS, PLEDGE, REJECTION, TEXT
from services.issues.handing_over import GIVERS
from services.issues.issue import Issue
from services.issues.rules.rule import ANY_TIME, BEFORE_ASSIGNED, OPEN
from services.issues.saying import title_of
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

MOST = 500
MOST_LOOKED_AT = 5000
KINDS = ("review", "pledge", "text", "rejection")


def open_items_of(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{person, counts: {kind: n}, items: [{kind, id, number, title, state}], left}`; an administrator, who sees no
    case, is told the counts alone. At most 500 items, `left` beside them. Raises Forbidden."""
    app: IssuesApplication = here.app
    person = fields["person"]
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        where = BoardFilter(app.read_models.live(conn, app.board), act)
        scope = within_reach(where)
        counts = {
            kind: conn.scalar(_counted(where.board, scope, condition)) or 0
            for kind, condition in conditions(where, person).items()
        }
        items = _items(app, conn, where, person) if sees_cases(act) else []
        left = sum(counts.values()) - len(items) if sees_cases(act) else 0
        return {"person": person, "counts": counts, "items": items, "left": left}


def sees_cases(act: Act) -> bool:
    return bool(act.caller.holds("office"))


def within_reach(where: BoardFilter) -> Condition:
    """Issues whose place is in the subtree of the office, as far as it sees them; of an administrator those that are
    not confidential. Raises Forbidden."""
    if sees_cases(where.act):
        return sa.and_(where.placed("office"), where.may_see())
    if not where.act.caller.holds(*GIVERS):
        raise Forbidden()
    return sa.and_(where.placed("admin"), sa.not_(where.board.c.confidential))


def conditions(where: BoardFilter, person: str) -> dict[str, Condition]:
    state, link = where.board.c.state, where.links.c
    proposed = sa.and_(link.value == REJECTION, link.ref == person)
    return {
        "review": sa.and_(state.in_(OPEN), where.board.c.reviewer == person),
        "pledge": sa.and_(state.in_(OPEN), where.linked(PLEDGE, [person])),
        "text": sa.and_(state.in_(ANY_TIME), where.linked(TEXT, [person])),
        "rejection": sa.and_(state.in_(BEFORE_ASSIGNED), where.has_link(ASKS, proposed)),
    }


def issues_held(conn: sa.Connection, where: BoardFilter, person: str) -> list[Issue]:
    """As the board has them, in the order of the board: those with something that can be handed over."""
    held = conditions(where, person)
    some = sa.or_(held["review"], held["pledge"])
    return [from_text(row.folded) for row in _rows(conn, where, some, MOST_LOOKED_AT)]


def _rows(
    conn: sa.Connection, where: BoardFilter, condition: Condition, most: int
) -> sa.CursorResult[Any]:
    board = where.board
    query = sa.select(board).where(within_reach(where), condition)
    order = (board.c.rank_text, board.c.rank_number, board.c.number)
    return conn.execute(query.order_by(*order).limit(most))


def _counted(board: sa.Table, scope: Condition, condition: Condition) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(board).where(scope, condition)


def _items(
    app: "IssuesApplication", conn: sa.Connection, where: BoardFilter, person: str
) -> list[dict[str, Any]]:
    every = list(_rows(conn, where, sa.or_(*conditions(where, person).values()), MOST))
    words = [json.loads(row.words) if row.words else None for row in every]
    opened = app.environment.keyring.open_values(words, conn)
    items = [
        {
            "kind": kind,
            "id": row.issue_id,
            "number": row.number,
            "title": title_of(text),
            "state": row.state,
        }
        for row, text in zip(every, opened, strict=True)
        for kind in _kinds(from_text(row.folded), person)
    ]
    return sorted(items, key=lambda item: KINDS.index(item["kind"]))[:MOST]


def _kinds(issue: Issue, person: str) -> Iterator[str]:
    if issue.state in OPEN and issue.reviewer == person:
        yield "review"
    if issue.state in OPEN and issue.pledge and issue.pledge.holder_id == person:
        yield "pledge"
    if issue.state in ANY_TIME and any(p.proposed_by == person for p in issue.proposals):
        yield "text"
    if issue.state in BEFORE_ASSIGNED and issue.rejection_by == person:
        yield "rejection"
