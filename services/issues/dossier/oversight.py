"""What those above it asked for, what the unit answered, and who took it on."""

from services.issues.dossier.history import Entry, History, entered, iso, of_kind
from services.issues.facts import (
    IssueEscalated,
    IssuePledged,
    NoteAdded,
    PledgeReleased,
    SupervisionAnswered,
    SupervisionOrdered,
)

BY_HAND: Entry = {"level": None, "limit": None, "answer": None}


def orders(history: History) -> list[Entry]:
    """督办单, newest first: by a supervisor, or by a level (2 red, 3 leader in charge, 4 leading group) of a late
    limit. `answer` is `{by, by_unit, at, text}`, None while it waits."""
    found: dict[str, Entry] = {}
    for fact, at in history:
        if isinstance(fact, SupervisionOrdered):
            said = {"text": fact.text, "answer_by": iso(fact.answer_by)}
            found[fact.order_id] = {"id": fact.order_id, **entered(fact, at), **BY_HAND, **said}
        elif isinstance(fact, IssueEscalated) and fact.order_id:
            said = {"text": fact.note, "answer_by": None}
            level = {"level": fact.level, "limit": fact.limit, "answer": None}
            found[fact.order_id] = {"id": fact.order_id, **entered(fact, at), **level, **said}
        elif isinstance(fact, SupervisionAnswered) and fact.order_id in found:
            found[fact.order_id]["answer"] = {**entered(fact, at), "text": fact.text}
    return list(reversed(found.values()))


def pledge(history: History) -> Entry | None:
    """Who took it on and has not given it back: `holder` is None where the unit as such did."""
    found: Entry | None = None
    for fact, at in history:
        if isinstance(fact, IssuePledged):
            who = {"holder": fact.holder_id, "unit": fact.holder_unit_id}
            found = {**who, "at": at.isoformat(), "note": fact.note}
        elif isinstance(fact, PledgeReleased):
            found = None
    return found


def notes(history: History) -> list[Entry]:
    """Between office and unit, newest first; never published."""
    found = [{**entered(fact, at), "text": fact.text} for fact, at in of_kind(history, NoteAdded)]
    return found[::-1]
