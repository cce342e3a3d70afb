"""The lists of parties and visits. Names and phones are opened at the moment of reading, and masked."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import NotFound
from services.kernel.caller import Caller
from services.kernel.page import read_page
from services.kernel.units import UnitTree
from services.visits.appointments import is_appointed
from services.visits.masking import mask_name, mask_phone
from services.visits.search_words import words_asked_for
from services.visits.visibility import findable_units, visible_units

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication


def party_list(
    app: "VisitsApplication", conn: sa.Connection, caller: Caller, fields: dict[str, Any]
) -> dict[str, Any]:
    """Parties in sight, most recently visited or registered first."""
    tables = app.read_models.live(conn, app.register)
    party = tables["party"]
    tree = app.tree(conn)
    units = _asked_for(findable_units(caller, tree), tree, fields["unit"])
    query = sa.select(party).where(party.c.unit_id.in_(units), sa.not_(party.c.forgotten))
    if fields["q"]:
        query = query.where(party.c.party_id.in_(_having(app, tables["party_token"], fields["q"])))
    page, end = read_page(conn, query, [party.c.recent_position], fields)
    return {"items": masked_parties(app, conn, page), **end}


def visit_list(
    app: "VisitsApplication",
    conn: sa.Connection,
    caller: Caller,
    fields: dict[str, Any],
    today: date,
) -> dict[str, Any]:
    """Visits in sight, newest day first; the appointed ones by the day that was agreed on."""
    tables = app.tables(conn)
    visit, party = tables["visit"], tables["party"]
    tree = app.tree(conn)
    units = _asked_for(visible_units(caller, tree), tree, fields["unit"])
    query = (
        sa.select(visit, party.c.kind, party.c.name, party.c.phone)
        .outerjoin(party, party.c.party_id == visit.c.party_id)
        .where(visit.c.unit_id.in_(units), *_conditions(tables, caller, fields, today))
    )
    appointed = fields["appointed"]
    order = [visit.c.next_contact if appointed else visit.c.occurred_on, visit.c.position]
    page, end = read_page(conn, query, order, fields, ascending=appointed)
    named, problems = masked_parties(app, conn, page), _problem_counts(app, conn, page)
    return {
        "items": [
            _visit(row, who, problems[row.visit_id]) for row, who in zip(page, named, strict=True)
        ],
        **end,
    }


def _problem_counts(
    app: "VisitsApplication", conn: sa.Connection, rows: Sequence[Any]
) -> Counter[str]:
    """How many problems a visit shows: one whose issue is confidential is not counted."""
    raised = [(row.visit_id, n) for row in rows for n in range(1, row.problem_count + 1)]
    hidden = app.hidden_problems(conn, raised)
    return Counter(visit_id for visit_id, n in raised if (visit_id, n) not in hidden)


def _conditions(
    tables: dict[str, sa.Table], caller: Caller, fields: dict[str, Any], today: date
) -> list[sa.ColumnElement[bool]]:
    visit, appointed = tables["visit"], fields["appointed"]
    found: list[sa.ColumnElement[bool]] = []
    if fields["mine"]:
        who = tables["appointee" if appointed else "visit_visitor"]
        own = sa.select(who.c.visit_id).where(who.c.person_id == caller.person)
        found.append(visit.c.visit_id.in_(own))
    if month := fields["month"]:
        found.append(visit.c.occurred_on.between(f"{month}-01", f"{month}-31"))
    if appointed:
        found.append(is_appointed(visit, tables["party"], today))
    return found


def _asked_for(visible: set[str], tree: UnitTree, unit: str | None) -> set[str]:
    """The units in sight, or those of them at or below `unit`. Raises NotFound."""
    if unit is None:
        return visible
    if unit not in visible:
        raise NotFound()
    return tree.subtree(unit)


def _having(app: "VisitsApplication", token: sa.Table, typed: str) -> sa.Select[Any]:
    """The parties that have every word that was typed; none when nothing was."""
    wanted = {app.environment.keyring.search_token(word) for word in words_asked_for(typed)}
    return (
        sa.select(token.c.party_id)
        .where(token.c.token.in_(wanted))
        .group_by(token.c.party_id)
        .having(sa.func.count() == len(wanted))
    )


def masked_parties(
    app: "VisitsApplication", conn: sa.Connection, rows: Sequence[Any]
) -> list[dict[str, Any]]:
    envelopes = [json.loads(text) if text else None for r in rows for text in (r.name, r.phone)]
    words = app.environment.keyring.open_values(envelopes, conn)
    return [
        {
            "id": row.party_id,
            "kind": row.kind,
            "name": mask_name(name, row.kind),
            "phone": mask_phone(phone),
            "unit": row.unit_id,
        }
        for row, name, phone in zip(rows, words[::2], words[1::2], strict=True)
    ]


def _visit(row: Any, party: dict[str, Any], problems: int) -> dict[str, Any]:
    return {
        "id": row.visit_id,
        "party": {name: party[name] for name in ("id", "kind", "name")},
        "unit": row.unit_id,
        "occurred_on": row.occurred_on,
        "by": row.recorded_by,
        "by_unit": row.by_unit,
        "visit_type": row.visit_type,
        "outcome": row.outcome,
        "next_contact": row.next_contact,
        "problems": problems,
    }
