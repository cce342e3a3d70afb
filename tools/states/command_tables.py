"""The commands of the table of rules for people: what for, who may, which facts follow, what refuses."""

from services.issues.rules import Rule, intake, outcome, oversight, publication, time, work
from services.issues.side_rules import SIDE_RULES
from tools.reference.told import all_entries
from web.words import COMMANDS

GROUPS: dict[str, tuple[Rule, ...]] = {
    "Coming in, and ends without work": intake.RULES,
    "A unit works on it": work.RULES,
    "More time": time.RULES,
    "What came of it": outcome.RULES,
    "From above": oversight.RULES,
    "Public texts": publication.RULES,
    "Beside the work, in every state": tuple(SIDE_RULES.values()),
}
HEAD = ["| command | what it says | who | facts | refusals |", "| --- | --- | --- | --- | --- |"]


def command_tables() -> list[str]:
    entries = all_entries()
    lines: list[str] = []
    for group, rules in GROUPS.items():
        lines += [f"\n### {group}\n", *HEAD]
        lines += [_row(rule, entries[f"issues.{rule.command}"].purpose) for rule in rules]
    return lines


def _row(rule: Rule, purpose: str) -> str:
    facts = [fact.__name__ for fact in rule.facts]
    facts += [f"({fact.__name__})" for fact in rule.may_add]
    link = f"[`{rule.command}`](rpc.md#issues{rule.command})"
    refusals = ", ".join(f"`{code}`" for code in rule.refusals) or "–"
    named = f"{link} {COMMANDS.get(rule.command, '')}".strip()
    cells = (named, purpose, ", ".join(rule.roles), ", ".join(facts), refusals)
    return "| " + " | ".join(cells) + " |"
