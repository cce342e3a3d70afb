"""查有没有报过: open issues of the same area and category whose words are like those that somebody is typing."""

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from services.issues.act import Act
from services.issues.board.filter import BoardFilter
from services.issues.likeness import ALIKE, likeness
from services.issues.saying import title_of
from services.issues.tables import issue_reporter
from services.issues.vocabulary import OPEN_STATES
from services.kernel.here import Here
from services.kernel.units import UnitTree

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

AT_ONCE = 50


def similar(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{items}`, the most alike first; none for a few characters, nor for a unit or category that is not there.

    Raises Unavailable("reading_behind")."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        rows = _found(app, conn, act, fields)[: fields["limit"]]
        return {"items": _items(app, conn, rows)}


def area_of(unit: str, units: UnitTree) -> set[str]:
    """The sub-office, community or office of the district that a unit is or lies in, with everything below it."""
    way_up = (unit, *units.ancestors(unit))
    district = next((u for u in way_up if _is_district(u, units)), way_up[-1])
    below = [u for u in way_up if units.parent(u) == district]
    return units.subtree(below[0] if below else unit)


def _is_district(unit: str, units: UnitTree) -> bool:
    return unit in units.units and units.units[unit].kind == "district"


def _found(
    app: "IssuesApplication", conn: sa.Connection, act: Act, fields: dict[str, Any]
) -> list[tuple[float, Any]]:
    """(score, row of the board) of at least as many as were asked for, if there are as many that one may see."""
    area = area_of(fields["unit"], act.units)
    asked = likeness(fields["text"])
    alike = app.open_issues.most_alike(conn, asked, area, fields["category"])
    ranked = {name: score for score, name in alike if score >= ALIKE}
    names = list(ranked)
    where = BoardFilter(app.read_models.live(conn, app.board), act)
    found: list[tuple[float, Any]] = []
    while names and len(found) < fields["limit"]:
        some, names = names[:AT_ONCE], names[AT_ONCE:]
        rows = {row.issue_id: row for row in conn.execute(_visible(where, area, some))}
        found += [(ranked[name], rows[name]) for name in some if name in rows]
    return found


def _visible(where: BoardFilter, area: set[str], names: list[str]) -> sa.Select[Any]:
    board = where.board
    return sa.select(board).where(
        board.c.issue_id.in_(names),
        board.c.unit_id.in_(area),
        board.c.state.in_(OPEN_STATES),
        where.may_see(),
    )


def _items(
    app: "IssuesApplication", conn: sa.Connection, found: list[tuple[float, Any]]
) -> list[dict[str, Any]]:
    words = [json.loads(row.words) if row.words else None for _, row in found]
    opened = app.environment.keyring.open_values(words, conn)
    reporters = _reporters(conn, [row.issue_id for _, row in found])
    return [
        {
            "id": row.issue_id,
            "number": row.number,
            "title": title_of(verbatim),
            "state": row.state,
            "unit": row.unit_id,
            "category": row.category,
            "score": round(score),
            "reported_at": from_microseconds(row.reported_us).isoformat(),
            "reporters": reporters.get(row.issue_id, 0),
        }
        for (score, row), verbatim in zip(found, opened, strict=True)
    ]


def _reporters(conn: sa.Connection, names: list[str]) -> dict[str, int]:
    """How many people reported each."""
    told = issue_reporter.c
    query = sa.select(told.issue_id, sa.func.count().label("people")).where(
        told.issue_id.in_(names)
    )
    return {row.issue_id: row.people for row in conn.execute(query.group_by(told.issue_id))}
