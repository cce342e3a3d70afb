"""Forms of those who look after it from above, and the unit's answer."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.offers.shapes import Fields, Offers, iso
from services.issues.relations import LEADING


def _escalate(_issue: Issue, _act: Act) -> Fields:
    return {"levels": [1, 2, 3, 4]}


def _supervise(_issue: Issue, act: Act) -> Fields:
    return {"answer_by": iso(act.calendar.add_working_days(act.today, 3))}


def _answer_supervision(issue: Issue, _act: Act) -> Fields:
    orders = [
        {
            "id": order.order_id,
            "level": order.level,
            "ordered_at": order.ordered_at.isoformat(),
            "answer_by": iso(order.answer_by),
        }
        for order in issue.orders
    ]
    return {"orders": orders}


def _pledge(_issue: Issue, act: Act) -> Fields:
    return {
        "for_self": act.directory.position(act.by) in LEADING,
        "for_unit": bool(act.caller.holds("unit_head")),
    }


def _release_pledge(issue: Issue, _act: Act) -> Fields:
    held = issue.pledge
    return {"holder": held and held.holder_id, "unit": held and held.holder_unit}


OFFERS: Offers = {
    "escalate": _escalate,
    "supervise": _supervise,
    "answer_supervision": _answer_supervision,
    "pledge": _pledge,
    "release_pledge": _release_pledge,
}
