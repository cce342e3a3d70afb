"""Facts as JSON Schema: the payload of each fact class, sealed fields as the envelopes that travel."""

import dataclasses
import types
import typing
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from eventlog.fact import SEALED, Fact, fact_types
from eventlog.seal import ALGORITHM
from minqing.registry import SERVICES
from tools.reference.shapes import DAY, FLAG, INSTANT, TEXT, Shape, items, or_null, record

# The services that own a log, and where their facts are.
OWNERS = {
    service: import_module(f"services.{service}.facts")
    for service in SERVICES
    if find_spec(f"services.{service}.facts")
}
SEALED_WORDS: Shape = {
    **record(
        alg={"type": "string", "const": ALGORITHM}, key_id=TEXT, field=TEXT, nonce=TEXT, text=TEXT
    ),
    "additionalProperties": True,
}
PLAIN: dict[Any, Shape] = {
    str: TEXT,
    bool: FLAG,
    int: {"type": "integer"},
    float: {"type": "number"},
    date: DAY,
    datetime: INSTANT,
}


def facts_of(service: str) -> dict[str, type[Fact]]:
    """The facts that a service appends, by name, without the base classes that it imports."""
    return fact_types(OWNERS[service])


def data_schema(kind: type[Fact]) -> Shape:
    """What `data` of this fact holds. A later version may add fields: readers ignore what they do not know."""
    hints = typing.get_type_hints(kind)
    fields = {field.name: _field(hints[field.name], field) for field in dataclasses.fields(kind)}
    return {**record(**fields), "required": _required(kind), "additionalProperties": True}


def data_on_the_wire(service: str, kind: type[Fact]) -> Shape:
    """Of a confidential issue the whole data travels as one envelope."""
    if service != "issues":
        return data_schema(kind)
    sealed = record(sealed={"$ref": "#/components/schemas/SealedWords"})
    concealed = {**sealed, "description": "of a confidential issue: nothing but one envelope"}
    return {"anyOf": [data_schema(kind), concealed]}


def purpose_of(kind: type[Fact]) -> str:
    """Its docstring; empty where there is only the signature that a dataclass writes by itself."""
    words = " ".join((kind.__doc__ or "").split())
    return "" if words.startswith(f"{kind.__name__}(") else words


def mark_of(field: "dataclasses.Field[Any]") -> str:
    """identifier, code, public_text or sealed; empty for a number, a flag or a day."""
    return str(field.metadata.get("mark", ""))


def _required(kind: type[Fact]) -> list[str]:
    """Fields without a default: one that was added later has a default, and older facts lack it."""
    missing = dataclasses.MISSING
    return [f.name for f in dataclasses.fields(kind) if f.default is missing]


def _field(hint: Any, field: "dataclasses.Field[Any]") -> Shape:
    if mark_of(field) == SEALED:
        return {
            "anyOf": [{"$ref": "#/components/schemas/SealedWords"}, {"type": "null"}],
            "description": f"sealed with the key of `{field.metadata['subject']}`",
        }
    shape = _of_hint(hint)
    return {**shape, "description": mark_of(field)} if mark_of(field) else shape


def _of_hint(hint: Any) -> Shape:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (inner,) = [each for each in typing.get_args(hint) if each is not types.NoneType]
        return or_null(_of_hint(inner))
    if typing.get_origin(hint) is tuple:
        return items(_of_hint(typing.get_args(hint)[0]))
    return PLAIN[hint]
