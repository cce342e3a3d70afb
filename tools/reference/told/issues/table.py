"""A command's entry, from its row in the table of rules: who may give it, in which states, what refuses it, which
facts follow. What is told beside that stands in the files of the groups."""

from services.issues.rules import RULES, Rule
from services.issues.side_rules import SIDE_RULES
from tools.reference.entry import SCOPES, Entry, Who
from tools.reference.shapes import COMMAND

# Roles of the table that are no person's role: the scope of the account that calls, or None where words say it.
BY_SCOPE = {
    "service:public": "public",
    "service:import": "import",
    "reaction": "reaction",
    "resident code": "public",
    "clock": "clock",
    "leader position": None,
    "holder": None,
}
CODE = "a resident by `number` and `code` through an account of scope `public`"
RELATIONS = {
    "anywhere": "in any unit",
    "own_unit": "for a unit in which one has the role",
    "subtree": "where the issue's place lies in the role's subtree",
    "subtree_or_handling": "where the issue's place, or for a handler or unit head a unit that handles it, lies in "
    "the role's subtree",
    "lead_unit": "in the lead unit itself",
    "lead_or_task_unit": "in the lead unit itself, or the unit of the task",
    "completing_unit": "in the lead unit itself, or the unit of the task; with `report_done` the lead unit only",
    "relation": "above the issue's place, and neither of a handling unit nor among those who entered work",
    "at_place_or_handling": "where the issue's place, or a unit that handles it (not for `office` and `reviewer`), "
    "lies in the role's subtree",
    "another_person": "where the issue's place lies in the role's subtree, and not who proposed the text",
    "another_than_rejecter": "where the issue's place lies in the role's subtree, and not who proposed it",
    "reporter_or_subtree": f"where the issue's place lies in the role's subtree, and whoever took it down; {CODE}",
    "wish": f"where the issue's place lies in the role's subtree, when the person says so; {CODE}",
    "reporter": CODE,
    "office_or_reporting_unit": "`office` above the issue's place; while it is `reported`, also the unit of whoever "
    "took it down",
    "subtree_of_both": "where the places of both issues lie in the role's subtree",
    "naming_a_reviewer": "where the issue's place lies in the role's subtree",
    "never_a_handling_unit": "above the issue's place, and neither of a handling unit nor among those who entered "
    f"work; {CODE}",
    "clock_or_subtree": "where the issue's place lies in the role's subtree; the clock of `issues`",
    "self_or_own_unit": "for the own unit; and a person in the position of a leader, for themselves",
    "holder_or_subtree": "where the issue's place lies in the role's subtree; and whoever took it on, or heads the "
    "unit that did",
}


def command(name: str, purpose: str, notes: str = "", refuses: tuple[str, ...] = ()) -> Entry:
    """`refuses`: what is refused beside the rule."""
    rule = RULES.get(name) or SIDE_RULES[name]
    return Entry(
        purpose=purpose,
        answer=COMMAND,
        who=_who(rule),
        refuses=(*(("not_in_state",) if rule.states else ()), *_refusals(rule), *refuses),
        notes=" ".join(part for part in (_states(rule), notes) if part),
    )


def _who(rule: Rule) -> Who:
    return Who(
        roles=tuple(role for role in rule.roles if role not in BY_SCOPE),
        scopes=_scopes(rule),
        words=RELATIONS[rule.relation.__name__],
    )


def _scopes(rule: Rule) -> tuple[str, ...]:
    """Of accounts there are. A service account belongs to no unit, so `own_unit` lets none in."""
    if rule.relation.__name__ == "own_unit":
        return ()
    wanted = [BY_SCOPE.get(role) for role in rule.roles]
    return tuple(scope for scope in SCOPES if scope in wanted)


def _refusals(rule: Rule) -> tuple[str, ...]:
    """The rule's codes; `invalid` is no refusal but a shape, `conflict` is a Conflict, as everywhere."""
    own = [code for code in rule.refusals if code not in ("invalid", "conflict")]
    by_code = [code for code in ("code_wrong", "too_fast") if _takes_a_code(rule)]
    return tuple(dict.fromkeys([*own, *by_code]))


def _takes_a_code(rule: Rule) -> bool:
    return "resident code" in rule.roles


def _states(rule: Rule) -> str:
    facts = ", ".join(f"`{fact.__name__}`" for fact in rule.facts)
    added = ", ".join(f"`{fact.__name__}`" for fact in rule.may_add)
    told = f"Facts: {facts}" + (f", and where it implies them {added}." if added else ".")
    if not rule.states:
        return told
    return f"In states {', '.join(f'`{state}`' for state in rule.states)}. {told}"
