"""The questions that `campaign` answers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from eventlog.errors import Forbidden
from services.campaign import staff
from services.campaign.calendar_year import calendar_stream, may_enter
from services.kernel.calendar_days import load_calendar
from services.kernel.caller import Caller
from services.kernel.unit_directory import load_tree
from services.kernel.units import UnitTree
from services.kernel.working_days import local_day

if TYPE_CHECKING:
    from services.campaign.application import CampaignApplication

OFFICE = "leading_group_office"


def about(app: "CampaignApplication", now: datetime) -> dict[str, Any]:
    """`{district, origin, timezone, today}`, for every page, signed in or not."""
    timezone = app.environment.timezone
    return {
        "district": _district(_tree(app)),
        "origin": app.log.head().origin,
        "timezone": timezone,
        "today": local_day(now, timezone).isoformat(),
    }


def units(app: "CampaignApplication") -> dict[str, Any]:
    """`{items: [{id, name, kind, parent, closed}]}` in the order of their codes."""
    found = sorted(_tree(app).units.values(), key=lambda unit: (unit.sort, unit.id))
    return {
        "items": [
            {
                "id": unit.id,
                "name": unit.name,
                "kind": unit.kind,
                "parent": unit.parent,
                "closed": unit.closed,
            }
            for unit in found
        ]
    }


def people(app: "CampaignApplication", caller: Caller, ids: list[str]) -> dict[str, Any]:
    """Names of staff, for staff: a service account with the scope `public` never learns them."""
    _refuse_the_public(caller)
    with app.environment.engine.connect() as conn:
        tables = app.read_models.live(conn, app.staff)
        return {"items": staff.people(conn, tables, app.environment.keyring, ids)}


def people_of_unit(app: "CampaignApplication", caller: Caller, unit: str) -> dict[str, Any]:
    """Who belongs to a unit, for staff: by name nobody can be looked for, because names are sealed."""
    _refuse_the_public(caller)
    with app.environment.engine.connect() as conn:
        tables = app.read_models.live(conn, app.staff)
        return {"items": staff.people_of_unit(conn, tables, app.environment.keyring, unit)}


def calendar(app: "CampaignApplication", caller: Caller, year: int) -> dict[str, Any]:
    """`{year, status, days_off, working_days, version, may_enter}`: the weekdays off and the weekend days worked.

    `status`: entered by the office, announced by the State Council, or provisional (no data for the year yet)."""
    with app.environment.engine.connect() as conn:
        days = load_calendar(conn, app.read_models.live(conn, app.calendar)["calendar_day"])
        tree = load_tree(conn, app.read_models.live(conn, app.directory))
        version = len(app.log.read_stream(calendar_stream(year), conn))
    off, works = days.exceptions(year)
    return {
        "year": year,
        "status": days.status(year),
        "days_off": [day.isoformat() for day in off],
        "working_days": [day.isoformat() for day in works],
        "version": version,
        "may_enter": may_enter(caller, tree),
    }


def _refuse_the_public(caller: Caller) -> None:
    if caller.is_service and not caller.has_scope("operator"):
        raise Forbidden()


def _tree(app: "CampaignApplication") -> UnitTree:
    with app.environment.engine.connect() as conn:
        return load_tree(conn, app.read_models.live(conn, app.directory))


def _district(tree: UnitTree) -> str | None:
    """The first district's name: of one below the county if there is one, else of the first root that is a place;
    the office that a new system starts with is none."""
    found = [unit for unit in tree.units.values() if unit.kind == "district"]
    deepest = sorted(found, key=lambda unit: (-len(tree.ancestors(unit.id)), unit.sort))
    roots = [unit for unit in tree.children(None) if tree.units[unit].kind != OFFICE]
    return deepest[0].name if deepest else tree.name(roots[0]) if roots else None
