"""The text of docs/states.md."""

from collections.abc import Iterable
from pathlib import Path

from services.issues.rules import RULES
from services.issues.vocabulary import ENDED_STATES
from tools.states.command_tables import command_tables
from tools.states.mermaid import MOST_NAMED, diagram, group_label, grouped_diagram, label
from tools.states.moves import NEW, Move
from web.words import STATES

PAGE = Path(__file__).parents[2] / "docs" / "states.md"
ASIDE = ("returned", "held")
HEAD = """\
# States and commands of an issue

Written by `make reference`: on invented issues every command is tried in every state by everybody who may give it,
and here stands what came of it. A test fails when this page is not what the rules do. Who may give a command, and
what refuses it stands at the end; what the tables cannot say: [domain.md](domain.md) 5.
"""
WHO = """\
*Who* is any of these, each within the role's subtree and related to the issue as [rpc.md](rpc.md) says; on a
confidential issue each counts only with `confidential_handler`. `resident code`: whoever has number and code.
Facts in brackets follow where the command implies them."""


def text(moves: frozenset[Move]) -> str:
    """Three diagrams, the ordinary way, the ways back and the ends; then everything in a table."""
    main = [m for m in moves if _is_forward(m)]
    ends = [m for m in moves if {m.before, m.after} & {*ENDED_STATES} and m.before != m.after]
    back = [m for m in moves if m.before != m.after and m not in main and m not in ends]
    parts = [
        HEAD,
        "## The ordinary way\n",
        *diagram(main),
        "\n## Waiting, going back, beginning anew\n",
        *diagram(back),
        "\n## Ends without an outcome\n",
        "`closed` is the ordinary end, and `reopen` leads out of it. These are the others.\n",
        *grouped_diagram(ends),
        "\n## Where each command leads\n",
        "*stays*: the command is a fact of its own, and the state is as it was.\n",
        *_table(moves),
        "\n## Who may do what\n",
        WHO,
        *command_tables(),
    ]
    return "\n".join(parts) + "\n"


def _is_forward(move: Move) -> bool:
    """A step on the way from the first word to the closing."""
    if {move.before, move.after} & {*ENDED_STATES, *ASIDE}:
        return False
    names = [NEW, *STATES]
    return names.index(move.before) < names.index(move.after)


def _table(moves: Iterable[Move]) -> list[str]:
    rows = ["| command | from | to |", "| --- | --- | --- |"]
    for command in RULES:
        own = [move for move in moves if move.command == command]
        ways: dict[tuple[str, ...], list[str]] = {}
        for before in [NEW, *STATES]:
            if after := tuple(s for s in STATES if Move(command, before, s) in own):
                ways.setdefault(tuple("" if s == before else s for s in after), []).append(before)
        rows += [f"| `{command}` | {_from(b)} | {_to(after)} |" for after, b in ways.items()]
    return rows


def _from(states: list[str]) -> str:
    return "–" if states == [NEW] else group_label(tuple(states))


def _to(states: tuple[str, ...]) -> str:
    if len(states) > MOST_NAMED:
        return f"one of {group_label(states)}"
    return " or ".join(label(state) if state else "*stays*" for state in states)
