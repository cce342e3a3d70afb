"""The table of rules says what `tests/golden/transitions.csv` says, row by row."""

import pytest

from services.issues.rules import RULES
from tests.oracle import transitions

ROWS = transitions.rows_of_part(1)


def test_every_command_of_the_first_part_has_a_rule_and_no_other():
    assert set(RULES) == set(ROWS)


@pytest.mark.parametrize("command", ROWS)
def test_states_roles_and_refusals_are_those_of_the_row(command: str):
    rule, row = RULES[command], ROWS[command]
    assert set(rule.states) == set(row.states)
    assert rule.roles == row.roles
    assert rule.refusals == row.refusals


@pytest.mark.parametrize("command", ROWS)
def test_facts_are_those_of_the_row(command: str):
    rule, row = RULES[command], ROWS[command]
    assert tuple(fact.__name__ for fact in rule.facts) == row.facts
    built = {fact for fact in row.may_add if not transitions.only_in_later_parts(fact)}
    assert {fact.__name__ for fact in rule.may_add} == built


def test_the_reading_of_the_table_finds_what_is_plain_to_see():
    close = ROWS["close"]
    assert close.states == ("called_back", "reported_done")
    assert close.refusals[0] == "closer_handled_it"
    assert ROWS["report_done"].may_add == ("TaskPlanned", "TaskCompleted")
    assert ROWS["report"].states == ()
    assert transitions.only_in_later_parts("IssueResumed")
