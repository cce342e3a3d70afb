"""Mailboxes of units: where `notify` writes to. An ordinary table, because an address may name a person and must be
gone when it is taken away; facts stay for ever."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.engine import writing
from eventlog.errors import Forbidden
from services.campaign.import_plan import Fault, ImportPlan
from services.campaign.reach import Reach, reach_of
from services.campaign.registration import numbered
from services.campaign.tables import unit_mailbox
from services.kernel.caller import Caller
from services.kernel.directory import Directory
from services.kernel.mail_address import tidy_address
from services.kernel.unit_directory import load_directory, load_tree
from services.kernel.units import UnitTree

if TYPE_CHECKING:
    from services.campaign.application import CampaignApplication

Changes = dict[str, str | None]  # unit: its new address, None to have none


@dataclass
class _Planning:
    known: dict[str, str]
    tree: UnitTree
    reach: Reach


def import_mailboxes(
    app: "CampaignApplication", caller: Caller, fields: dict[str, Any]
) -> dict[str, Any]:
    """`{new, changed, same, wrong, errors, position}` from rows `unit_code,email`; a row without an address takes
    it away. Codes of faults: required, unknown_unit, unit_closed, outside, duplicate, email_shape.

    Raises Forbidden for who is neither operator nor administrator."""
    with writing(app.environment.engine) as conn:
        tree = load_tree(conn, app.read_models.live(conn, app.directory))
        planning = _Planning(_mailboxes(conn), tree, reach_of(caller, tree))
        plan, changes = _plan(planning, numbered(fields["rows"]))
        if not fields["dry_run"]:
            _carry_out(conn, changes)
    return plan.report(app.log.head().position)


def mailbox_of_unit(app: "CampaignApplication", caller: Caller, unit: str) -> dict[str, Any]:
    """`{address}`; None where the unit has none or is closed. Raises Forbidden without the scope `mail`."""
    if not caller.has_scope("mail"):
        raise Forbidden()
    with app.environment.engine.connect() as conn:
        tree = load_tree(conn, app.read_models.live(conn, app.directory))
        return {"address": None if tree.is_closed(unit) else _mailboxes(conn).get(unit)}


def mailbox_of_office(app: "CampaignApplication", caller: Caller, unit: str) -> dict[str, Any]:
    """`{address}` of the office that is responsible for `unit`: see `_office_units`. Raises Forbidden."""
    if not caller.has_scope("mail"):
        raise Forbidden()
    with app.environment.engine.connect() as conn:
        directory = load_directory(conn, app.read_models.live(conn, app.directory))
        mailboxes = _mailboxes(conn)
    units = _office_units(directory, unit)
    return {"address": next((mailboxes[home] for home in units if home in mailboxes), None)}


def _office_units(directory: Directory, unit: str) -> list[str]:
    """The home units, in their order, of those who hold `office` nearest above the place (or at it): one office
    answers for a place, and where a district and a county both have one it is the district's."""
    tree = directory.tree
    holders = directory.holders("office")
    for above in (unit, *tree.ancestors(unit)):
        homes = {who.home for who in holders if who.role_unit == above and who.home}
        if homes:
            living = [tree.units[home] for home in homes if not tree.is_closed(home)]
            return [found.id for found in sorted(living, key=lambda found: (found.sort, found.id))]
    return []


def _plan(planning: _Planning, rows: list[dict[str, Any]]) -> tuple[ImportPlan, Changes]:
    plan, changes, seen = ImportPlan(), Changes(), set[str]()
    for row in rows:
        unit, address = row["unit_code"], tidy_address(row["email"])
        faults = _faults(planning, row, seen)
        seen.add(unit)
        plan.refuse(row["row"], faults)
        if faults:
            continue
        present = planning.known.get(unit)
        if address == present:
            plan.same += 1
            continue
        changes[unit] = address
        plan.new += present is None
        plan.changed += present is not None
    return plan, changes


def _faults(planning: _Planning, row: dict[str, Any], seen: set[str]) -> list[Fault]:
    unit, typed, tree = row["unit_code"], row["email"], planning.tree
    faults: list[Fault] = []
    if not unit:
        faults.append(("unit_code", "required"))
    elif unit in seen:
        faults.append(("unit_code", "duplicate"))
    elif not tree.exists(unit):
        faults.append(("unit_code", "unknown_unit"))
    elif tree.is_closed(unit) and typed:
        faults.append(("unit_code", "unit_closed"))
    elif not planning.reach.covers(tree, unit):
        faults.append(("unit_code", "outside"))
    if typed and tidy_address(typed) is None:
        faults.append(("email", "email_shape"))
    return faults


def _carry_out(conn: sa.Connection, changes: Changes) -> None:
    if not changes:
        return
    conn.execute(sa.delete(unit_mailbox).where(unit_mailbox.c.unit_id.in_(changes)))
    rows = [{"unit_id": unit, "address": address} for unit, address in changes.items() if address]
    if rows:
        conn.execute(sa.insert(unit_mailbox), rows)


def _mailboxes(conn: sa.Connection) -> dict[str, str]:
    return {row.unit_id: row.address for row in conn.execute(sa.select(unit_mailbox))}
