"""What a row of the table says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.issues import guards
from services.issues import relations as relation
from services.issues.act import Act
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.vocabulary import OPEN_STATES

NEW: tuple[str, ...] = ()  # the command makes the issue
OPEN = OPEN_STATES
ANY_TIME = (*OPEN_STATES, "closed")
BEFORE_DONE = OPEN_STATES[:7]  # reported … held
BEFORE_HELD = OPEN_STATES[:6]  # reported … in_progress
BEFORE_ASSIGNED = ("reported", "triaged")
WITH_A_UNIT = ("assigned", "signed", "in_progress", "held")
BEFORE_HOLD = ("assigned", "signed", "in_progress")
WORKERS = ("handler", "unit_head")
OFFICE = ("office",)
Decide = Callable[[Any, Any, Act], list[IssueFact]]


@dataclass(frozen=True)
class Rule:
    """`facts` always follow; `may_add` follow when a later act implies them. `refusals` are all its codes."""

    command: str
    states: tuple[str, ...]
    roles: tuple[str, ...]
    relation: relation.Relation
    decide: Decide
    facts: tuple[type[IssueFact], ...]
    may_add: tuple[type[IssueFact], ...] = ()
    guard: Callable[[Issue, Act], None] = guards.nothing_refuses
    refusals: tuple[str, ...] = ()
