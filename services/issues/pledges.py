"""领办: how many issues each leader and unit took on, and how many of these are solved, as "1 of 2".

In the order of area codes, never of results: nobody is compared (docs/domain.md, what must never be built)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import NotFound
from services.issues.act import Act
from services.issues.board.row import PLEDGE
from services.kernel.here import Here
from services.kernel.units import UnitTree

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

# How many issues somebody is to solve: a leader by position, a unit by kind. Whoever is not here, none.
MINIMUM = {
    "principal_leader": 2,
    "leadership_member": 1,
    "sub_office": 2,
    "community": 2,
    "direct_unit": 1,
}
SEEING = ("office", "unit_head", "supervisor", "plan_approver")


@dataclass(frozen=True)
class Holder:
    """A person of a unit, or with `person` None the unit as such."""

    unit: str
    person: str | None = None
    position: str | None = None
    minimum: int = 0


def pledges(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{items: [{holder, unit, position, minimum, pledged, solved}]}` of the subtrees in which the caller looks after
    units, and of the caller; `unit` narrows it. What is confidential counts nowhere. Raises NotFound."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now)
        if fields["unit"] and not act.units.exists(fields["unit"]):
            raise NotFound()
        tables = app.read_models.live(conn, app.board)
        pledged, solved = _counted(conn, tables["issue_board"], tables["issue_board_link"])
        holders = sorted(_holders(act, set(pledged)), key=lambda holder: _place(holder, act.units))
        seen = [each for each in holders if _is_seen(each, act, fields["unit"])]
        return {"items": [_told(each, pledged, solved) for each in seen]}


def _counted(
    conn: sa.Connection, board: sa.Table, link: sa.Table
) -> tuple[Counter[str], Counter[str]]:
    """By holder: all that was taken on, and what of it is closed as solved."""
    solved = sa.and_(board.c.state == "closed", board.c.outcome == "solved")
    query = (
        sa.select(link.c.value, sa.func.count(), sa.func.count().filter(solved))
        .join(board, board.c.issue_id == link.c.issue_id)
        .where(link.c.kind == PLEDGE, sa.not_(board.c.confidential))
        .group_by(link.c.value)
    )
    rows = list(conn.execute(query))
    return Counter({row[0]: row[1] for row in rows}), Counter({row[0]: row[2] for row in rows})


def _holders(act: Act, pledged: set[str]) -> Iterator[Holder]:
    """Whoever has a minimum, and whoever took something on without one."""
    for unit in act.units.units.values():
        minimum = MINIMUM.get(unit.kind, 0)
        if unit.id in pledged or (minimum and not unit.closed):
            yield Holder(unit.id, minimum=minimum)
    for person, home in act.directory.homes.items():
        position = act.directory.position(person)
        minimum = MINIMUM.get(position or "", 0)
        if minimum or person in pledged:
            yield Holder(home, person, position, minimum)


def _place(holder: Holder, units: UnitTree) -> tuple[str, str, bool, str]:
    """By area code; in a unit first the unit, then its people in a fixed order that says nothing about them."""
    found = units.units.get(holder.unit)
    sort = found.sort if found else ""
    return sort, holder.unit, holder.person is not None, holder.person or ""


def _is_seen(holder: Holder, act: Act, unit: str | None) -> bool:
    if unit is not None and not act.units.within(holder.unit, unit):
        return False
    is_own = holder.person == act.by
    return is_own or act.units.within_any(holder.unit, act.caller.holds(*SEEING))


def _told(holder: Holder, pledged: Counter[str], solved: Counter[str]) -> dict[str, Any]:
    key = holder.person or holder.unit
    return {
        "holder": holder.person,
        "unit": holder.unit,
        "position": holder.position,
        "minimum": holder.minimum,
        "pledged": pledged[key],
        "solved": solved[key],
    }
