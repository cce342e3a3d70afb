"""What can be wrong with a request, field by field, read from the schema that the method declares.

for fault in faults(Assign(), request):
    fault.request          # the valid request, spoiled in one place
    fault.told             # how Invalid names that place: ("due", "date")
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from services.campaign.schemas import Cell
from services.kernel import schema_fields as kinds
from services.kernel.facts_after import Digest
from services.kernel.schema import MAX_DEPTH, WHOLE
from services.reports.schemas import AsOf
from services.visits.schemas import Typed

Path = tuple[str | int, ...]
Wrong = tuple[str, Any, str]  # what it is called, the value, the code that answers it

A_MEGABYTE = "长" * 2**18 + "x" * 2**18  # of UTF-8
NOTHING_SHOWN = [("an empty text", "", "blank"), ("white space", " \t\n\u3000", "blank")]
TEXTS = [
    ("characters without a width", "\u200b\ufeff", "blank"),
    ("NUL", "a\0b", "character"),
    ("a bell", "a\x07b", "character"),
    ("an escape sequence", "a\x1b[31mb", "character"),
    ("a C1 control", "a\x9bb", "character"),
    ("half of a surrogate pair", "a\ud83db", "character"),
    ("the other half first", "a\ude00\ud83db", "character"),
    ("an override of the reading order", "a\u202eb", "character"),
    ("an isolate", "a\u2066b", "character"),
    ("a megabyte", A_MEGABYTE, "length"),
]
NUMBERS = [
    ("below the least", -1, "range"),
    ("far below", -(10**30), "range"),
    ("above what JSON keeps", 2**53, "range"),
    ("a hundred digits", 10**100, "range"),
]
VALUES: dict[type, Any] = {str: "x", int: 7, float: 1.5, bool: True, list: [], dict: {}}
POSITIONS: list[Wrong] = [
    ("a position as a text", {"issues": "1"}, "type"),
    ("a position below zero", {"issues": -1}, "range"),
    ("a position that is a flag", {"issues": True}, "type"),
    ("no position", {"issues": None}, "required"),
    ("a service with NUL in its name", {"a\0": 1}, "character"),
    ("eleven services", {f"s{n}": 1 for n in range(11)}, "length"),
]


@dataclass(frozen=True)
class Fault:
    """`at` is the path that the answer names, `code` the word that it says of it."""

    name: str
    request: Any
    at: str
    code: str


def faults(schema: ma.Schema, request: dict[str, Any]) -> Iterator[Fault]:
    yield from _of_the_whole(schema, request)
    for path, field in _fields(schema, ()):
        for name, value, code in wrong_values(field):
            spoiled = put(request, path, value)
            at = WHOLE if code == "depth" else ".".join(map(str, path))
            yield Fault(name, spoiled, at, code)


def identifiers(schema: ma.Schema) -> Iterator[Path]:
    """Where the request may name something by its id, save for the command's own."""
    for path, field in _fields(schema, ()):
        if isinstance(field, kinds.Identifier) and path != ("command_id",):
            yield path


def wrong_values(field: ma.fields.Field[Any]) -> Iterator[Wrong]:
    for kind, value in VALUES.items():
        if kind not in _kinds(field):
            yield f"a {kind.__name__}", value, "type"
    if field.required:
        yield "null", None, "required"
    yield "nesting", nested(MAX_DEPTH + 1), "depth"
    yield "a thousand levels", nested(1000), "depth"
    if isinstance(field, kinds.Code):
        yield from ((name, value, "choice") for name, value, _ in (*NOTHING_SHOWN, *TEXTS))
        yield "no word of it", "☃", "choice"
    elif isinstance(field, kinds.Content):
        yield "nothing", "", "blank"
        yield from ((name, value, "base64") for name, value, _ in TEXTS)
        yield "too many bytes", "A" * (field.longest + 4), "file_size"
        yield "a file of another kind", "AAAA", "file_type"
    elif isinstance(field, kinds.Day):
        yield from ((name, value, "date") for name, value, _ in (*NOTHING_SHOWN, *TEXTS))
        yield from ((day, day, "date") for day in ("2026-02-30", "1999-12-31", "2026-1-1", "明天"))
    elif isinstance(field, kinds.Text):
        yield from _texts(field)
    elif isinstance(field, kinds.Count | kinds.Quantity):
        yield from _numbers(field)
    elif isinstance(field, kinds.Positions):
        yield from POSITIONS
    elif isinstance(field, kinds.Items):
        yield "too many", [VALUES[str]] * (field.max + 1), "length"


def put(request: Any, path: Path, value: Any) -> Any:
    """A copy of the request with `value` at `path`; what is missing on the way is made."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(request or [None])
        items[step] = put(items[step], rest, value)
        return items
    return {**(request or {}), step: put((request or {}).get(step), rest, value)}


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


def _of_the_whole(schema: ma.Schema, request: dict[str, Any]) -> Iterator[Fault]:
    for name, value in {
        **{k.__name__: v for k, v in VALUES.items() if k is not dict},
        "null": None,
    }.items():
        yield Fault(f"not an object but {name}", value, WHOLE, "type")
    yield Fault("an unknown field", {**request, "no_such_field": 1}, "no_such_field", "unknown")
    yield Fault("a field with NUL in its name", {**request, "a\0b": 1}, "?", "unknown")
    yield Fault("half of a surrogate pair as a name", {**request, "\ud83d": 1}, "?", "unknown")
    yield Fault("a megabyte as a name", {**request, A_MEGABYTE: 1}, "?", "unknown")
    for name, field in schema.fields.items():
        if field.required:
            rest = {key: value for key, value in request.items() if key != name}
            yield Fault(f"without {name}", rest, name, "required")


def _fields(schema: ma.Schema, above: Path) -> Iterator[tuple[Path, ma.fields.Field[Any]]]:
    """Every field, those of the parts below it included; of a list its first item."""
    for name, field in schema.fields.items():
        path: Path = (*above, name)
        yield path, field
        if isinstance(field, kinds.Items):
            path, field = (*path, 0), field.inner
            yield path, field
        if isinstance(field, kinds.Nested):
            yield from _fields(field.schema, path)


def _kinds(field: ma.fields.Field[Any]) -> set[type]:
    """The kinds of JSON value that may be right for the field."""
    for kind, right in {
        AsOf: {str, int},
        kinds.Text: {str},
        kinds.Code: {str},
        kinds.Content: {str},
        kinds.Day: {str},
        kinds.Flag: {bool},
        kinds.Count: {int},
        kinds.Quantity: {int, float},
        kinds.Items: {list},
        kinds.Positions: {dict},
        kinds.Nested: {dict},
    }.items():
        if isinstance(field, kind):
            return right
    raise TypeError(f"say in faults.py what is wrong for a {type(field).__name__}")


def _texts(field: ma.fields.Field[Any]) -> Iterator[Wrong]:
    blank_is_absent = isinstance(field, Typed | Cell)
    for name, value, code in NOTHING_SHOWN:
        if not blank_is_absent and not (isinstance(field, Digest) and value == ""):
            yield name, value, code
    yield from TEXTS
    if isinstance(field, kinds.Cursor):
        for text in ("民情", "a b", "../../etc/passwd", "-- x", "<x>", "a\nb"):
            yield repr(text), text, "pattern"
    if isinstance(field, AsOf):
        yield from NUMBERS


def _numbers(field: kinds.Count | kinds.Quantity) -> Iterator[Wrong]:
    yield from NUMBERS if isinstance(field, kinds.Count) else ()
    yield "one below the least", field.min - 1, "range"
    yield "more than the most", field.max * 10, "range"
    yield "four hundred digits", 10**400, "range"
