"""A request's marshmallow schema as JSON Schema (2020-12): types, bounds and allowed values.

A library for this reads marshmallow's validators; our fields bound themselves (services/kernel/schema_fields.py).
JSON Schema sees text before it is stripped: it refuses " A1 " for an identifier, which the service takes.
"""

from typing import Any

from marshmallow import fields as ma
from marshmallow import missing

from services.kernel import schema_fields as fields
from services.kernel.schema import Schema

Json = dict[str, Any]
IDENTIFIER = "an identifier"
DAY = r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
CURSOR = r"^[A-Za-z0-9][A-Za-z0-9._:@/+=-]*$"

# Kinds of field that services define themselves, by name: what their base does not say.
OF_SERVICES: dict[str, Json] = {
    "Month": {"pattern": MONTH, "description": "`YYYY-MM`"},
    "Uuid": {"format": "uuid", "description": "a UUID"},
    "CategoryCode": {"pattern": "^[a-z][a-z_]*$", "description": "of a category"},
    "Phone": {"pattern": r"^\+?[0-9]([ -]?[0-9]){6,14}$", "description": "7 to 15 digits"},
    "Email": {"description": "an e-mail address"},
    "Typed": {"minLength": 0, "description": "blank counts as absent"},
    "Cell": {"minLength": 0},
    "Digest": {"minLength": 0},
    "AsOf": {
        "type": ["string", "integer"],
        "minimum": 0,
        "maximum": fields.MAX_COUNT,
        "description": "a position, a day (its end), or an instant with an offset",
    },
}


def json_schema(schema: Schema) -> Json:
    """`{"type": "object", "properties": …, "required": […], "additionalProperties": false}`."""
    required = [name for name, field in schema.fields.items() if field.required]
    return {
        "type": "object",
        "properties": {name: of_field(field) for name, field in schema.fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def of_field(field: ma.Field[Any]) -> Json:
    """One field; an optional one may also be null, which counts as absent."""
    found = _typed(field) | OF_SERVICES.get(type(field).__name__, {})
    if field.required:
        return found
    if field.load_default not in (None, missing):
        found["default"] = field.load_default
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    kinds = found["type"] if isinstance(found["type"], list) else [found["type"]]
    return {**found, "type": [*kinds, "null"]}


def _typed(field: ma.Field[Any]) -> Json:
    match field:
        case fields.Code():
            return {"type": "string", "enum": list(field.choices)}
        case fields.Content():
            encoding = {"contentEncoding": "base64", "minLength": 1, "maxLength": field.longest}
            return {"type": "string", **encoding}
        case fields.Day():
            return {"type": "string", "format": "date", "pattern": DAY}
        case fields.Flag():
            return {"type": "boolean"}
        case fields.Count():
            return {"type": "integer", "minimum": field.min, "maximum": field.max}
        case fields.Quantity():
            return {"type": "number", "minimum": field.min, "maximum": field.max}
        case fields.Items():
            bounds = {"minItems": field.min, "maxItems": field.max}
            return {"type": "array", "items": of_field(field.inner), **bounds}
        case fields.Nested():
            return json_schema(field.schema)  # type: ignore[arg-type]
        case fields.Positions():
            position = {"type": "integer", "minimum": 0, "maximum": fields.MAX_COUNT}
            return {
                "type": "object",
                "additionalProperties": position,
                "maxProperties": 10,
                "description": "`{service: position}` that the answer must have seen",
            }
        case fields.Text():
            return _text(field)
    raise TypeError(f"{type(field).__name__} has no JSON Schema yet")


def _text(field: fields.Text) -> Json:
    found: Json = {"type": "string", "minLength": field.min, "maxLength": field.max}
    if isinstance(field, fields.Cursor):
        is_identifier = isinstance(field, fields.Identifier)
        found["pattern"] = CURSOR
        found["description"] = IDENTIFIER if is_identifier else "`next` of the page before"
    return found
