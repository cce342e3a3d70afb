"""Forms that ask for more time, and those that grant it."""

from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.limits.deadlines import extended, longest_extension, resumed
from services.issues.offers.shapes import Fields, Offers, iso
from services.kernel.working_calendar import month_later


def _request_extension(issue: Issue, act: Act) -> Fields:
    """`new_dues`: where each number of days that may be asked for would lead, from one day on."""
    longest = longest_extension(issue, act)
    until = [extended(issue, days, act)["due"] for days in range(1, longest + 1) if issue.due]
    return {"max_days": longest, "due": iso(issue.due), "new_dues": [iso(day) for day in until]}


def _grant_extension(issue: Issue, act: Act) -> Fields:
    days = issue.requested_days
    granted = extended(issue, days, act)["due"] if days and issue.due else None
    return {"days": days, "due": iso(issue.due), "new_due": iso(granted)}


def _review_days(_issue: Issue, act: Act) -> Fields:
    return {"review_by": iso(month_later(act.today)), "latest": iso(month_later(act.today))}


def _hold(issue: Issue, act: Act) -> Fields:
    asked = issue.hold_request
    return {**_review_days(issue, act), "review_by": iso(asked.review_by if asked else None)}


def _resume(issue: Issue, act: Act) -> Fields:
    return {"new_due": iso(resumed(issue, act)["due"]), "days_left": issue.days_left}


OFFERS: Offers = {
    "request_extension": _request_extension,
    "grant_extension": _grant_extension,
    "refuse_extension": _grant_extension,
    "request_hold": _review_days,
    "hold": _hold,
    "refuse_hold": _hold,
    "review_hold": _review_days,
    "resume": _resume,
}
