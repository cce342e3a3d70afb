"""Moves as Mermaid state diagrams, which most viewers of Markdown draw."""

from collections.abc import Iterable

from tools.states.moves import NEW, Move
from web.words import STATES

Edge = tuple[str, str]
MOST_NAMED = 3  # in one box


def diagram(moves: Iterable[Move]) -> list[str]:
    """An arrow for each pair of states, with all commands that lead that way."""
    found: dict[Edge, dict[str, None]] = {}
    for move in sorted(moves, key=_in_order):
        found.setdefault((move.before, move.after), {})[move.command] = None
    states = [s for s in STATES if any(s in edge for edge in found)]
    arrows = [f"    {_node(a)} --> {b} : {', '.join(names)}" for (a, b), names in found.items()]
    return _fenced([*(f'    state "{label(s)}" as {s}' for s in states), *arrows])


def grouped_diagram(moves: Iterable[Move]) -> list[str]:
    """An arrow for each command and end of it; where it comes from or goes to many states, they are one box."""
    arrows: dict[tuple[str, tuple[str, ...], tuple[str, ...]], None] = {}
    moves = sorted(moves, key=_in_order)
    for move in moves:
        same = [m for m in moves if m.command == move.command]
        after = tuple(m.after for m in same if m.before == move.before)
        before = tuple(dict.fromkeys(m.before for m in same if m.after == move.after))
        arrows[(move.command, before if len(after) == 1 else (move.before,), after)] = None
    boxes = dict.fromkeys(box for _, before, after in arrows for box in (before, after))
    lines = [f'    state "{group_label(box)}" as {_name(box)}' for box in boxes]
    lines += [f"    {_name(a)} --> {_name(b)} : {name}" for name, a, b in arrows]
    return _fenced(lines)


def label(state: str) -> str:
    return f"{state} {STATES[state]}"


def group_label(states: tuple[str, ...]) -> str:
    """One state by its two names, many by where they begin and end."""
    if len(states) == 1:
        return label(states[0])
    if len(states) > MOST_NAMED and states == _between(states[0], states[-1]):
        return f"{states[0]} to {states[-1]}"
    return ", ".join(states)


def _between(first: str, last: str) -> tuple[str, ...]:
    names = list(STATES)
    return tuple(names[names.index(first) : names.index(last) + 1])


def _in_order(move: Move) -> tuple[int, int, str]:
    names = [NEW, *STATES]
    return names.index(move.before), names.index(move.after), move.command


def _node(state: str) -> str:
    return "[*]" if state == NEW else state


def _name(states: tuple[str, ...]) -> str:
    """The box's own name: letters and low lines."""
    return group_label(states).replace(", ", "_or_").replace(" ", "_") if states[1:] else states[0]


def _fenced(lines: list[str]) -> list[str]:
    return ["```mermaid", "stateDiagram-v2", *lines, "```"]
