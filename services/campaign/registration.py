"""Units and people enter and change: the plan is made from the log, then appended with the accounts it needs."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from eventlog.clock import to_microseconds
from eventlog.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from eventlog.log import Answer, Command, Transaction, Write
from services.campaign import accounts, links
from services.campaign.establishment import Establishment, unit_stream
from services.campaign.facts import UnitClosed
from services.campaign.import_plan import ImportPlan
from services.campaign.person_import import People, PersonRow, plan_people
from services.campaign.reach import reach_of
from services.campaign.unit_import import UnitRow, plan_units
from services.kernel.caller import Caller

if TYPE_CHECKING:
    from services.campaign.application import CampaignApplication

PAGE = 1000


def import_units(
    app: "CampaignApplication", caller: Caller, command: Command, fields: dict[str, Any]
) -> dict[str, Any]:
    """`{new, changed, same, wrong, errors, position}`."""
    known = establishment(app)
    reach = reach_of(caller, known.tree())
    plan = plan_units(known, [UnitRow.of(row) for row in numbered(fields["rows"])], reach)
    if fields["dry_run"]:
        return plan.report(app.log.head().position)
    return plan.report(_carry_out(app, command, known, plan, []))


def import_people(
    app: "CampaignApplication",
    caller: Caller,
    command: Command,
    fields: dict[str, Any],
    now: datetime,
) -> dict[str, Any]:
    """As `import_units`, and `sign_ins: [{login, link}]` for the new people, told this once only.

    A dry run may name `planned_units`, and is told what would be if these had been imported before."""
    if fields["planned_units"] and not fields["dry_run"]:
        raise Invalid({"planned_units": ["dry_run"]})
    known = establishment(app)
    _foresee(known, caller, fields["planned_units"])
    tree = known.tree()
    reach = reach_of(caller, tree)
    with app.environment.engine.connect() as conn:
        people = People(known, tree, accounts.logins(conn), reach)
    rows = [PersonRow.of(row) for row in numbered(fields["rows"])]
    plan = plan_people(people, rows, lambda: str(uuid.uuid4()))
    if fields["dry_run"]:
        return plan.report(app.log.head().position)
    sign_ins: list[dict[str, str]] = []
    position = _carry_out(app, command, known, plan, sign_ins, now)
    return {**plan.report(position), "sign_ins": sign_ins}


def close_unit(
    app: "CampaignApplication", caller: Caller, command: Command, fields: dict[str, Any]
) -> Answer:
    """Raises NotFound, Forbidden, Conflict, Refused: unit_closed, unit_has_open_units."""
    known, unit = establishment(app), fields["unit"]
    tree, version = known.tree(), known.versions[unit_stream(unit)]
    reach = reach_of(caller, tree)

    def close(transaction: Transaction) -> Answer:
        if not tree.exists(unit):
            raise NotFound()
        if not reach.covers(tree, unit):
            raise Forbidden()
        if fields["expected_version"] not in (None, version):
            raise Conflict(params={"version": version})
        if tree.is_closed(unit):
            raise Refused("unit_closed")
        if any(not tree.is_closed(child) for child in tree.children(unit)):
            raise Refused("unit_has_open_units")
        write = Write(unit_stream(unit), version, [UnitClosed(unit_id=unit)])
        return transaction.append([write], actor=command.actor, answer_id=unit, command=command)

    return app.log.once(command, close)


def new_link(
    app: "CampaignApplication", caller: Caller, login: str, now: datetime
) -> dict[str, Any]:
    """`{login, link}`: a one-time link by which the person sets a new password. Raises NotFound, Forbidden.

    Who has the link can sign in as the person, so every role of the person must be within reach, not the home alone.
    """
    known = establishment(app)
    tree = known.tree()
    reach = reach_of(caller, tree)
    with app.log.transaction() as transaction:
        account = accounts.find(transaction.conn, login.lower())
        person = known.people.get(account.person_id) if account else None
        if account is None or person is None or not reach.covers(tree, person.unit):
            raise NotFound()
        if not all(reach.covers(tree, unit) for _, unit in person.roles):
            raise Forbidden()
        return links.new_links(transaction.conn, [account.login], now)[0]


def establishment(app: "CampaignApplication") -> Establishment:
    """Everything the log says of units and people: thousands of facts, read for rare commands only."""
    records, after = [], 0
    while page := app.log.read(after, PAGE):
        records += page
        after = page[-1].position
    return Establishment.of(app.environment.keyring.open_records(records))


def _foresee(known: Establishment, caller: Caller, rows: list[dict[str, Any]]) -> None:
    """As if the caller had imported these units, as far as they may."""
    planned = [UnitRow.of(row) for row in numbered(rows)]
    known.add(plan_units(known, planned, reach_of(caller, known.tree())).facts)


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without a number take the sheet's: the first one below the heads is row 2."""
    return [{**row, "row": row["row"] or index} for index, row in enumerate(rows, 2)]


def _carry_out(
    app: "CampaignApplication",
    command: Command,
    known: Establishment,
    plan: ImportPlan,
    sign_ins: list[dict[str, str]],
    now: datetime | None = None,
) -> int:
    """Append the plan in one unit; the position from which it can be read."""

    def work(transaction: Transaction) -> Answer:
        if now is not None:
            accounts.add(transaction.conn, plan.sign_ups, to_microseconds(now))
            sign_ins.extend(links.new_links(transaction.conn, list(plan.sign_ups), now))
        return transaction.append(
            plan.writes(known), actor=command.actor, answer_id="import", command=command
        )

    if not plan.facts:
        return app.log.head().position
    return app.log.once(command, work).position
