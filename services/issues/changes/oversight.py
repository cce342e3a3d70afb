"""Facts of those who look after it from above."""

from dataclasses import replace

from services.issues.changes import Changes
from services.issues.facts.oversight import (
    IssueEscalated,
    IssuePledged,
    PledgeReleased,
    SupervisionAnswered,
    SupervisionOrdered,
)
from services.issues.issue import AnsweredOrder, Issue, Order, Pledge


def _escalated(fact: IssueEscalated, issue: Issue) -> Issue:
    ends = fact.due_at.isoformat() if fact.due_at else ""
    orders = issue.orders
    if fact.order_id:
        orders = (*orders, Order(fact.order_id, issue.recorded_at, level=fact.level))
    reached = issue.escalations | {(fact.limit, ends, fact.level)}
    return replace(issue, escalations=reached, orders=orders)


def _ordered(fact: SupervisionOrdered, issue: Issue) -> Issue:
    order = Order(fact.order_id, issue.recorded_at, answer_by=fact.answer_by)
    return replace(issue, orders=(*issue.orders, order))


def _answered(fact: SupervisionAnswered, issue: Issue) -> Issue:
    answered = tuple(
        AnsweredOrder(o.order_id, o.ordered_at, issue.recorded_at, o.level, o.answer_by)
        for o in issue.orders
        if o.order_id == fact.order_id
    )
    return replace(
        issue,
        orders=tuple(o for o in issue.orders if o.order_id != fact.order_id),
        answered_orders=(*issue.answered_orders, *answered),
    )


def _pledged(fact: IssuePledged, issue: Issue) -> Issue:
    return replace(issue, pledge=Pledge(fact.holder_id, fact.holder_unit_id))


def _released(_fact: PledgeReleased, issue: Issue) -> Issue:
    return replace(issue, pledge=None)


CHANGES: Changes = {
    IssueEscalated: _escalated,
    SupervisionOrdered: _ordered,
    SupervisionAnswered: _answered,
    IssuePledged: _pledged,
    PledgeReleased: _released,
}
