"""An invented district as the log of `campaign` tells of it, and people who may call."""

from typing import Any

from eventlog.record import Record
from services.kernel.caller import Caller, Role

DISTRICT = "cloud"
AREA = "reed"  # where whatever wants many issues in one place puts them
UNITS = (AREA, "lotus", "willow", "mulberry", "heron", "ferry", "kiln", "orchard")
TEAMS = tuple(f"{UNITS[n % len(UNITS)]}-{n}" for n in range(491))  # with the others 500 units


def person(name: str, home: str, *roles: str) -> Caller:
    return Caller(name, home, tuple(Role(role, home) for role in roles))


OFFICE = person("olga", DISTRICT, "office")
REVIEWER = person("rita", DISTRICT, "reviewer")
VISITOR = person("vera", AREA, "visitor")
HANDLERS = {unit: person(f"hans-{unit}", unit, "handler", "visitor") for unit in UNITS}
PEOPLE = (OFFICE, REVIEWER, VISITOR, *HANDLERS.values())
CADRES = tuple(
    person(f"cadre-{n}", TEAMS[n % len(TEAMS)], "visitor", "handler") for n in range(1989)
)  # with the others 2,000 people


def records() -> list[Record]:
    facts: list[tuple[str, dict[str, Any]]] = [_unit(DISTRICT, "district", None)]
    facts += [_unit(unit, "community", DISTRICT) for unit in UNITS]
    facts += [_unit(team, "production_team", team.split("-")[0]) for team in TEAMS]
    for who in (*PEOPLE, *CADRES):
        named = {"person_id": who.person, "unit_id": who.unit, "position": "clerk"}
        facts.append(("PersonRegistered", named))
        facts += [
            ("RoleGranted", {"person_id": who.person, "role": held.role, "unit_id": held.unit})
            for held in who.roles
        ]
    return [_record(position, *fact) for position, fact in enumerate(facts, 1)]


def _unit(unit: str, kind: str, above: str | None) -> tuple[str, dict[str, Any]]:
    told = {"unit_id": unit, "name": unit, "kind": kind, "parent_id": above, "sort": unit}
    return "UnitRegistered", told


def _record(position: int, kind: str, data: dict[str, Any]) -> Record:
    name = f"campaign-{position}"
    return Record(
        position=position,
        stream=name,
        version=1,
        type=kind,
        schema=1,
        fact_id=name,
        actor="operator",
        command_id=None,
        causation_id=None,
        data=data,
        recorded_us=0,
        digest="00",
    )
