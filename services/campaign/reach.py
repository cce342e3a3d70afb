"""How far an administrator reaches: the units of the role and everything below them."""

from dataclasses import dataclass

from eventlog.errors import Forbidden
from services.kernel.caller import Caller
from services.kernel.units import UnitTree


@dataclass(frozen=True)
class Reach:
    """`roots` is None for the operator and for who administers a whole tree: they may add new roots too."""

    roots: tuple[str, ...] | None

    def covers(self, tree: UnitTree, unit: str | None) -> bool:
        return self.roots is None or tree.within_any(unit, self.roots)


def reach_of(caller: Caller, tree: UnitTree) -> Reach:
    """Raises Forbidden for who is neither operator nor administrator."""
    if caller.has_scope("operator"):
        return Reach(None)
    roots = caller.holds("admin")
    if not roots:
        raise Forbidden()
    if any(tree.exists(root) and tree.parent(root) is None for root in roots):
        return Reach(None)
    return Reach(roots)
