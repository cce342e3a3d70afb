"""Who may see and record what, by roles within a subtree. What one may not see does not exist.

Not listed, and so without sight of parties and visits: `admin` and `auditor`."""

from collections.abc import Iterable

from eventlog.errors import Forbidden, NotFound
from services.kernel.caller import Caller
from services.kernel.units import UnitTree
from services.visits.visit import Visitor

RECORDERS = ("visitor", "handler", "unit_head", "delegate", "office")
READERS = (*RECORDERS, "reviewer", "supervisor")
REGISTRARS = ("office", "admin")  # import parties, and forget them
GIVERS = ("office", "admin")  # hand over what somebody who leaves agreed on
OPERATOR = "operator"


def visible_units(caller: Caller, tree: UnitTree) -> set[str]:
    """The units whose parties and visits the caller may see. Raises Forbidden without a role for it."""
    roots = caller.holds(*READERS)
    if not roots:
        raise Forbidden()
    return tree.subtrees(roots)


def findable_units(caller: Caller, tree: UnitTree) -> set[str]:
    """The units whose parties, not visits, the caller may look for: the operator looks everywhere, to forget."""
    return set(tree.units) if caller.has_scope(OPERATOR) else visible_units(caller, tree)


def visitor_at(caller: Caller, unit: str, tree: UnitTree) -> Visitor:
    """The caller as a visitor to a party of this unit, for the unit the caller belongs to.

    Raises NotFound when the party is out of the caller's sight, Forbidden without a role that may record."""
    if not tree.within_any(unit, caller.holds(*READERS)):
        raise NotFound() if caller.holds(*READERS) else Forbidden()
    roots = [root for root in caller.holds(*RECORDERS) if tree.within(unit, root)]
    if not roots:
        raise Forbidden()
    nearest = max(roots, key=lambda root: len(tree.ancestors(root)))
    return Visitor(caller.person, caller.unit or nearest)


def givable_units(caller: Caller, tree: UnitTree) -> set[str]:
    """The units whose appointments the caller may hand over: the office's, else the administrator's, who sees none.

    Raises Forbidden."""
    roots = caller.holds("office") or caller.holds(*GIVERS)
    if not roots:
        raise Forbidden()
    return tree.subtrees(roots)


def may_go(roles: Iterable[tuple[str, str]], units: Iterable[str], tree: UnitTree) -> bool:
    """Whether whoever holds these `(role, unit)` may record visits in each of these units."""
    roots = [unit for role, unit in roles if role in RECORDERS]
    return all(tree.within_any(unit, roots) for unit in units)


def refuse_unless_registrar(caller: Caller, unit: str, tree: UnitTree) -> None:
    """Raises NotFound when a party of this unit is out of the caller's sight, Forbidden without the role."""
    if caller.has_scope(OPERATOR) or tree.within_any(unit, caller.holds(*REGISTRARS)):
        return
    raise Forbidden() if tree.within_any(unit, caller.holds(*READERS)) else NotFound()
