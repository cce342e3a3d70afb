"""What the operator does at the machine itself, before anybody can sign in."""

import uuid
from datetime import datetime

from eventlog.clock import to_microseconds
from eventlog.engine import writing
from eventlog.errors import NotFound, Refused
from eventlog.log import Answer, Transaction
from services.campaign import accounts, links, sessions
from services.campaign.application import CampaignApplication
from services.campaign.import_plan import ImportPlan
from services.campaign.person_import import People, PersonRow, plan_people
from services.campaign.reach import Reach
from services.campaign.registration import establishment
from services.campaign.unit_import import UnitRow, plan_units

ACTOR = "service:cli"
EVERYTHING = Reach(None)
FIRST_UNIT = UnitRow(1, "office", "领导小组办公室", "leading_group_office", None)


def create_first_admin(
    app: CampaignApplication,
    *,
    login: str = "admin",
    name: str = "系统管理员",
    unit: UnitRow = FIRST_UNIT,
) -> str:
    """A one-time link for the first administrator, who belongs to a unit at the root and imports the rest.

    Asked again, it gives a new link for the same person. Raises Refused("row_wrong", {"errors"})."""
    now, login = app.environment.clock(), login.lower()
    with app.environment.engine.connect() as conn:
        exists = accounts.find(conn, login) is not None
    if not exists:
        _register_unit(app, unit)
        _register_admin(app, login, name, unit.code, now)
    with writing(app.environment.engine) as conn:
        return links.new_links(conn, [login], now)[0]["link"]


def set_password(app: CampaignApplication, login: str, password: str) -> None:
    """For the demo, whose sign-ins are printed. Ends the person's sessions and links. Raises NotFound."""
    password_hash = app.passwords.hash(password)
    with writing(app.environment.engine) as conn:
        account = accounts.find(conn, login.lower())
        if account is None:
            raise NotFound()
        accounts.set_password_hash(conn, account.login, password_hash)
        links.drop_links(conn, [account.login])
        sessions.close_all(conn, account.person_id)


def _register_unit(app: CampaignApplication, unit: UnitRow) -> None:
    known = establishment(app)
    if unit.code in known.units:
        return
    plan = _sound(plan_units(known, [unit], EVERYTHING))

    def work(transaction: Transaction) -> Answer:
        return transaction.append(plan.writes(known), actor=ACTOR, answer_id=unit.code)

    app.log.once(None, work)


def _register_admin(
    app: CampaignApplication, login: str, name: str, unit: str, now: datetime
) -> None:
    known = establishment(app)
    row = PersonRow(1, login, name, "clerk", unit, (("admin", unit),))
    people = People(known, known.tree(), {}, EVERYTHING)
    plan = _sound(plan_people(people, [row], lambda: str(uuid.uuid4())))

    def work(transaction: Transaction) -> Answer:
        accounts.add(transaction.conn, plan.sign_ups, to_microseconds(now))
        return transaction.append(plan.writes(known), actor=ACTOR, answer_id=unit)

    app.log.once(None, work)


def _sound(plan: ImportPlan) -> ImportPlan:
    if plan.errors:
        raise Refused("row_wrong", {"errors": plan.errors})
    return plan
