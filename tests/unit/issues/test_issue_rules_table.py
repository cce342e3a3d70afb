"""The table of rules says what `tests/golden/transitions.csv` says, row by row."""

import pytest

from services.issues.commands import COMMANDS
from services.issues.rules import RULES
from services.issues.side_rules import SIDE_RULES
from services.issues.vocabulary import STATES
from tests.oracle import transitions
from tests.unit.issues.plain_commands import PLAIN

ROWS = transitions.rows()
MAKING = ("report", "report_solved_on_spot")


def test_every_command_of_the_table_has_a_rule_and_no_other():
    assert set(RULES) == set(ROWS)
    assert set(COMMANDS) == (set(ROWS) | {"add_note"}) - {*MAKING} == set(PLAIN)
    assert set(SIDE_RULES).isdisjoint(ROWS)


@pytest.mark.parametrize("command", ROWS)
def test_states_roles_and_refusals_are_those_of_the_row(command: str):
    rule, row = RULES[command], ROWS[command]
    assert set(rule.states) == set(row.states)
    assert set(rule.states) <= set(STATES)
    assert rule.roles == row.roles
    assert rule.refusals == row.refusals


@pytest.mark.parametrize("command", ROWS)
def test_facts_are_those_of_the_row(command: str):
    rule, row = RULES[command], ROWS[command]
    assert tuple(fact.__name__ for fact in rule.facts) == row.facts
    assert tuple(fact.__name__ for fact in rule.may_add) == row.may_add


def test_the_reading_of_the_table_finds_what_is_plain_to_see():
    close = ROWS["close"]
    assert close.states == ("called_back", "reported_done")
    assert close.refusals[0] == "closer_handled_it"
    assert ROWS["report_done"].may_add == ("TaskPlanned", "TaskCompleted")
    assert ROWS["report"].states == ()
    assert len(ROWS) == 48
    assert {row.part for row in ROWS.values()} == {1, 3}


def test_where_a_command_leads_is_read_from_the_row():
    def to(command: str, state: str) -> set[str]:
        return transitions.destinations(ROWS[command], state, before_merge="signed")

    assert to("plan_task", "held") == {"in_progress", "held"}
    assert to("complete_task", "in_progress") == {"in_progress", "reported_done"}
    assert to("record_callback", "reported_done") == {"called_back", "reported_done"}
    assert to("recheck", "closed") == {"closed", "triaged"}
    assert to("withdraw", "signed") == {"withdrawn", "signed"}
    assert to("unmerge", "merged") == {"signed"}
    assert to("supervise", "held") == {"held"}
