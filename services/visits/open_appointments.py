"""What somebody has agreed on and nobody has gone to yet, for whoever hands it over when they leave."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from services.kernel.here import Here
from services.visits.appointments import stands
from services.visits.views import masked_parties
from services.visits.visibility import givable_units

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication

MOST = 500
MOST_LOOKED_AT = 5000


def appointments_of(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{person, count, items: [{id, party, unit, next_contact}], left}` by the day agreed on, whenever that is; an
    administrator, who sees no visit, is told the count alone. At most 500 items, `left` beside them.

    Raises Forbidden."""
    app: VisitsApplication = here.app
    with app.reading() as conn:
        units = givable_units(here.caller, app.tree(conn))
        query = held_by(app.tables(conn), fields["person"], units)
        count = conn.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
        shown = sees_visits(here)
        rows = list(conn.execute(query.limit(MOST))) if shown else []
        return {
            "person": fields["person"],
            "count": count,
            "items": told(app, conn, rows),
            "left": count - len(rows) if shown else 0,
        }


def sees_visits(here: Here) -> bool:
    return bool(here.caller.holds("office"))


def held_by(tables: dict[str, sa.Table], person: str, units: Iterable[str]) -> sa.Select[Any]:
    """The visits in these units whose next contact this person is to go to, with the party."""
    visit, party, appointee = tables["visit"], tables["party"], tables["appointee"]
    own = sa.select(appointee.c.visit_id).where(appointee.c.person_id == person)
    told_of_party = (party.c.kind, party.c.name, party.c.phone, party.c.unit_id.label("home"))
    return (
        sa.select(visit, *told_of_party)
        .join(party, party.c.party_id == visit.c.party_id)
        .where(visit.c.unit_id.in_(units), visit.c.visit_id.in_(own), stands(visit, party))
        .order_by(visit.c.next_contact, visit.c.position)
    )


def told(
    app: "VisitsApplication", conn: sa.Connection, rows: Sequence[Any]
) -> list[dict[str, Any]]:
    return [
        {
            "id": row.visit_id,
            "party": {name: party[name] for name in ("id", "kind", "name")},
            "unit": row.unit_id,
            "next_contact": row.next_contact,
        }
        for row, party in zip(rows, masked_parties(app, conn, rows), strict=True)
    ]
