"""Words for the shapes of answers, as JSON Schema: `record(id=ID, due=or_null(DAY))`.

A record has exactly these fields: the services are held to it by a test. Whoever reads an answer should be
tolerant all the same, because a later version may add to it.
"""

from collections.abc import Iterable
from typing import Any

from tools.reference.request_schema import DAY as DAY_PATTERN
from tools.reference.request_schema import MONTH as MONTH_PATTERN

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
ID: Shape = {"type": "string", "minLength": 1, "maxLength": 200}
DAY: Shape = {"type": "string", "format": "date", "pattern": DAY_PATTERN}
MONTH: Shape = {"type": "string", "pattern": MONTH_PATTERN}
INSTANT: Shape = {"type": "string", "format": "date-time"}
COUNT: Shape = {"type": "integer", "minimum": 0}
NUMBER: Shape = {"type": "number", "minimum": 0}
FLAG: Shape = {"type": "boolean"}
CURSOR: Shape = {"type": ["string", "null"], "maxLength": 400}
POSITION: Shape = {"type": "integer", "minimum": 0}


def record(optional: Iterable[str] = (), **fields: Shape) -> Shape:
    required = [name for name in fields if name not in set(optional)]
    return {
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": False,
    }


def items(of: Shape) -> Shape:
    return {"type": "array", "items": of}


def one_of(words: Iterable[str]) -> Shape:
    return {"type": "string", "enum": list(words)}


def or_null(shape: Shape) -> Shape:
    if "enum" in shape:
        shape = {**shape, "enum": [*shape["enum"], None]}
    kinds = shape.get("type")
    if kinds is None:
        return {"anyOf": [shape, {"type": "null"}]}
    return {**shape, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}


def mapping(of: Shape, words: Iterable[str] | None = None) -> Shape:
    """An object whose names are data."""
    names = {} if words is None else {"propertyNames": {"enum": list(words)}}
    return {"type": "object", "additionalProperties": of, **names}


def page(of: Shape, **more: Shape) -> Shape:
    """`next` is the cursor of the following page, null at the end; `total` counts all pages."""
    return record(items=items(of), next=CURSOR, total=COUNT, **more)


COMMAND = record(id=ID, version=COUNT, position=POSITION)
NOTHING = record()
