"""A command is refused in one order: not seen, role and relation, version, state, and only then what it asks for."""

import pytest

from eventlog.errors import Conflict, Failure, NotFound
from services.issues.act import Act
from services.issues.deciding import decide
from services.issues.intake import TriageIssue
from services.issues.issue import Issue
from services.issues.outcome import CloseIssue, OrderRework
from services.issues.rules import RULES
from services.issues.vocabulary import STATES
from tests.unit.issues.district import (
    ADMIN,
    HANDLER,
    LEAD_REVIEWER,
    OFFICE,
    OTHER_HANDLER,
    REVIEWER,
    SECOND_OFFICE,
    SUPERVISOR,
    UNIT_HEAD,
    act,
    in_state,
    resident,
    when,
)
from tests.unit.issues.plain_commands import PLAIN, plain
from tests.unit.refused import forbidden, refused

STALE = 99
SOMEBODY = (OFFICE, SECOND_OFFICE, HANDLER, UNIT_HEAD, REVIEWER, SUPERVISOR)
COMMANDS = [command for command, rule in RULES.items() if rule.states]


def test_what_is_not_seen_is_not_found_whatever_else_is_wrong():
    for who in (ADMIN, OTHER_HANDLER):
        with refused("not_found", NotFound):
            when("close", in_state("reported"), CloseIssue(outcome="unsolved"), who, version=STALE)


def test_a_role_is_judged_before_the_version():
    with forbidden():
        when("close", in_state("reported"), CloseIssue(outcome="unsolved"), HANDLER, version=STALE)


def test_whoever_had_a_hand_in_it_is_told_so_before_the_version_and_the_state():
    with refused("closer_handled_it"):
        when(
            "close",
            in_state("assigned"),
            CloseIssue(outcome="solved"),
            LEAD_REVIEWER,
            version=STALE,
        )
    with refused("closer_handled_it"):
        when("order_rework", in_state("assigned"), OrderRework(), LEAD_REVIEWER, version=STALE)
    with refused("caller_handled_it"):
        when("record_callback", in_state("closed"), PLAIN["record_callback"], LEAD_REVIEWER)


def test_a_version_is_judged_before_the_state_and_the_state_before_the_rest():
    with refused("conflict", Conflict, version=1):
        when("close", in_state("reported"), CloseIssue(outcome="unsolved"), REVIEWER, version=STALE)
    with refused("not_in_state", state="reported"):
        when("close", in_state("reported"), CloseIssue(outcome="unsolved"), REVIEWER, version=1)
    with refused("not_in_state"):
        when("triage", in_state("closed"), TriageIssue(category="nonsense"), OFFICE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_stale_version_before_a_wrong_state(command: str):
    wrong = [state for state in STATES if state not in RULES[command].states]
    tried = 0
    for state in wrong:
        issue = in_state(state)
        for by in (*map(act, SOMEBODY), resident()):
            if not _stands_right(command, issue, by):
                continue
            tried += 1
            with refused("conflict", Conflict):
                decide(command, issue, plain(command, issue), by, STALE)
            with refused("not_in_state", state=state):
                decide(command, issue, plain(command, issue), by)
    assert tried or command == "answer_supervision"  # right wherever a unit is in the lead


def _stands_right(command: str, issue: Issue, by: Act) -> bool:
    try:
        decide(command, issue, plain(command, issue), by)
    except Failure as failure:
        return failure.code == "not_in_state"
    return True
