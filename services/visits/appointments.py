"""约好的走访: the day that was agreed on at a visit, for as long as nobody went there again."""

from datetime import date, timedelta

import sqlalchemy as sa

AHEAD = timedelta(days=7)


def is_appointed(visit: sa.Table, party: sa.Table, today: date) -> sa.ColumnElement[bool]:
    """The day agreed on is past, today or within a week, and this is the last visit to the party.

    A later visit ends it whoever went and however it was: who stood at a closed door agrees on a new day."""
    later = visit.alias("later")
    went_again = sa.exists().where(
        later.c.party_id == visit.c.party_id,
        sa.tuple_(later.c.occurred_on, later.c.position)
        > sa.tuple_(visit.c.occurred_on, visit.c.position),
    )
    soon = (today + AHEAD).isoformat()
    return sa.and_(visit.c.next_contact <= soon, ~went_again, sa.not_(party.c.forgotten))
