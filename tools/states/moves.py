"""Which states a command leads to, found by doing it: from new issues on, every command by everybody who may.

Issues that differ only in what no rule asks are tried once, so that the search ends.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from eventlog.errors import Failure
from services.issues.deciding import begin, decide
from services.issues.evolve import evolve
from services.issues.issue import Issue
from services.issues.rules import RULES
from tools.states.district import NOW, acts, first_orders, orders

NEW = "new"  # before there is an issue
OTHER = "22222222-2222-4222-8222-222222222222"
MOST_AT_ONCE = 1  # a thing that waits, or a new round of work: they are the same side by side


@dataclass(frozen=True, order=True)
class Move:
    command: str
    before: str
    after: str


def all_moves() -> frozenset[Move]:
    """Every move that some issue makes by some command."""
    moves: set[Move] = set()
    waiting: deque[Issue] = deque()
    seen: set[Any] = set()
    for command, issue in _new_issues():
        moves.add(Move(command, NEW, issue.state))
        waiting.append(issue)
    other = replace(waiting[0], issue_id=OTHER)
    while waiting:
        issue = waiting.popleft()
        if not _is_new(issue, seen):
            continue
        seen.add(_likeness(issue))
        for command, after in _steps(issue, other):
            moves.add(Move(command, issue.state, after.state))
            waiting.append(after)
    return frozenset(moves)


def _new_issues() -> Iterator[tuple[str, Issue]]:
    for command, order in first_orders():
        for act in acts(RULES[command].roles):
            issue = _after(None, begin(command, order, act))
            if issue is not None:
                yield command, issue
                break


def _steps(issue: Issue, other: Issue) -> Iterator[tuple[str, Issue]]:
    """`(command, the issue after it)` for all that is accepted now, whoever gives it."""
    for command, rule in RULES.items():
        if issue.state in rule.states:
            for order in orders(command, issue, other):
                after = _by_anybody(command, issue, order)
                if after is not None:
                    yield command, after


def _by_anybody(command: str, issue: Issue, order: Any) -> Issue | None:
    for act in acts(RULES[command].roles):
        try:
            return _after(issue, decide(command, issue, order, act))
        except Failure:
            continue
    return None


def _after(issue: Issue | None, facts: list[Any]) -> Issue | None:
    for fact in facts:
        if issue is None or fact.issue_id == issue.issue_id:
            issue = evolve(issue, fact, NOW)
    return issue


def _is_new(issue: Issue, seen: set[Any]) -> bool:
    """Whether trying this issue may show what no other did: not with two things that wait, which wait side by side,
    nor with one in a second round, nor in a third."""
    return issue.round + sum(_waiting(issue)) <= MOST_AT_ONCE and _likeness(issue) not in seen


def _likeness(issue: Issue) -> tuple[Any, ...]:
    """What the rules ask of an issue, as far as it decides where a command leads."""
    return (
        issue.state,
        issue.kind,
        issue.is_on_spot,
        issue.round,
        len(issue.tasks_of_round) > 0,
        len(issue.open_tasks) > 0,
        issue.state_before_merge,
        *_waiting(issue),
    )


def _waiting(issue: Issue) -> tuple[bool, ...]:
    return (
        issue.rejection_by is not None,
        issue.is_objection_open,
        issue.hold_request is not None,
        issue.requested_days is not None,
        len(issue.orders) > 0,
        issue.pledge is not None,
        len(issue.proposals) > 0,
        issue.is_confidential,
    )
