"""Forms of those who judge what came of it."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits.running import objection_ends, recheck_begins
from services.issues.offers.shapes import Fields, Offers, iso
from services.issues.outcome import MAX_REWORKS, TRIES_BEFORE_THE_THIRD, possible_outcomes


def _record_callback(issue: Issue, act: Act) -> Fields:
    ends = objection_ends(issue, act.timezone, act.calendar)
    return {
        "called_on": act.today.isoformat(),
        "tries": [day.isoformat() for day in issue.tries],
        "third_try": len(issue.tries) >= TRIES_BEFORE_THE_THIRD,
        "objected": issue.was_objected_to,
        "no_contact_after": iso(ends),
    }


def _order_rework(issue: Issue, _act: Act) -> Fields:
    """Without a new day the current one stays."""
    current = iso(issue.due)
    return {"left": MAX_REWORKS - issue.reworks, "due": None, "current_due": current}


def _close(issue: Issue, _act: Act) -> Fields:
    """`outcome`: what the person answered, when somebody was reached."""
    return {"outcome": issue.solved, "outcomes": list(possible_outcomes(issue))}


def _recheck(issue: Issue, act: Act) -> Fields:
    begins = recheck_begins(issue, act.timezone)
    return {"rechecked_on": act.today.isoformat(), "from": iso(begins)}


OFFERS: Offers = {
    "record_callback": _record_callback,
    "order_rework": _order_rework,
    "close": _close,
    "recheck": _recheck,
}
