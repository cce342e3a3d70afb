"""The table of commands as a plain reading of `tests/golden/transitions.csv`; shares no code with services/.

It answers two questions: what a row says, and which commands a person may be offered for an issue.
"""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).parents[1] / "golden" / "transitions.csv"


@dataclass(frozen=True)
class Row:
    command: str
    states: tuple[str, ...]  # empty: the command makes the issue
    roles: tuple[str, ...]
    relation: str
    facts: tuple[str, ...]
    may_add: tuple[str, ...]
    refusals: tuple[str, ...]
    part: int


@dataclass(frozen=True)
class Person:
    """`roles` are (role, unit); `home` is the unit the person belongs to."""

    name: str
    home: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """What the relations are about. `above` holds a unit's ancestors, nearest first."""

    place: str
    above: dict[str, tuple[str, ...]]
    lead: str | None = None
    task_units: tuple[str, ...] = ()
    handling_units: tuple[str, ...] = ()
    handling_people: tuple[str, ...] = ()
    reviewer: str | None = None
    proposers: tuple[str, ...] = field(default=())


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def rows_of_part(part: int) -> dict[str, Row]:
    return {row.command: row for row in rows() if row.part == part}


def only_in_later_parts(fact: str) -> bool:
    """Whether no row of part 1 makes this fact by itself."""
    return not any(fact in row.facts for row in rows() if row.part == 1)


def offered(state: str, person: Person, case: Case) -> set[str]:
    """The commands of part 1 that state, role and relation allow; guards are not asked."""
    return {
        row.command
        for row in rows_of_part(1).values()
        if state in row.states and _stands_right(row, person, case)
    }


def _stands_right(row: Row, person: Person, case: Case) -> bool:
    held = [(role, unit) for role, unit in person.roles if role in row.roles]
    units = {unit for _, unit in held}
    above_place = any(_covers(unit, case.place, case) for unit in units)
    if row.relation == "subtree":
        works = {unit for role, unit in held if role == "handler"}
        return above_place or any(_covers(u, h, case) for u in works for h in case.handling_units)
    if row.relation == "lead unit":
        return case.lead in units
    if row.relation == "lead unit or the task's unit":
        return not units.isdisjoint({case.lead, *case.task_units})
    if row.relation == "outside the handling units":
        named = case.reviewer == person.name and any(role == "reviewer" for role, _ in held)
        belongs = {person.home, *(unit for _, unit in person.roles)} & {*case.handling_units}
        worked = person.name in case.handling_people
        return (above_place or named) and not belongs and not worked
    if row.relation == "another person than the proposer":
        return above_place and set(case.proposers) != {person.name}
    raise ValueError(f"no reading of the relation {row.relation!r}")


def _covers(unit: str, place: str, case: Case) -> bool:
    return unit == place or unit in case.above[place]


def _row(line: dict[str, str]) -> Row:
    facts, _, added = line["facts"].partition("(+")
    states = re.sub(r"\([^)]*\)", "", line["from"])
    return Row(
        command=line["command"],
        states=tuple(s.strip() for s in states.split(";") if s.strip() != "-"),
        roles=tuple(line["role"].split("|")),
        relation=line["relation"],
        facts=tuple(re.findall(r"[A-Z]\w+", facts)),
        may_add=tuple(re.findall(r"[A-Z]\w+", added)),
        refusals=tuple(code for code in line["refusals"].split("|") if code),
        part=int(line["part"]),
    )
