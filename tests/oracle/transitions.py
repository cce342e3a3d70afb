"""The table of commands as a plain reading of `tests/golden/transitions.csv`; shares no code with services/.

It answers what a row says, and what becomes of a command by its row: the person does not see the issue, has not the
role or relation, comes in the wrong state, or may go on (`OPEN`: the row's own refusals are left).
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parents[1] / "golden" / "transitions.csv"
UNSEEN, FORBIDDEN, NOT_IN_STATE, OPEN = "not_found", "forbidden", "not_in_state", "open"
RESIDENT, CLOCK, LEADER, HOLDER = "resident code", "clock", "leader position", "holder"
LEADING = ("principal_leader", "leadership_member")
SEEING_BELOW = ("office", "reviewer", "supervisor", "publisher", "handler", "unit_head", "visitor")
SEEING_THEIR_WORK = ("handler", "unit_head", "visitor")


@dataclass(frozen=True)
class Row:
    command: str
    states: tuple[str, ...]  # empty: the command makes the issue
    to: str
    roles: tuple[str, ...]
    relation: str
    facts: tuple[str, ...]
    may_add: tuple[str, ...]
    refusals: tuple[str, ...]
    part: int


@dataclass(frozen=True)
class Person:
    """`roles` are (role, unit); `home` is the unit the person belongs to. `code`: a resident with the tracking code
    of that reporter. `is_clock`: the service's own clock."""

    name: str
    home: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    position: str = ""
    code: str = ""
    is_clock: bool = False

    @property
    def units(self) -> set[str]:
        return {self.home, *(unit for _, unit in self.roles)} - {""}

    def units_of(self, *roles: str) -> set[str]:
        return {unit for role, unit in self.roles if role in roles}


@dataclass(frozen=True)
class Case:
    """What the relations are about. `above` holds a unit's ancestors, nearest first. `named`: who is to review by the
    command; `other_place`: of the issue that this one is merged into."""

    place: str
    state: str
    above: dict[str, tuple[str, ...]]
    reported_by: str = ""
    reported_home: str = ""
    reporters: tuple[str, ...] = ()
    lead: str | None = None
    task_units: tuple[str, ...] = ()
    handling_units: tuple[str, ...] = ()
    handling_people: tuple[str, ...] = ()
    reviewer: str | None = None
    proposers: tuple[str, ...] = ()
    rejecter: str = ""
    holder: str | None = None
    holding_unit: str | None = None
    is_confidential: bool = False
    other_place: str | None = None
    for_unit: bool = False
    named: Person | None = None


def rows() -> dict[str, Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {line["command"]: _row(line) for line in csv.DictReader(file)}


def codes() -> set[str]:
    """Every refusal that the table names."""
    return {code for row in rows().values() for code in row.refusals}


def destinations(row: Row, state: str, before_merge: str = "") -> set[str]:
    """The states in which the issue may be afterwards."""
    plain = re.sub(r"\([^)]*\)", "", row.to).replace("state before", before_merge)
    said = {word.strip() for word in plain.split(" or ")}
    stays = "same" in said or "stay" in row.to or "last" in row.to
    return (said - {"same"}) | ({state} if stays else set())


def verdict(row: Row, person: Person, case: Case) -> str:
    """In the order in which a command is refused: seen, role and relation, state."""
    if not _sees(person, case):
        return UNSEEN
    refusal = _RELATIONS[row.relation](row, person, case)
    if refusal:
        return refusal
    return OPEN if case.state in row.states else NOT_IN_STATE


def offered(person: Person, case: Case) -> set[str]:
    """The commands that state, role and relation allow; guards are not asked."""
    return {row.command for row in rows().values() if verdict(row, person, case) == OPEN}


def _sees(person: Person, case: Case) -> bool:
    if person.code:
        return person.code in case.reporters
    if person.is_clock:
        return True
    trusted = _is_above(person, ("confidential_handler",), case)
    if case.is_confidential and not trusted:
        return False
    return (
        case.is_confidential
        or person.name in (case.reported_by, case.reviewer)
        or _is_above(person, SEEING_BELOW, case)
        or _works_on_it(person, SEEING_THEIR_WORK, case)
    )


def _is_above(person: Person, roles: tuple[str, ...], case: Case, place: str = "") -> bool:
    """One of the roles is held in the unit of the place or above it."""
    return any(_covers(unit, place or case.place, case) for unit in person.units_of(*roles))


def _works_on_it(person: Person, roles: tuple[str, ...], case: Case) -> bool:
    held = person.units_of(*roles)
    return any(_covers(mine, unit, case) for mine in held for unit in case.handling_units)


def _covers(unit: str, place: str, case: Case) -> bool:
    return unit == place or unit in case.above[place]


def _had_a_hand(person: Person, case: Case) -> bool:
    return person.name in case.handling_people or bool(person.units & {*case.handling_units})


def _unless(is_right: bool) -> str:
    return "" if is_right else FORBIDDEN


# Each reading answers "" where the person stands right, else how they are refused.


def _subtree(row: Row, person: Person, case: Case) -> str:
    """A handler's subtree holds what their units handle, too."""
    if CLOCK in row.roles and person.is_clock:
        return ""
    workers = ("handler",) if "handler" in row.roles else ()
    return _unless(_is_above(person, row.roles, case) or _works_on_it(person, workers, case))


def _reporter_or_subtree(row: Row, person: Person, case: Case) -> str:
    has_role = bool(person.units_of(*row.roles))
    took_it_down = has_role and person.name == case.reported_by
    return "" if person.code or took_it_down else _subtree(row, person, case)


def _wish(row: Row, person: Person, case: Case) -> str:
    return "" if person.code else _unless(_is_above(person, row.roles, case))


def _office_or_reporting_unit(row: Row, person: Person, case: Case) -> str:
    of_that_unit = case.state == "reported" and case.reported_home in person.units_of(*row.roles)
    return _unless(_is_above(person, ("office",), case) or of_that_unit)


def _another_than_the_proposer(row: Row, person: Person, case: Case) -> str:
    if not _is_above(person, row.roles, case):
        return FORBIDDEN
    proposers = {case.rejecter} - {""} if row.command == "reject" else {*case.proposers}
    return "second_person" if proposers == {person.name} else ""


def _subtree_of_both(row: Row, person: Person, case: Case) -> str:
    both = (case.place, case.other_place or case.place)
    return _unless(all(_is_above(person, row.roles, case, place) for place in both))


def _never_a_handling_unit(row: Row, person: Person, case: Case) -> str:
    if person.code:
        return ""
    if not _is_above(person, row.roles, case):
        return FORBIDDEN
    return "handling_unit_cannot_withdraw" if _had_a_hand(person, case) else ""


def _lead_unit(row: Row, person: Person, case: Case) -> str:
    return _unless(case.lead is not None and case.lead in person.units_of(*row.roles))


def _lead_or_task_unit(row: Row, person: Person, case: Case) -> str:
    return _unless(bool(person.units_of(*row.roles) & {case.lead, *case.task_units}))


def _outside(row: Row, person: Person, case: Case) -> str:
    named = case.reviewer == person.name and bool(person.units_of("reviewer"))
    if not _is_above(person, row.roles, case) and not named:
        return FORBIDDEN
    code = "caller_handled_it" if row.command == "record_callback" else "closer_handled_it"
    return code if _had_a_hand(person, case) else ""


def _subtree_naming_somebody(row: Row, person: Person, case: Case) -> str:
    if not _is_above(person, row.roles, case):
        return FORBIDDEN
    return "reviewer_handles_it" if case.named and _had_a_hand(case.named, case) else ""


def _by_code(_row: Row, person: Person, _case: Case) -> str:
    return _unless(bool(person.code))


def _self_or_own_unit(_row: Row, person: Person, case: Case) -> str:
    for_self = person.position in LEADING and not case.for_unit
    return _unless(for_self or bool(person.units_of("unit_head")))


def _self_or_subtree(_row: Row, person: Person, case: Case) -> str:
    holds_it = person.name == case.holder or (
        case.holder is None and case.holding_unit in person.units_of("unit_head")
    )
    return _unless(holds_it or _is_above(person, ("office",), case))


_RELATIONS: dict[str, Callable[[Row, Person, Case], str]] = {
    "reporter or subtree": _reporter_or_subtree,
    "office or reporter's unit while reported": _office_or_reporting_unit,
    "subtree": lambda row, person, case: (
        _subtree_naming_somebody if row.command == "designate_reviewer" else _subtree
    )(row, person, case),
    "another person than the proposer": _another_than_the_proposer,
    "on the person's wish": _wish,
    "subtree of both": _subtree_of_both,
    "never a handling unit": _never_a_handling_unit,
    "lead unit": _lead_unit,
    "lead unit or the task's unit": _lead_or_task_unit,
    "outside the handling units": _outside,
    "reporter": _by_code,
    "self or own unit": _self_or_own_unit,
    "self or subtree": _self_or_subtree,
    # Those that make an issue have no state to come in: given/when/then in tests/unit/issues/test_issue_intake.py.
    "any": lambda _row, _person, _case: FORBIDDEN,
    "own unit": lambda _row, _person, _case: FORBIDDEN,
}


def _row(line: dict[str, str]) -> Row:
    facts, _, added = line["facts"].partition("(+")
    states = re.sub(r"\([^)]*\)", "", line["from"])
    return Row(
        command=line["command"],
        states=tuple(s.strip() for s in states.split(";") if s.strip() != "-"),
        to=line["to"],
        roles=tuple(line["role"].split("|")),
        relation=line["relation"],
        facts=tuple(re.findall(r"[A-Z]\w+", facts)),
        may_add=tuple(re.findall(r"[A-Z]\w+", added)),
        refusals=tuple(code for code in line["refusals"].split("|") if code),
        part=int(line["part"]),
    )
