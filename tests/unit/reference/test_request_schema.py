"""The JSON Schema of a request agrees with the marshmallow schema that it was made from."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from marshmallow import ValidationError
from marshmallow import fields as ma

from services.kernel.schema import Schema
from tools.reference.methods import all_methods
from tools.reference.request_schema import json_schema, of_field

ODD: list[Any] = [
    *(None, True, False, 0, 1, -1, 3.5, 10**13, 2**53, "", " ", "x", "x" * 25_000, [], {}, ["x"]),
    *("2026-11-24", "2026-13-01", "1999-01-01", "2026-11", "2026-13", "2026-11-24T08:00:00+08:00"),
    *("A1", "-a", "a b", "power_and_lighting", "Power", "needs", "solved", "盏", "E-1", "a" * 101),
    *("13900000001", "+86 139-0000-0001", "12", "a@b.example", "a@b", "x@y@z.example"),
    *("8f0d1c1e-5b1e-4c53-9d0c-0f1f2a3b4c5d", "not-a-uuid", {"issues": 3}, {"issues": -1}),
    *({"x": 1}, [{"x": 1}], [None], ["needs"], ["needs", "needs"], "\x00", "‮", "中文"),
]
# What a service refuses of a text beyond its JSON Schema: characters, and numbers and words with a meaning.
BEYOND = {"character", "blank", "pattern", "date", "phone_shape", "email_shape", "choice", "base64"}


def fields() -> dict[str, ma.Field[Any]]:
    """One of each kind of field with each set of bounds, by the place where it was found first."""
    found: dict[str, ma.Field[Any]] = {}
    for method in all_methods().values():
        for path, field in walk(method.schema(), method.key):
            shape = (type(field).__name__, repr(of_field(field)))
            found.setdefault(repr(shape), field).metadata.setdefault("path", path)
    return {str(field.metadata["path"]): field for field in found.values()}


def walk(schema: Schema, path: str) -> Any:
    for name, field in schema.fields.items():
        yield f"{path}.{name}", field
        inner = getattr(field, "inner", field)
        if isinstance(inner, ma.Nested):
            yield from walk(inner.schema, f"{path}.{name}")  # type: ignore[arg-type]


FIELDS = fields()


@pytest.mark.parametrize("path", FIELDS)
def test_both_take_and_refuse_the_same_values(path: str) -> None:
    field = FIELDS[path]
    validator = Draft202012Validator(of_field(field))
    for value in ODD:
        codes = refusals(field, value)
        if not codes:
            assert validator.is_valid(value) or value != tidy(value), value
        elif not codes & BEYOND:
            assert not validator.is_valid(value), (value, codes)


@given(st.sampled_from(sorted(FIELDS)), st.one_of(st.text(max_size=40), st.integers(), st.floats()))
@settings(max_examples=60, deadline=None)
def test_what_the_service_takes_the_json_schema_takes(path: str, value: Any) -> None:
    field = FIELDS[path]
    if not refusals(field, value) and value == tidy(value):
        assert Draft202012Validator(of_field(field)).is_valid(value)


def test_an_unknown_field_is_refused_and_a_required_one_demanded() -> None:
    schema = json_schema(all_methods()["issues.close"].schema())
    closing = {"command_id": "c", "id": "i", "outcome": "solved"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid(closing)
    assert not validator.is_valid({**closing, "score": 1})
    assert not validator.is_valid({"command_id": "c", "id": "i"})


def refusals(field: ma.Field[Any], value: Any) -> set[str]:
    try:
        field.deserialize(value)
    except ValidationError as error:
        return set(flat(error.messages))
    return set()


def flat(messages: Any) -> list[str]:
    if isinstance(messages, dict):
        return [code for inner in messages.values() for code in flat(inner)]
    return list(messages)


def tidy(value: Any) -> Any:
    """JSON Schema judges a text before the service has stripped it."""
    return value.strip() if isinstance(value, str) else value
