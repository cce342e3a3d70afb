"""The tree of units: a role counts in its unit and everything below it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    id: str
    name: str
    kind: str
    parent: str | None
    sort: str = ""
    closed: bool = False


class UnitTree:
    """Units by id. What does not exist is within nothing and has neither parent nor subtree."""

    def __init__(self, units: Iterable[Unit]):
        self.units = {unit.id: unit for unit in units}
        self._children: dict[str | None, list[str]] = {}
        for unit in sorted(self.units.values(), key=lambda unit: (unit.sort, unit.id)):
            self._children.setdefault(unit.parent, []).append(unit.id)

    def exists(self, unit: str | None) -> bool:
        return unit in self.units

    def is_closed(self, unit: str) -> bool:
        found = self.units.get(unit)
        return found is not None and found.closed

    def name(self, unit: str) -> str | None:
        found = self.units.get(unit)
        return found.name if found else None

    def parent(self, unit: str) -> str | None:
        found = self.units.get(unit)
        return found.parent if found else None

    def children(self, unit: str | None) -> tuple[str, ...]:
        """Directly below, in order; `None` gives the roots."""
        return tuple(self._children.get(unit, ()))

    def ancestors(self, unit: str) -> tuple[str, ...]:
        """From the parent up to the root."""
        found: dict[str, None] = {}  # in order, and quick to ask: a broken tree must not hang
        above = self.parent(unit)
        while above is not None and above not in found:
            found[above] = None
            above = self.parent(above)
        return tuple(found)

    def within(self, unit: str | None, root: str) -> bool:
        """Whether `unit` is `root` or below it."""
        return unit is not None and unit in self.units and root in (unit, *self.ancestors(unit))

    def within_any(self, unit: str | None, roots: Iterable[str]) -> bool:
        return any(self.within(unit, root) for root in roots)

    def subtree(self, root: str) -> set[str]:
        """`root` and everything below it."""
        found: set[str] = set()
        waiting = [root] if root in self.units else []
        while waiting:
            unit = waiting.pop()
            if unit not in found:
                found.add(unit)
                waiting.extend(self.children(unit))
        return found

    def subtrees(self, roots: Iterable[str]) -> set[str]:
        return {unit for root in roots for unit in self.subtree(root)}
