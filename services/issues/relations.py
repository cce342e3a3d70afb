"""How a caller with the right role must stand to an issue (docs/domain.md, issues).

Each relation returns the unit in whose name the caller acts. It raises Forbidden, or the rule's own code where
the domain names one. `command` is None when a page asks what is allowed. A role in a unit counts for everything
below it; "lead unit", "the task's unit" and "own unit" mean that very unit.
"""

from collections.abc import Callable
from typing import Any

from eventlog.errors import Forbidden, Refused
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.visibility import is_independent

Roles = tuple[str, ...]
Relation = Callable[[Roles, Any, Act, Any], str | None]

# Roles that are no person's: service accounts and reactions, by the scope they call with.
REPORTING_SCOPES = {"service:public": "public", "service:import": "import", "reaction": "reaction"}
CLOCK = "clock"
LEADING = ("principal_leader", "leadership_member")  # positions


def anywhere(roles: Roles, _issue: None, act: Act, _command: Any = None) -> str | None:
    """Whoever has one of the roles, wherever; service accounts act for no unit."""
    if act.caller.has_scope(*_scopes(roles)):
        return act.caller.unit
    held = act.caller.holds(*roles)
    if not held:
        raise Forbidden()
    return act.caller.unit if act.caller.unit in held else held[0]


def own_unit(roles: Roles, _issue: None, act: Act, command: Any = None) -> str:
    """The named unit is one of the caller's; the home unit, when none is named."""
    if act.caller.unit and act.caller.has_scope(*_scopes(roles)):
        return act.caller.unit
    held = act.caller.holds(*roles)
    unit = command.lead_unit or (act.caller.unit if act.caller.unit in held else None)
    unit = unit or next(iter(held), None)
    if unit not in held:
        raise Forbidden()
    return str(unit)


def subtree(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    """The issue's place lies in the subtree of the role."""
    unit = act.covering_unit(issue.unit_id, *roles)
    if unit is None:
        raise Forbidden()
    return unit


def subtree_or_handling(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    """As `subtree`; a handler's subtree also holds the issues that its units handle: they write the measures."""
    handling = sorted(issue.handling_units)
    found = [act.covering_unit(issue.unit_id, *roles)]
    working = [role for role in roles if role in ("handler", "unit_head")]
    found += [act.covering_unit(unit, *working) for unit in handling if working]
    unit = next((unit for unit in found if unit), None)
    if unit is None:
        raise Forbidden()
    return unit


def lead_unit(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    if issue.lead_unit is None or issue.lead_unit not in act.caller.holds(*roles):
        raise Forbidden()
    return issue.lead_unit


def lead_or_task_unit(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str:
    """The lead unit, or the unit of the task that the command names (of any task, when it names none)."""
    named = command.task_id if command else None
    units = [task.unit_id for task in issue.tasks if named in (None, task.task_id)]
    held = act.caller.holds(*roles)
    unit = next((unit for unit in (issue.lead_unit, *units) if unit in held), None)
    if unit is None:
        raise Forbidden()
    return unit


def completing_unit(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str:
    """As `lead_or_task_unit`; only the lead unit may report the issue done in the same entry."""
    if command and command.report_done:
        return lead_unit(roles, issue, act)
    return lead_or_task_unit(roles, issue, act, command)


def outside(refusal: str) -> Relation:
    """Above the place, or the named reviewer from elsewhere; `refusal` for whoever had a hand in the work."""

    def relation(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
        unit = act.covering_unit(issue.unit_id, *roles)
        if unit is None and act.by == issue.reviewer:
            unit = next(iter(act.caller.holds("reviewer")), None)
        if unit is None:
            raise Forbidden()
        if not is_independent(issue, act.caller):
            raise Refused(refusal)
        return unit

    return relation


def another_person(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str:
    """Somebody above the place who did not propose the text: all texts, when none is named."""
    unit = subtree(roles, issue, act)
    proposers = {
        p.proposed_by
        for p in issue.proposals
        if command is None or (p.part == command.part and command.task_id in (None, p.task_id))
    }
    if proposers == {act.by}:
        raise Refused("second_person")
    return unit


def another_than_rejecter(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    unit = subtree(roles, issue, act)
    if issue.rejection_by == act.by:
        raise Refused("second_person")
    return unit


def reporter_or_subtree(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str | None:
    """A reporter by tracking code, whoever took the words down, somebody above the place, or a handler of it."""
    if act.reporter is not None:
        return None
    held = act.caller.holds(*roles)
    if held and act.by == issue.reported_by:
        return act.caller.unit if act.caller.unit in held else held[0]
    return subtree_or_handling(roles, issue, act)


def wish(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str | None:
    """The reporter by tracking code, or staff of the place to whom the person said so."""
    return None if act.reporter is not None else subtree(roles, issue, act)


def reporter(_roles: Roles, _issue: Issue, act: Act, _command: Any = None) -> None:
    """By tracking code only."""
    if act.reporter is None:
        raise Forbidden()


def office_or_reporting_unit(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    """The office above the place; while nobody has looked at it, also the unit that took it down."""
    unit = act.covering_unit(issue.unit_id, "office")
    if unit is None and issue.state == "reported":
        home = act.directory.home(issue.reported_by)
        unit = home if home in act.caller.holds(*roles) else None
    if unit is None:
        raise Forbidden()
    return unit


def subtree_of_both(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str:
    """Both places lie in the subtree of the role."""
    unit = subtree(roles, issue, act)
    target = command.target if command else None
    if target is not None and act.covering_unit(target.unit_id, *roles) is None:
        raise Forbidden()
    return unit


def naming_a_reviewer(roles: Roles, issue: Issue, act: Act, command: Any = None) -> str:
    unit = subtree(roles, issue, act)
    if command and not is_independent(issue, act.person(command.reviewer)):
        raise Refused("reviewer_handles_it")
    return unit


def never_a_handling_unit(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str | None:
    """The reporter by tracking code, or an office that had no hand in the work."""
    if act.reporter is not None:
        return None
    unit = subtree(roles, issue, act)
    if not is_independent(issue, act.caller):
        raise Refused("handling_unit_cannot_withdraw")
    return unit


def clock_or_subtree(roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str | None:
    """The clock of this service, or the office above the place."""
    return None if act.caller.has_scope(CLOCK) else subtree(roles, issue, act)


def self_or_own_unit(_roles: Roles, _issue: Issue, act: Act, command: Any = None) -> str:
    """A leader by position for themselves, a unit head for the own unit."""
    led = act.caller.holds("unit_head")
    own = act.caller.unit if act.caller.unit in led else next(iter(led), None)
    leads = act.caller.unit if act.directory.position(act.by) in LEADING else None
    unit = own if command and command.for_unit else leads or own
    if unit is None:
        raise Forbidden()
    return unit


def holder_or_subtree(_roles: Roles, issue: Issue, act: Act, _command: Any = None) -> str:
    """Whoever took it on, the head of the unit that did, or the office above the place."""
    held = issue.pledge
    if held and held.holder_id == act.by and act.caller.unit:
        return act.caller.unit
    if held and held.holder_id is None and held.holder_unit in act.caller.holds("unit_head"):
        return held.holder_unit
    return subtree(("office",), issue, act)


def _scopes(roles: Roles) -> list[str]:
    return [REPORTING_SCOPES[role] for role in roles if role in REPORTING_SCOPES]
