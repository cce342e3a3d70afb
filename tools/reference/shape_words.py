"""JSON Schema in words, short enough for a table."""

import json
from typing import Any

Json = dict[str, Any]
NAMES = {"string": "text", "boolean": "flag", "integer": "whole number", "number": "number"}
HUGE = 2**53 - 1
LINE = 90


def rows_of(schema: Json, path: str = "") -> list[tuple[str, str, str]]:
    """(field, type, what holds for it) of a request, those of its parts under dotted names."""
    rows = []
    required = set(schema.get("required", ()))
    for name, field in schema["properties"].items():
        inner, shown = _inside(field, f"{path}{name}")
        told = ["**required**"] if name in required else []
        told += _bounds(field) + ([_bounds_of_items(field)] if _bounds_of_items(field) else [])
        rows.append((f"`{path}{name}`", _kind(field), "; ".join(told)))
        if inner is not None:
            rows += rows_of(inner, shown)
    return rows


def said(shape: Json, indent: str = "") -> str:
    """A whole shape: `{id: text, due: day or null}`; a field a line where one line would be too long."""
    if "anyOf" in shape:
        return " or ".join(said(each, indent) for each in shape["anyOf"])
    kinds = _kinds(shape)
    words = [_said(kind, shape, indent) for kind in kinds if kind != "null"]
    return " or ".join([*words, *(["null"] if "null" in kinds else [])])


def _said(kind: str, shape: Json, indent: str) -> str:
    if kind == "object":
        return _object(shape, indent)
    if kind == "array":
        return f"[{said(shape['items'], indent)}, …]"
    if "const" in shape:
        return str(shape["const"])
    if "enum" in shape:
        return " | ".join(word for word in shape["enum"] if word is not None)
    return _kind(shape)


def _object(shape: Json, indent: str) -> str:
    if "properties" not in shape:
        values = shape.get("additionalProperties")
        return "{name: " + said(values, indent) + "}" if isinstance(values, dict) else "object"
    line = "{" + ", ".join(_fields(shape, "")) + "}"
    if len(line) <= LINE:
        return line
    deeper = indent + "  "
    return "{\n" + "".join(f"{deeper}{each}\n" for each in _fields(shape, deeper)) + indent + "}"


def _fields(shape: Json, indent: str) -> list[str]:
    required = set(shape["required"])
    return [
        f"{name}{'' if name in required else '?'}: {said(field, indent)}"
        for name, field in shape["properties"].items()
    ]


def _kinds(shape: Json) -> list[str]:
    kinds = shape.get("type", "object")
    return kinds if isinstance(kinds, list) else [kinds]


def _kind(shape: Json) -> str:
    kinds = [kind for kind in _kinds(shape) if kind != "null"]
    if "enum" in shape:
        return "code"
    if shape.get("format") == "date":
        return "day"
    if shape.get("format") == "date-time":
        return "instant"
    if kinds == ["array"]:
        return f"list of {_kind(shape['items'])}"
    return " or ".join(NAMES.get(kind, kind) for kind in kinds)


def _inside(field: Json, name: str) -> tuple[Json | None, str]:
    """The object within a field, and the path of its fields."""
    if "properties" in field:
        return field, f"{name}."
    if "properties" in field.get("items", {}):
        return field["items"], f"{name}[]."
    return None, ""


def _bounds(field: Json) -> list[str]:
    found = []
    if "enum" in field:
        found.append(", ".join(f"`{word}`" for word in field["enum"] if word is not None))
    if "maxLength" in field:
        found.append(f"{field['minLength']} to {field['maxLength']:,} characters")
    if "minItems" in field:
        found.append(f"{field['minItems']} to {field['maxItems']:,} items")
    if "minimum" in field and "string" not in _kinds(field):
        found.append(_range(field))
    if "default" in field:
        found.append(f"else `{json.dumps(field['default'])}`")
    if "description" in field:
        found.append(field["description"])
    elif "pattern" in field and field.get("format") != "date":
        found.append(f"`{field['pattern']}`")
    return found


def _bounds_of_items(field: Json) -> str:
    items = field.get("items", {})
    return f"each {'; '.join(_bounds(items))}" if _bounds(items) else ""


def _range(field: Json) -> str:
    low, high = field["minimum"], field["maximum"]
    return f"{low} or more" if high >= HUGE else f"{low} to {high:,}"
