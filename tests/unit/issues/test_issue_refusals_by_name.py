"""Every refusal that `transitions.csv` names for a command is provoked by that command in some test, by name.

Read from the tests themselves: a block `with refused("code"):` in which the command is given. Such a block passes
only when exactly this code comes out of it, so a list of codes would not do.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracle import transitions

TESTS = Path(__file__).parents[2]
FILES = [*TESTS.glob("unit/issues/test_*.py"), *TESTS.glob("integration/test_issues_*.py")]
ROWS = transitions.rows()
CHECKS = ("refused", "invalid")  # tests/unit/refused.py
BESIDE_THE_ROW = ("not_in_state", "forbidden", "not_found", "invalid", "conflict")
BY_CODE = ("code_wrong", "too_fast")  # of every command that a resident may give


def provoked() -> set[tuple[str, str]]:
    """`(command, code)` of every block."""
    found: set[tuple[str, str]] = set()
    for file in FILES:
        tree = ast.parse(file.read_text("utf-8"))
        for block in ast.walk(tree):
            if isinstance(block, ast.With):
                found |= {(command, code) for code in _codes(block) for command in _commands(block)}
    return found


def _codes(block: ast.With) -> Iterator[str]:
    for item in block.items:
        call = item.context_expr
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id == "invalid":
            yield "invalid"
        elif call.func.id == "refused" and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def _commands(block: ast.With) -> set[str]:
    """The names of commands among what is called with in the block."""
    given = (
        argument.value
        for statement in block.body
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
        for argument in call.args
        if isinstance(argument, ast.Constant)
    )
    return {str(value) for value in given} & set(ROWS)


PROVOKED = provoked()


@pytest.mark.parametrize("command", [command for command, row in ROWS.items() if row.refusals])
def test_every_refusal_of_the_row_is_provoked_by_name(command: str):
    missing = [code for code in ROWS[command].refusals if (command, code) not in PROVOKED]
    assert not missing


def test_nothing_is_refused_that_the_row_does_not_name():
    """Beside what the domain says of every command, of those outside the handling units, and of a direct answer that
    nobody could close."""
    named = {(command, code) for command, row in ROWS.items() for code in row.refusals}
    named |= {("order_rework", "closer_handled_it"), ("recheck", "closer_handled_it")}
    named |= {("answer_directly", "no_independent_reviewer")}
    odd = {
        (command, code)
        for command, code in PROVOKED - named
        if code not in BESIDE_THE_ROW + BY_CODE
    }
    assert not odd
