"""From a command to its facts, and what a person may do now: the two readers of the table in `rules/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventlog.errors import Conflict, Forbidden, NotFound, Refused
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.relations import CLOCK
from services.issues.rules import RULES, Rule
from services.issues.side_rules import SIDE_RULES
from services.issues.visibility import may_see


@dataclass(frozen=True)
class Allowed:
    """An action that state, role and relation permit; `refusal` is what its guard says now, or None."""

    rule: Rule
    refusal: Refused | None = None


def begin(name: str, command: Any, act: Act) -> list[IssueFact]:
    """The facts of an issue that this command makes. Raises Forbidden, Invalid, Refused."""
    rule = RULES[name]
    unit = rule.relation(rule.roles, None, act, command)
    return rule.decide(None, command, act.in_the_name_of(unit))


def decide(
    name: str, issue: Issue | None, command: Any, act: Act, expected_version: int | None = None
) -> list[IssueFact]:
    """The facts that follow. The order of refusals is fixed: visibility, role and relation, version, state, guard.

    Raises NotFound, Forbidden, Conflict, Refused, Invalid."""
    rule = RULES.get(name) or SIDE_RULES[name]
    if issue is None or not _exists_for(issue, act):
        raise NotFound()
    unit = rule.relation(rule.roles, issue, act, command)
    if expected_version not in (None, issue.version):
        raise Conflict(params={"version": issue.version})
    if issue.state not in rule.states:
        raise Refused("not_in_state", {"state": issue.state})
    rule.guard(issue, act)
    return rule.decide(issue, command, act.in_the_name_of(unit))


def allowed(issue: Issue, act: Act) -> Iterator[Allowed]:
    """What this caller may do with the issue now, in the order of the rules; of what is confidential the first is to
    refer it to the competent organ. Photos have a place of their own on the page."""
    if not _exists_for(issue, act):
        return
    rules = [*RULES.values(), SIDE_RULES["add_note"]]
    if issue.is_confidential:
        rules.sort(key=lambda rule: rule.command != "refer")
    for rule in rules:
        if issue.state in rule.states and _is_related(rule, issue, act):
            yield Allowed(rule, _refusal(rule, issue, act))


def _exists_for(issue: Issue, act: Act) -> bool:
    """What one may not see does not exist; a reporter sees their own by its code, the clock sees all."""
    if act.reporter is not None:
        return act.reporter in issue.reporters
    return act.caller.has_scope(CLOCK) or may_see(issue, act.caller, act.units)


def _is_related(rule: Rule, issue: Issue, act: Act) -> bool:
    try:
        rule.relation(rule.roles, issue, act, None)
    except (Forbidden, Refused):
        return False
    return True


def _refusal(rule: Rule, issue: Issue, act: Act) -> Refused | None:
    try:
        rule.guard(issue, act)
    except Refused as refused:
        return refused
    return None
