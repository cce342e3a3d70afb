"""The one table of commands: in which states, by whom, how related, refused by what, making which facts.

It equals `tests/golden/transitions.csv`; a test compares them. The two readers of it are in `deciding.py`, so a page
offers exactly what the service accepts.
"""

from services.issues.rules import intake, outcome, oversight, publication, time, work
from services.issues.rules.rule import Rule as Rule

RULES: dict[str, Rule] = {
    rule.command: rule
    for group in (intake, work, time, outcome, oversight, publication)
    for rule in group.RULES
}
