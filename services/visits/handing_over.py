"""Hands over the next contacts that one person agreed on to another, in one act: one transaction over all visits.

The hazard: the read models, which find the visits, may be behind. So each is looked at again in its stream inside the
transaction, and what is no longer the first person's is passed over. More than 500 go in several acts."""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from eventlog.errors import Invalid
from eventlog.log import Answer, Command, Transaction, Write
from eventlog.tables import log
from services.kernel.caller import Caller
from services.kernel.here import Here
from services.kernel.units import UnitTree
from services.visits.application import VisitsApplication, to_facts
from services.visits.appointments import who_is_to_go
from services.visits.facts import AppointmentHandedOver
from services.visits.open_appointments import MOST, MOST_LOOKED_AT, held_by, sees_visits, told
from services.visits.visibility import GIVERS, givable_units, may_go
from services.visits.visit import visit_stream

NOT_A_VISITOR = "not_a_visitor"


@dataclass
class _Plan:
    """`stays` are the rows the other person may not go to, `left` how many could be handed over in another act."""

    writes: list[Write] = field(default_factory=list)
    stays: list[Any] = field(default_factory=list)
    left: int = 0


def hand_over_appointments(here: Here, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`{handed, left, position, counts: {code: n}, items: [{id, party, unit, next_contact, code}]}`: what stays, and
    why; of an administrator no items. Sent again it tells what it did, and what stays now.

    Raises Forbidden, Invalid, Conflict."""
    app: VisitsApplication = here.app
    giver, taker = fields["from_person"], fields["to_person"]

    def work(transaction: Transaction) -> Answer:
        conn = transaction.conn
        plan = _plan(app, conn, here.caller, giver, taker)
        if not plan.writes:
            return Answer(taker, 0, app.log.head(conn).position)
        return transaction.append(
            plan.writes, actor=here.caller.person, answer_id=taker, command=command
        )

    answer = app.log.once(command, work)
    with app.reading() as conn:
        plan = _plan(app, conn, here.caller, giver, taker)
        items = [{**item, "code": NOT_A_VISITOR} for item in told(app, conn, plan.stays[:MOST])]
        return {
            "handed": _handed(conn, command, answer),
            "left": plan.left + len(plan.writes),
            "position": answer.position,
            "counts": {NOT_A_VISITOR: len(plan.stays)} if plan.stays else {},
            "items": items if sees_visits(here) else [],
        }


def _plan(
    app: VisitsApplication, conn: sa.Connection, caller: Caller, giver: str, taker: str
) -> _Plan:
    directory = app.directory(conn)
    units, roles = givable_units(caller, directory.tree), directory.roles_of(taker)
    if taker == giver or directory.home(taker) is None:
        raise Invalid({"to_person": ["choice"]})
    plan = _Plan()
    for row in conn.execute(held_by(app.tables(conn), giver, units).limit(MOST_LOOKED_AT)):
        version = _version_held(app, conn, row.visit_id, giver)
        if version is None:
            continue
        if not may_go(roles, (row.unit_id, row.home), directory.tree):
            plan.stays.append(row)
        elif len(plan.writes) == MOST:
            plan.left += 1
        else:
            unit = _unit_of_act(caller, row.unit_id, directory.tree)
            fact = AppointmentHandedOver(
                visit_id=row.visit_id,
                from_person=giver,
                to_person=taker,
                by=caller.person,
                by_unit=unit,
            )
            plan.writes.append(Write(visit_stream(row.visit_id), version, [fact]))
    return plan


def _version_held(
    app: VisitsApplication, conn: sa.Connection, visit_id: str, giver: str
) -> int | None:
    """The version of the visit as it is now, if this person is still to go."""
    records = app.log.read_stream(visit_stream(visit_id), conn)
    return records[-1].version if giver in who_is_to_go(to_facts(records)) else None


def _unit_of_act(caller: Caller, place: str, tree: UnitTree) -> str:
    """The first unit in which the caller may hand over and which is the place or above it."""
    return next(unit for unit in caller.holds(*GIVERS) if tree.within(place, unit))


def _handed(conn: sa.Connection, command: Command, answer: Answer) -> int:
    """How many facts this command wrote: they are the last before the position of its answer."""
    query = sa.select(sa.func.count()).where(
        log.c.position > answer.position - MOST,
        log.c.position <= answer.position,
        log.c.command_id == command.command_id,
        log.c.actor == command.actor,
    )
    return conn.scalar(query) or 0
