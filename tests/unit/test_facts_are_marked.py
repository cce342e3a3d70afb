"""Every text field of every fact says what kind of text it holds: nothing personal can be added unsealed."""

import dataclasses
import typing
from datetime import date, datetime

import pytest

import services.campaign.facts
import services.issues.facts
import services.reports.facts
import services.visits.facts
from eventlog.fact import CODE, IDENTIFIER, PUBLIC_TEXT, SEALED, Fact, fact_types, sealed_fields

FACTS = fact_types(
    services.campaign.facts, services.visits.facts, services.issues.facts, services.reports.facts
)
WITHOUT_TEXT = {int, float, bool, date, datetime, type(None)}
IN_CLEAR = {
    "UnitRegistered.name",  # the name of a unit
    "PublicTextApproved.text",  # approved by a second person
    "ObjectionAnswered.text",  # the same
}


def leaves(hint: object) -> set[object]:
    inner = [part for part in typing.get_args(hint) if part is not Ellipsis]
    return set().union(*(leaves(part) for part in inner)) if inner else {hint}


def fields() -> list[tuple[type[Fact], dataclasses.Field]]:  # type: ignore[type-arg]
    return [(kind, field) for kind in FACTS.values() for field in dataclasses.fields(kind)]


def name(kind: type[Fact], field: dataclasses.Field) -> str:  # type: ignore[type-arg]
    return f"{kind.__name__}.{field.name}"


def test_there_are_facts_to_walk() -> None:
    assert {
        "UnitRegistered",
        "VisitRecorded",
        "ProblemRaised",
        "IssueReported",
        "IssueClosed",
    } <= FACTS.keys()


@pytest.mark.parametrize(
    ("kind", "field"), fields(), ids=lambda value: getattr(value, "name", None)
)
def test_a_field_that_can_hold_text_is_marked(kind: type[Fact], field: dataclasses.Field) -> None:  # type: ignore[type-arg]
    hint = typing.get_type_hints(kind)[field.name]
    if leaves(hint) <= WITHOUT_TEXT:
        return
    assert field.metadata.get("mark") in {IDENTIFIER, CODE, PUBLIC_TEXT, SEALED}, name(kind, field)


def test_text_in_clear_is_only_what_two_persons_approved_or_a_unit_is_called() -> None:
    in_clear = {name(k, f) for k, f in fields() if f.metadata.get("mark") == PUBLIC_TEXT}
    assert in_clear == IN_CLEAR


@pytest.mark.parametrize("kind", FACTS.values(), ids=lambda kind: kind.__name__)
def test_the_subject_of_a_sealed_field_is_an_identifier_of_the_same_fact(kind: type[Fact]) -> None:
    marks = {field.name: field.metadata.get("mark") for field in dataclasses.fields(kind)}
    assert all(marks[subject] == IDENTIFIER for subject in sealed_fields(kind).values())
