"""Hands over what one person holds to another, in one act: one transaction over all their issues.

The hazard: the board, which finds the issues, may be behind. So each is folded again from its stream inside the
transaction, and what is no longer the first person's is passed over. More than 500 go in several acts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import Invalid
from eventlog.log import Answer, Command, Transaction
from eventlog.tables import log
from services.issues.act import Act
from services.issues.board.filter import BoardFilter
from services.issues.commanding import append
from services.issues.handing_over import handed_over
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.open_items import MOST, issues_held, sees_cases
from services.issues.stored import fold_records
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

FACTS_AT_MOST = 3 * MOST


@dataclass
class _Plan:
    """`stays` are `(issue, code)`, `left` how many could be handed over in another act."""

    issues: list[Issue] = field(default_factory=list)
    facts: list[IssueFact] = field(default_factory=list)
    stays: list[tuple[Issue, str]] = field(default_factory=list)
    left: int = 0


def hand_over(here: Here, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`{handed, left, position, counts: {code: n}, items: [{id, number, code}]}`: what stays, and why; of an
    administrator no items. Sent again it tells what it did, and what stays now.

    Raises Forbidden, Invalid, Conflict."""
    app: IssuesApplication = here.app
    giver, taker = fields["from_person"], fields["to_person"]
    plans: list[_Plan] = []

    def work(transaction: Transaction) -> Answer:
        conn = transaction.conn
        act = app.act(conn, here.caller, here.now)
        _check_taker(giver, taker, act)
        plan = _plan(app, conn, act, giver, taker)
        plans.append(plan)
        if not plan.facts:
            return Answer(taker, 0, app.log.head(conn).position)
        return append(transaction, plan.issues, plan.facts, act, command)

    answer = app.log.once(command, work)
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        plan = plans[-1] if plans else _plan(app, conn, act, giver, taker)
        return _told(plan, _handed(conn, command, answer), answer.position, act)


def _check_taker(giver: str, taker: str, act: Act) -> None:
    if taker == giver or act.directory.home(taker) is None:
        raise Invalid({"to_person": ["choice"]})


def _plan(app: "IssuesApplication", conn: sa.Connection, act: Act, giver: str, taker: str) -> _Plan:
    plan = _Plan()
    where = BoardFilter(app.read_models.live(conn, app.board), act)
    for on_board in issues_held(conn, where, giver):
        facts, codes = handed_over(on_board, giver, taker, act)
        if facts and len(plan.issues) == MOST:
            plan.left += 1
            continue
        issue = (
            fold_records(app.records(conn, on_board.issue_id, opened=False)) if facts else on_board
        )
        if issue is None:
            continue
        facts, codes = handed_over(issue, giver, taker, act) if facts else (facts, codes)
        plan.issues += [issue] if facts else []
        plan.facts += facts
        plan.stays += [(issue, code) for code in sorted(codes)]
    return plan


def _handed(conn: sa.Connection, command: Command, answer: Answer) -> int:
    """How many issues this command wrote to: its facts are the last before the position of its answer."""
    query = sa.select(sa.func.count(sa.distinct(log.c.stream))).where(
        log.c.position > answer.position - FACTS_AT_MOST,
        log.c.position <= answer.position,
        log.c.command_id == command.command_id,
        log.c.actor == command.actor,
    )
    return conn.scalar(query) or 0


def _told(plan: _Plan, handed: int, position: int, act: Act) -> dict[str, Any]:
    codes = [code for _, code in plan.stays]
    items = [
        {"id": issue.issue_id, "number": issue.number, "code": code} for issue, code in plan.stays
    ]
    return {
        "handed": handed,
        "left": plan.left,
        "position": position,
        "counts": {code: codes.count(code) for code in sorted(set(codes))},
        "items": items[:MOST] if sees_cases(act) else [],
    }
