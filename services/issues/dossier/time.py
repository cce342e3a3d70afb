"""More time: the extension that was asked for, the hold with what is missing, and where the time went."""

from datetime import datetime

from services.issues.act import Act
from services.issues.dossier.history import Entry, History, entered, iso
from services.issues.facts import (
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    HoldRefused,
    HoldRequested,
    HoldReviewed,
    IssueAssigned,
    IssueHeld,
    IssueReopened,
    IssueResumed,
    IssueReturned,
)
from services.issues.limits.holding_time import holding_times


def extension(history: History) -> Entry | None:
    """The last one since the last reopening. `answer`: None while it waits, granted with the new day, or refused."""
    found: Entry | None = None
    for fact, at in history:
        if isinstance(fact, IssueReopened):
            found = None
        elif isinstance(fact, ExtensionRequested):
            found = {**entered(fact, at), "days": fact.days, "reason": fact.reason, "answer": None}
        elif found and isinstance(fact, ExtensionGranted):
            found["answer"] = {**entered(fact, at), "granted": True, "due": iso(fact.due)}
        elif found and isinstance(fact, ExtensionRefused):
            found["answer"] = {**entered(fact, at), "granted": False, "reason": fact.reason}
    return found


def hold(history: History) -> Entry | None:
    """The last one asked for: what is missing, the plan, who answers for it. `held_at` is None while it waits for the
    office or was refused (`refused` says why); `reviews` are the days on which it was looked at again; `ended_at`."""
    found: Entry | None = None
    for fact, at in history:
        if isinstance(fact, HoldRequested):
            found = _asked(fact, at)
        elif found is None:
            continue
        elif isinstance(fact, HoldRefused):
            found |= {"refused": {**entered(fact, at), "reason": fact.reason}}
        elif isinstance(fact, IssueHeld):
            said = {"held_at": at.isoformat(), "review_by": iso(fact.review_by)}
            found |= {**said, "days_left": fact.days_left, "note": fact.note}
        elif isinstance(fact, HoldReviewed):
            review = {**entered(fact, at), "review_by": iso(fact.review_by), "note": fact.note}
            found |= {"review_by": review["review_by"], "reviews": [*found["reviews"], review]}
        elif isinstance(fact, IssueResumed | IssueAssigned | IssueReturned):
            found |= {"ended_at": found["ended_at"] or at.isoformat()}
    return found


def holding(history: History, act: Act) -> list[Entry]:
    """Working days of the office, of each unit, on hold and in review; `running`: it is there now."""
    return [
        {
            "phase": each.phase,
            "unit": each.unit,
            "days": round(each.days, 2),
            "running": each.is_running,
        }
        for each in holding_times(history, act.now, act.calendar, act.timezone)
    ]


def _asked(fact: HoldRequested, at: datetime) -> Entry:
    return {
        **entered(fact, at),
        "missing_condition": fact.missing_condition,
        "plan": fact.plan,
        "responsible_position": fact.responsible_position,
        "review_by": iso(fact.review_by),
        "refused": None,
        "held_at": None,
        "days_left": None,
        "note": None,
        "reviews": [],
        "ended_at": None,
    }
