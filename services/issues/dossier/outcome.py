"""What came of it: the call-back with its two answers apart, ratings, 回头看; and why it was not taken, if so."""

from services.issues.dossier.history import Entry, History, entered, iso, last_of, of_kind
from services.issues.facts import (
    CallbackRecorded,
    IssueReferred,
    IssueRejected,
    IssueReopened,
    ObjectionDecided,
    OutcomeRated,
    RecheckRecorded,
    RejectionObjected,
    RejectionProposed,
    ReworkOrdered,
)


def callback(history: History) -> Entry | None:
    """The last call since the last rework or reopening, with the number of tries that reached nobody."""
    found: Entry | None = None
    for fact, _ in history:
        if isinstance(fact, ReworkOrdered | IssueReopened):
            found = None
        elif isinstance(fact, CallbackRecorded):
            tries = (found["tries"] if found else 0) + (not fact.reached)
            found = {
                "reached": fact.reached,
                "basis": fact.basis,
                "solved": fact.solved,
                "satisfaction": fact.satisfaction,
                "called_on": iso(fact.called_on),
                "visited_on": iso(fact.visited_on),
                "note": fact.note,
                "tries": tries,
            }
    return found


def ratings(history: History) -> list[Entry]:
    """What residents answered by tracking code, newest first."""
    return [
        {
            "at": at.isoformat(),
            "solved": fact.solved,
            "satisfaction": fact.satisfaction,
            "note": fact.note,
        }
        for fact, at in reversed(list(of_kind(history, OutcomeRated)))
    ]


def rechecks(history: History) -> list[Entry]:
    """回头看, newest first."""
    return [
        {
            **entered(fact, at),
            "still_solved": fact.still_solved,
            "rechecked_on": iso(fact.rechecked_on),
            "note": fact.note,
        }
        for fact, at in reversed(list(of_kind(history, RecheckRecorded)))
    ]


def referral(history: History) -> Entry | None:
    """Where it went by law."""
    found = last_of(history, IssueReferred)
    if found is None:
        return None
    return {**entered(*found), "channel": found[0].channel, "note": found[0].note}


def rejection(history: History) -> Entry | None:
    """The last proposal not to take it: why, whether a second person agreed (`rejected_at`), what the person said
    against it, and what was decided on that."""
    found: Entry | None = None
    for fact, at in history:
        if isinstance(fact, RejectionProposed):
            said = {"reason": fact.reason, "rejected_at": None, "objection": None, "decision": None}
            found = {**entered(fact, at), **said}
        elif found and isinstance(fact, IssueRejected):
            found["rejected_at"] = at.isoformat()
        elif found and isinstance(fact, RejectionObjected):
            found["objection"] = {**entered(fact, at), "words": fact.words or fact.own_words}
        elif found and isinstance(fact, ObjectionDecided):
            decided = {"granted": fact.granted, "reason": fact.reason}
            found["decision"] = {**entered(fact, at), **decided}
    return found
