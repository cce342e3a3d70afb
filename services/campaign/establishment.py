"""Units, people and roles as the log has them: what an import or a sign-in is decided by. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from eventlog.fact import Fact
from eventlog.record import Record
from services.campaign import facts
from services.campaign.facts import (
    PersonRegistered,
    RoleEnded,
    RoleGranted,
    UnitClosed,
    UnitRegistered,
)
from services.kernel.units import Unit, UnitTree

RoleIn = tuple[str, str]  # role, unit
KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (UnitRegistered, UnitClosed, PersonRegistered, RoleGranted, RoleEnded)
}


@dataclass(frozen=True)
class Person:
    id: str
    unit: str
    position: str
    name: str | None
    roles: frozenset[RoleIn] = frozenset()


@dataclass
class Establishment:
    """`versions` are those of the streams, which an append must expect."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    versions: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Establishment":
        """Folds opened records, in order."""
        found = cls()
        for record in records:
            found.versions[record.stream] += 1
            kind = KINDS.get(record.type)
            if kind:
                _EVOLVE[record.type](found, kind.from_data(record.data))
        return found

    def add(self, facts: Iterable[Fact]) -> None:
        """Folds facts that are not in the log (yet)."""
        for fact in facts:
            _EVOLVE[type(fact).__name__](self, fact)

    def tree(self) -> UnitTree:
        return UnitTree(self.units.values())


def unit_stream(unit_id: str) -> str:
    return f"unit:{unit_id}"


def person_stream(person_id: str) -> str:
    return f"person:{person_id}"


def stream_of(fact: Fact) -> str:
    if isinstance(fact, UnitRegistered | UnitClosed):
        return unit_stream(fact.unit_id)
    assert isinstance(fact, PersonRegistered | RoleGranted | RoleEnded)
    return person_stream(fact.person_id)


def _unit_registered(found: Establishment, fact: UnitRegistered) -> None:
    found.units[fact.unit_id] = Unit(
        fact.unit_id, fact.name, fact.kind, fact.parent_id, fact.sort or fact.unit_id
    )


def _unit_closed(found: Establishment, fact: UnitClosed) -> None:
    found.units[fact.unit_id] = replace(found.units[fact.unit_id], closed=True)


def _person_registered(found: Establishment, fact: PersonRegistered) -> None:
    known = found.people.get(fact.person_id)
    roles = known.roles if known else frozenset()
    found.people[fact.person_id] = Person(
        fact.person_id, fact.unit_id, fact.position, fact.name, roles
    )


def _role_granted(found: Establishment, fact: RoleGranted) -> None:
    person = found.people[fact.person_id]
    roles = person.roles | {(fact.role, fact.unit_id)}
    found.people[fact.person_id] = replace(person, roles=roles)


def _role_ended(found: Establishment, fact: RoleEnded) -> None:
    person = found.people[fact.person_id]
    roles = person.roles - {(fact.role, fact.unit_id)}
    found.people[fact.person_id] = replace(person, roles=roles)


_EVOLVE: dict[str, Callable[..., None]] = {
    facts.UnitRegistered.__name__: _unit_registered,
    facts.UnitClosed.__name__: _unit_closed,
    facts.PersonRegistered.__name__: _person_registered,
    facts.RoleGranted.__name__: _role_granted,
    facts.RoleEnded.__name__: _role_ended,
}
