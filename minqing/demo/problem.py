"""A problem of the demonstration as its data tell it, and reading `problems/*.toml`, one file per field of life."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from minqing.demo.world import (
    BUILDING,
    CIVIL,
    CLINIC,
    ENTERPRISE,
    FARMING,
    HALL,
    JUSTICE,
    LABOUR,
    MARKET,
    POWER,
    SANITATION,
    SCHOOLS,
    SUPPLY,
    TELECOM,
    UNITS,
    WATER,
)

COMMUNITY = "社区"  # the community of the place leads
FILES = (
    "infrastructure",
    "living_environment",
    "agriculture",
    "housing_and_property",
    "livelihood",
    "governance",
    "enterprise_services",
)
# Who leads, unless the problem says so; a category that is not here is led by its community.
LEADS = {
    "roads": BUILDING,
    "ditches_and_pumps": WATER,
    "water_supply_and_drainage": SUPPLY,
    "power_and_lighting": POWER,
    "telecommunications": TELECOM,
    "refuse": SANITATION,
    "sewage": SANITATION,
    "toilets": SANITATION,
    "black_odorous_water": WATER,
    "irrigation": WATER,
    "farm_supplies_and_technology": FARMING,
    "farm_subsidies": FARMING,
    "rice_and_shrimp_disasters": FARMING,
    "dilapidated_housing": BUILDING,
    "parking": BUILDING,
    "lifts": MARKET,
    "employment": LABOUR,
    "wages": LABOUR,
    "pensions": LABOUR,
    "medical_insurance": LABOUR,
    "education": SCHOOLS,
    "medical_care": CLINIC,
    "elder_care": CIVIL,
    "minimum_living_allowance": CIVIL,
    "disability": CIVIL,
    "children": CIVIL,
    "public_order_and_disputes": JUSTICE,
    "government_services_and_conduct": HALL,
    "market_regulation": MARKET,
}
GOVERNANCE = ("public_order_and_disputes", "government_services_and_conduct", "suggestions")
CODES = {name: code for code, name, *_ in UNITS}
PARENTS = {code: parent for code, _, _, parent in UNITS}
KINDS = {code: kind for code, _, kind, _ in UNITS}


@dataclass(frozen=True, kw_only=True)
class Work:
    """A measure and what came of it. `heard` is what the person said when called back."""

    measure: str = ""
    quantity: tuple[float, str] | None = None
    result: str = ""
    heard: str | None = None
    reason: str = ""  # of the rework that this work answers


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`said` is kept as spoken. `fate` names a row of `fates.py`; `unit` and `support` are codes."""

    category: str
    field: str
    said: str
    at: str | None  # the name of the place; None where the party says it
    party: str | None
    kind: str
    fate: str
    unit: str | None  # None: the community of the place
    first_unit: str | None  # whom the office asked at first, by mistake
    support: tuple[str, ...]
    work: Work
    rework: Work | None
    danger: bool
    complex: bool
    waits: bool  # its public text is not approved yet
    progress: tuple[str, ...]
    explanation: str | None
    grade: str | None
    meet_again: int | None  # days from today
    why: str  # the reason of the office, the unit or the person, for whatever needs one
    plan: str  # of a hold: how the missing condition is to be met
    channel: str | None
    into: str | None  # the words of the problem that this one is the same as
    note: str | None  # between office and unit
    pledge: str | None  # the login of whoever takes it on
    public: dict[str, str]


def read_problems() -> list[Problem]:
    """All of them, in one order."""
    folder = files("minqing.demo") / "problems"
    found = []
    for name in FILES:
        told = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        found += [_problem(category, name, row) for category in told for row in told[category]]
    return found


def community_of(unit: str) -> str:
    """The community, or the estate without one above it, that a place belongs to."""
    parent = PARENTS[unit]
    return parent if KINDS.get(parent) == "community" else unit


def _problem(category: str, file: str, row: dict[str, Any]) -> Problem:
    lead = ENTERPRISE if file == "enterprise_services" else None
    rework = row.get("rework")
    return Problem(
        category=category,
        field=_field(category, file),
        said=row["said"],
        at=row.get("at"),
        party=row.get("party"),
        kind=row.get("kind", "help_request"),
        fate=row.get("fate", "solved"),
        unit=_unit(row["unit"]) if "unit" in row else LEADS.get(category, lead),
        first_unit=_unit(row["first_unit"]) if "first_unit" in row else None,
        support=tuple(CODES[name] for name in row.get("support", ())),
        work=_work(row),
        rework=_work(rework) if rework else None,
        danger=row.get("danger", False),
        complex=row.get("complex", False),
        waits=row.get("waits", False),
        progress=tuple(row.get("progress", ())),
        explanation=row.get("explanation"),
        grade=row.get("grade"),
        meet_again=row.get("meet_again"),
        why=row.get("why", ""),
        plan=row.get("plan", ""),
        channel=row.get("channel"),
        into=row.get("into"),
        note=row.get("note"),
        pledge=row.get("pledge"),
        public={
            part: text
            for told in (row, rework or {})
            for part in ("public_text", "public_measure", "public_result")
            if (text := told.get(part))
        },
    )


def _work(row: dict[str, Any]) -> Work:
    quantity = row.get("quantity")
    return Work(
        measure=row.get("measure", ""),
        quantity=(quantity[0], quantity[1]) if quantity else None,
        result=row.get("result", ""),
        heard=row.get("heard"),
        reason=row.get("reason", ""),
    )


def _unit(name: str) -> str | None:
    return None if name == COMMUNITY else CODES[name]


def _field(category: str, file: str) -> str:
    if file == "enterprise_services":
        return "enterprise_blockage"
    return "governance_difficulty" if category in GOVERNANCE else "livelihood_pain_point"
