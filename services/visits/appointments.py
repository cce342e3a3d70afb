"""约好的走访: the day that was agreed on at a visit, for as long as nobody went there again, and who is to go."""

from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa

from eventlog.fact import Fact
from services.visits.facts import AppointmentHandedOver, VisitRecorded

AHEAD = timedelta(days=7)


def is_appointed(visit: sa.Table, party: sa.Table, today: date) -> sa.ColumnElement[bool]:
    """It stands, and its day is past, today or within a week."""
    soon = (today + AHEAD).isoformat()
    return sa.and_(visit.c.next_contact <= soon, stands(visit, party))


def stands(visit: sa.Table, party: sa.Table) -> sa.ColumnElement[bool]:
    """A day was agreed on, and this is the last visit to the party.

    A later visit ends it whoever went and however it was: who stood at a closed door agrees on a new day."""
    later = visit.alias("later")
    went_again = sa.exists().where(
        later.c.party_id == visit.c.party_id,
        sa.tuple_(later.c.occurred_on, later.c.position)
        > sa.tuple_(visit.c.occurred_on, visit.c.position),
    )
    return sa.and_(visit.c.next_contact.is_not(None), ~went_again, sa.not_(party.c.forgotten))


def who_is_to_go(facts: Iterable[Fact]) -> set[str]:
    """Those who were at the visit, save who handed it over: by the facts of the visit's stream."""
    people: set[str] = set()
    for fact in facts:
        if isinstance(fact, VisitRecorded) and fact.next_contact:
            people |= {*fact.visitor_ids}
        elif isinstance(fact, AppointmentHandedOver):
            people = (people - {fact.from_person}) | {fact.to_person}
    return people
