"""What waits in an issue beside its next step, as the lists of those who decide show it."""

from typing import Any

from services.issues.issue import AnsweredOrder, Issue, Order


def waiting_of(issue: Issue) -> dict[str, Any]:
    """Requests by code, public texts by part, open orders before answered ones, calls that reached nobody, and what
    a person who was reached said."""
    pledge = issue.pledge
    orders: list[Order | AnsweredOrder] = [*issue.orders, *issue.answered_orders]
    return {
        "asks": _asks(issue),
        "texts": [
            {
                "part": each.part,
                "task_id": each.task_id,
                "proposed_by": each.proposed_by,
                "text": None,
            }
            for each in issue.proposals
        ],
        "orders": [_order(each) for each in orders],
        "pledge": pledge and {"holder": pledge.holder_id, "unit": pledge.holder_unit},
        "tries": len(issue.tries),
        "solved": issue.solved,
    }


def _asks(issue: Issue) -> list[dict[str, Any]]:
    hold = issue.hold_request
    found: list[tuple[str, str | None, bool]] = [
        ("extension", None, issue.requested_days is not None),
        ("hold", hold.requested_by if hold else None, hold is not None),
        ("rejection", issue.rejection_by, issue.rejection_by is not None),
        ("objection", None, issue.is_objection_open),
    ]
    return [{"ask": ask, "by": by} for ask, by, is_open in found if is_open]


def _order(order: Order | AnsweredOrder) -> dict[str, Any]:
    answered = order.answered_at if isinstance(order, AnsweredOrder) else None
    return {
        "id": order.order_id,
        "level": order.level,
        "ordered_at": order.ordered_at.isoformat(),
        "answer_by": order.answer_by.isoformat() if order.answer_by else None,
        "answered_at": answered.isoformat() if answered else None,
    }
