"""docs/states.md is what the rules do, and its diagrams are of the plain kind that every viewer draws."""

import re

import pytest

from services.issues.rules import RULES
from services.issues.side_rules import SIDE_RULES
from services.issues.vocabulary import STATES
from tools.states import page
from tools.states.moves import NEW, Move, all_moves

STATE = re.compile(r'    state "[^"]+" as (\w+)')
ARROW = re.compile(r"    (\[\*\]|\w+) --> (\w+) : [a-z_]+(?:, [a-z_]+)*")


@pytest.fixture(scope="module")
def moves() -> frozenset[Move]:
    return all_moves()


def test_the_page_is_what_the_rules_do(moves: frozenset[Move]) -> None:
    assert page.PAGE.read_text("utf-8") == page.text(moves), (
        "run `make reference` and commit what it writes"
    )


def test_every_command_leads_somewhere_from_every_state_of_its_row(moves: frozenset[Move]) -> None:
    found = {(move.command, move.before) for move in moves}
    rows = {(name, state) for name, rule in RULES.items() for state in rule.states or (NEW,)}
    assert found == rows


def test_every_state_is_reached_and_left(moves: frozenset[Move]) -> None:
    ways = [move for move in moves if move.before != move.after]
    assert {move.after for move in ways} == {*STATES}
    for_good = {"referred", "withdrawn", "filed"}
    assert {*STATES} - {move.before for move in ways} == for_good


def test_the_domain_names_every_command() -> None:
    named = set(re.findall(r"`([a-z_]+)`", (page.PAGE.parent / "domain.md").read_text("utf-8")))
    assert not {*RULES, *SIDE_RULES} - named


def test_each_line_of_a_diagram_is_a_state_or_an_arrow_between_states() -> None:
    diagrams = re.findall(r"```mermaid\n(.*?)```", page.PAGE.read_text("utf-8"), re.DOTALL)
    assert len(diagrams) == 3
    for diagram in diagrams:
        head, *lines = diagram.splitlines()
        assert head == "stateDiagram-v2"
        states = {found[1] for line in lines if (found := STATE.fullmatch(line))}
        arrows = [found.groups() for line in lines if (found := ARROW.fullmatch(line))]
        assert len(states) + len(arrows) == len(lines)
        assert {end for arrow in arrows for end in arrow} - {"[*]"} == states
