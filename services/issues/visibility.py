"""Who may see an issue. What one may not see does not exist (docs/domain.md, issues and privacy).

Not listed here, and so without case content: `admin` and `auditor`.
"""

from services.issues.issue import Issue
from services.kernel.caller import Caller
from services.kernel.units import UnitTree

OVERSEEING = ("office", "reviewer", "supervisor", "publisher")  # of the place, from above
WORKING = ("handler", "unit_head", "visitor")  # of the place or of a handling unit
CONFIDENTIAL = "confidential_handler"


def may_see(issue: Issue, caller: Caller, units: UnitTree) -> bool:
    if not is_trusted(issue, caller, units):
        return False
    return (
        (not caller.is_service and caller.person in (issue.reported_by, issue.reviewer))
        or units.within_any(issue.unit_id, caller.holds(*OVERSEEING, *WORKING))
        or (issue.is_confidential and units.within_any(issue.unit_id, caller.holds(CONFIDENTIAL)))
        or any(units.within_any(unit, caller.holds(*WORKING)) for unit in issue.handling_units)
    )


def is_independent(issue: Issue, who: Caller, more_units: frozenset[str] = frozenset()) -> bool:
    """Neither of a handling unit (nor of `more_units`) nor anybody who entered a fact of the work."""
    units = issue.handling_units | more_units
    return who.person not in issue.handling_people and who.units.isdisjoint(units)


def is_accused(issue: Issue, unit: str, units: UnitTree) -> bool:
    """The unit is an accused one or below it: barred from every role in the issue."""
    return units.within_any(unit, issue.accused_units)


def is_accused_person(issue: Issue, who: Caller, units: UnitTree) -> bool:
    """The person is accused, or belongs to an accused unit by home or by any role: barred in the same way."""
    return who.person in issue.accused_people or any(
        is_accused(issue, unit, units) for unit in who.units
    )


def is_trusted(issue: Issue, caller: Caller, units: UnitTree) -> bool:
    """A confidential issue is for confidential handlers of its place who are not accused."""
    if not issue.is_confidential:
        return True
    if is_accused_person(issue, caller, units):
        return False
    return units.within_any(issue.unit_id, caller.holds(CONFIDENTIAL))
