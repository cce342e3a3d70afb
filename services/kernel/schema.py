"""What may come in: strict marshmallow schemas that answer with codes, never with text.

    class SignFor(CommandSchema):
        issue_id = Identifier(required=True)
        note = Text(max=500)                     # optional: absent and null both load as None

    fields = SignFor().check(request)            # a dict, or Invalid({"note": ["length"]})

marshmallow is lenient by default ("7" is an Int, "yes" a Bool, blank and NUL are strings); the
fields here are not. Errors of nested fields are flat: `problems.0.verbatim`. No value of the
request is ever in an error.
"""

import re
from collections.abc import Iterator
from typing import Any

import marshmallow as ma

from eventlog.errors import Invalid
from services.kernel.schema_fields import Count, Cursor, Identifier, Positions

WHOLE = "request"  # the name under which an error of the request as a whole stands
MAX_DEPTH = 8
MAX_ERRORS = 50
_FIELD_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}|[0-9]{1,6}")


class Schema(ma.Schema):
    """The base of every request's schema: an unknown field is refused."""

    error_messages = {  # noqa: RUF012 (as marshmallow declares it)
        "unknown": "unknown",
        "type": "type",
    }

    class Meta:
        unknown = ma.RAISE

    def check(self, request: Any) -> dict[str, Any]:
        """The request's fields, each optional one as None or its default. Raises Invalid."""
        if not isinstance(request, dict):
            raise Invalid({WHOLE: ["type"]})
        # Before marshmallow and json recurse into it: nesting is bounded here, without recursion.
        if _is_deeper_than(request, MAX_DEPTH):
            raise Invalid({WHOLE: ["depth"]})
        try:
            return self.load(request)
        except ma.ValidationError as error:
            found = list(_flat(error.messages, ()))
            raise Invalid(dict(found[:MAX_ERRORS])) from None


class CommandSchema(Schema):
    """A command: its id makes it idempotent; `expected_version` is the version the caller saw."""

    command_id = Identifier(required=True)
    expected_version = Count()


class QuerySchema(Schema):
    """A query: `at_least={service: position}` waits until the reader has passed those positions."""

    at_least = Positions()


class PageSchema(QuerySchema):
    """A query for a page of a list: `after` is the `next` of the page before."""

    after = Cursor(max=400)
    limit = Count(min=1, max=200, load_default=20)


def _is_deeper_than(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [item for parent in level for item in _children(parent)]
        if not level:
            return False
    return True


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _flat(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """`{"a": {0: {"b": ["type"]}}}` -> ("a.0.b", ["type"])."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _flat(inner, path if name == ma.exceptions.SCHEMA else (*path, _name(name)))
    else:
        yield ".".join(path) or WHOLE, list(messages)


def _name(name: Any) -> str:
    """For an error: the name of an unknown field is the sender's text, so only plain ones pass."""
    return str(name) if _FIELD_NAME.fullmatch(str(name)) else "?"
