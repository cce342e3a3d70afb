"""More words, a mistake put right, an accused party named: supplement, correct, mark_accused.

The person's own words are kept as said. Rules: docs/domain.md, issues.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from eventlog.errors import Invalid, Refused
from services.issues.act import Act
from services.issues.confidentiality import may_be_handled
from services.issues.evolve import evolve
from services.issues.facts import AccusedPartyNamed, IssueCorrected, IssueSupplemented
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.visibility import is_accused


@dataclass(frozen=True, kw_only=True)
class SupplementIssue:
    """`adds_reporter`: another person says the same, and gets a tracking code of their own."""

    text: str
    adds_reporter: bool = False
    occurred_on: date | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectIssue:
    reason: str | None = None
    kind: str | None = None
    category: str | None = None
    field: str | None = None
    unit: str | None = None
    occurred_on: date | None = None
    danger: bool | None = None
    verbatim: str | None = None


@dataclass(frozen=True, kw_only=True)
class MarkAccused:
    accused_units: tuple[str, ...] = ()
    accused_people: tuple[str, ...] = ()
    note: str | None = None


def supplement(issue: Issue, command: SupplementIssue, act: Act) -> list[IssueFact]:
    act.check_not_in_future(occurred_on=command.occurred_on)
    contact = {
        "contact_name": command.contact_name,
        "contact_phone": command.contact_phone,
        "contact_email": command.contact_email,
    }
    if not command.adds_reporter:
        given = {name: ["not_here"] for name, value in contact.items() if value is not None}
        if given:
            raise Invalid(given)
        name = "text" if act.reporter is None else "words"
        said: dict[str, Any] = {"reporter_id": act.reporter, name: command.text}
    elif act.reporter is not None:
        raise Invalid({"adds_reporter": ["choice"]})
    else:
        reachable = bool(command.contact_phone or command.contact_email)
        said = {"reporter_id": act.new_id, "words": command.text, **contact}
        said |= {"adds_reporter": True, "reachable": reachable}
    entry = act.entry(issue.issue_id)
    return [IssueSupplemented(**entry, **said, occurred_on=command.occurred_on)]


def correct(issue: Issue, command: CorrectIssue, act: Act) -> list[IssueFact]:
    """Raises Refused("verbatim_is_kept")."""
    if command.verbatim is not None:
        raise Refused("verbatim_is_kept")
    if command.category is not None and command.category not in act.categories:
        raise Invalid({"category": ["choice"]})
    if command.unit is not None and not act.units.exists(command.unit):
        raise Invalid({"unit": ["choice"]})
    act.check_not_in_future(occurred_on=command.occurred_on)
    changes: dict[str, Any] = {
        "kind": command.kind,
        "category": command.category,
        "field": command.field,
        "unit_id": command.unit,
        "occurred_on": command.occurred_on,
        "danger": command.danger,
    }
    if all(value is None for value in changes.values()):
        raise Invalid({"category": ["required"]})
    corrected = IssueCorrected(**act.entry(issue.issue_id), **changes, reason=command.reason)
    _check_handled("kind", issue, corrected, act)
    return [corrected]


def mark_accused(issue: Issue, command: MarkAccused, act: Act) -> list[IssueFact]:
    """Raises Refused("accused_already") when everybody named is accused already."""
    if not command.accused_units and not command.accused_people:
        raise Invalid({"accused_units": ["required"]})
    if not all(act.units.exists(unit) for unit in command.accused_units):
        raise Invalid({"accused_units": ["choice"]})
    if not all(act.directory.home(person) for person in command.accused_people):
        raise Invalid({"accused_people": ["choice"]})
    units = [unit for unit in command.accused_units if not is_accused(issue, unit, act.units)]
    people = [person for person in command.accused_people if person not in issue.accused_people]
    if not units and not people:
        raise Refused("accused_already")
    named = AccusedPartyNamed(
        **act.entry(issue.issue_id),
        accused_unit_ids=tuple(units),
        accused_person_ids=tuple(people),
        note=command.note,
    )
    _check_handled("accused_units" if units else "accused_people", issue, named, act)
    return [named]


def _check_handled(
    name: str, issue: Issue, fact: IssueCorrected | AccusedPartyNamed, act: Act
) -> None:
    """What nobody could see any more would be lost. Raises Invalid for the field that hides it."""
    after = evolve(issue, fact, act.now)
    if after.is_confidential and not may_be_handled(after, act):
        raise Invalid({name: ["use_legal_channel"]})
