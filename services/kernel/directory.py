"""Who holds which role where, as rules look it up: no database in it (`unit_directory.py` loads it)."""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from services.kernel.units import UnitTree


@dataclass(frozen=True)
class Holder:
    """A person with a role in a unit; `home` is the unit the person belongs to."""

    person: str
    role_unit: str
    home: str | None


@dataclass(frozen=True)
class Directory:
    """Who holds what, with the tree. `roles` are `(person, role, unit)`, `positions` who somebody is."""

    tree: UnitTree
    homes: dict[str, str]
    roles: tuple[tuple[str, str, str], ...]
    positions: dict[str, str] = dataclasses.field(default_factory=dict)

    def home(self, person: str) -> str | None:
        return self.homes.get(person)

    def position(self, person: str) -> str | None:
        return self.positions.get(person)

    def roles_of(self, person: str) -> tuple[tuple[str, str], ...]:
        """Each `(role, unit)`; there may be thousands of roles in a district."""
        return tuple(self._roles_of.get(person, ()))

    @cached_property
    def _roles_of(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for person, role, unit in self.roles:
            found.setdefault(person, []).append((role, unit))
        return found

    def holders(self, role: str) -> tuple[Holder, ...]:
        return tuple(
            Holder(person, unit, self.homes.get(person))
            for person, held, unit in self.roles
            if held == role
        )
