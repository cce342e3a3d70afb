"""Importing people from rows `login,name,position,unit_code,roles`. Pure.

`roles` is `handler;reviewer@CODE`: a role counts in the person's unit unless another is named. A person is known
by the login; roles that a row no longer names end. Codes of faults: required, pattern, length, duplicate,
unknown_position, unknown_unit, unknown_role, unit_closed, outside.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from eventlog.fact import Fact
from services.campaign.establishment import Establishment, Person, RoleIn
from services.campaign.facts import PersonRegistered, RoleEnded, RoleGranted
from services.campaign.import_plan import Fault, ImportPlan
from services.campaign.reach import Reach
from services.campaign.vocabulary import POSITIONS, ROLES
from services.kernel.units import UnitTree

MAX_NAME = 60
MAX_ROLES = 30
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True)
class PersonRow:
    """One line of the file; logins are not case-sensitive."""

    number: int
    login: str
    name: str
    position: str
    unit: str
    roles: tuple[RoleIn, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "PersonRow":
        unit = row["unit_code"]
        roles = tuple(dict.fromkeys(_roles(row["roles"], unit)))
        return cls(row["row"], row["login"].lower(), row["name"], row["position"], unit, roles)


def _roles(text: str, home: str) -> Iterator[RoleIn]:
    """`handler; reviewer@429005451` -> pairs of role and unit."""
    for part in re.split("[;；]", text):
        if part.strip():
            role, _, unit = part.partition("@")
            yield role.strip(), unit.strip() or home


@dataclass(frozen=True)
class People:
    """What the rows are judged by: who and what is known, and how far the importer reaches."""

    known: Establishment
    tree: UnitTree
    logins: dict[str, str]
    reach: Reach

    def person(self, login: str) -> Person | None:
        return self.known.people.get(self.logins.get(login, ""))


def plan_people(people: People, rows: Iterable[PersonRow], new_id: Callable[[], str]) -> ImportPlan:
    plan, seen = ImportPlan(), set()
    for row in rows:
        faults = list(_faults(people, row))
        if row.login in seen:
            faults.append(("login", "duplicate"))
        seen.add(row.login)
        plan.refuse(row.number, faults)
        if not faults:
            _plan_one(plan, people, row, new_id)
    return plan


def _faults(people: People, row: PersonRow) -> Iterator[Fault]:
    if not _LOGIN.fullmatch(row.login):
        yield "login", "pattern" if row.login else "required"
    present = people.person(row.login)
    if present and not people.reach.covers(people.tree, present.unit):
        yield "login", "outside"
    if not row.name or len(row.name) > MAX_NAME:
        yield "name", "length" if row.name else "required"
    if row.position not in POSITIONS:
        yield "position", "unknown_position" if row.position else "required"
    if not row.unit:
        yield "unit_code", "required"
    else:
        is_kept = present is not None and present.unit == row.unit
        if fault := _unit_fault(people, row.unit, is_kept):
            yield "unit_code", fault
    yield from _role_faults(people, row, present)


def _role_faults(people: People, row: PersonRow, present: Person | None) -> Iterator[Fault]:
    if len(row.roles) > MAX_ROLES:
        yield "roles", "length"
    held = present.roles if present else frozenset()
    for role, unit in row.roles:
        if role not in ROLES:
            yield "roles", "unknown_role"
        elif unit != row.unit and (fault := _unit_fault(people, unit, (role, unit) in held)):
            yield "roles", fault


def _unit_fault(people: People, unit: str, is_kept: bool) -> str | None:
    """What was so before may stay, even where the importer does not reach or the unit has closed."""
    if not people.tree.exists(unit):
        return "unknown_unit"
    if is_kept:
        return None
    if people.tree.is_closed(unit):
        return "unit_closed"
    return None if people.reach.covers(people.tree, unit) else "outside"


def _plan_one(plan: ImportPlan, people: People, row: PersonRow, new_id: Callable[[], str]) -> None:
    present = people.person(row.login)
    person_id = present.id if present else new_id()
    facts: list[Fact] = []
    wanted = (row.unit, row.position, row.name)
    if present is None or (present.unit, present.position, present.name) != wanted:
        facts.append(
            PersonRegistered(
                person_id=person_id, unit_id=row.unit, position=row.position, name=row.name
            )
        )
    facts += _role_facts(people, row, present, person_id)
    plan.count(present is None, facts)
    if present is None:
        plan.sign_ups[row.login] = person_id


def _role_facts(
    people: People, row: PersonRow, present: Person | None, person_id: str
) -> Iterator[Fact]:
    held = present.roles if present else frozenset()
    for role, unit in sorted(set(row.roles) - held):
        yield RoleGranted(person_id=person_id, role=role, unit_id=unit)
    for role, unit in sorted(held - set(row.roles)):
        # A role in a unit that the importer does not reach is not theirs to end.
        if people.reach.covers(people.tree, unit):
            yield RoleEnded(person_id=person_id, role=role, unit_id=unit)
