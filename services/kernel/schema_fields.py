"""The kinds of field a request may have. Each is strict, bounded, and names its fault by a code.

Codes: required, type, blank, character, length, pattern, choice, date, range, base64, file_size (and unknown,
depth of schema.py).
An optional field that is absent or null loads as None, unless it has a `load_default`.
"""

import base64
import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, missing

from services.kernel.personal_number import is_personal_number

MAX_COUNT = 2**53 - 1  # above it JSON readers lose digits
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/+=-]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Control characters other than tab and line ends; those that turn the order of what is read (another text is then
# approved than was seen); halves of surrogate pairs, which cannot be stored.
_FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_DRAWN_AS_NOTHING = "\u115f\u1160\u3164\uffa0"  # letters, for Unicode


class _Strict(fields.Field[Any]):
    """Codes for text, null for absent, and one method that reads a value."""

    def __init__(self, *args: Any, **kwargs: Any):
        if not kwargs.get("required"):
            kwargs.setdefault("load_default", None)
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "required": "required",
            "null": "required",
            "invalid": "type",
            "type": "type",
        }

    def deserialize(self, value: Any, attr: Any = None, data: Any = None, **kwargs: Any) -> Any:
        absent = value is None and not self.required
        return super().deserialize(missing if absent else value, attr, data, **kwargs)


class _Plain(_Strict):
    """A field whose value is read by itself, without its neighbours."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002 (marshmallow's signature)
        return self.read(value)

    def read(self, value: Any) -> Any:
        raise NotImplementedError


class Text(_Plain, fields.String):
    """Words of a person: stripped, not blank, at most `max` characters."""

    def __init__(self, *, max: int = 2000, min: int = 1, **kwargs: Any):
        super().__init__(**kwargs)
        self.max, self.min = max, min

    def read(self, value: Any) -> str:
        _demand(isinstance(value, str), "type")
        _demand(not _FORBIDDEN_CHARACTERS.search(value), "character")
        _demand(_shows(value), "blank")
        text = self.stripped(value)
        _demand(self.min <= len(text) <= self.max, "length")
        return text

    def stripped(self, value: str) -> str:
        return value.strip()


class Secret(Text):
    """A password or a key: as typed, never stripped."""

    def stripped(self, value: str) -> str:
        return value


class Cursor(Text):
    """A place in a list, as an earlier page gave it: ASCII letters, digits and `. _ : @ / + = -`. Stored nowhere."""

    def __init__(self, *, max: int = 100, **kwargs: Any):
        super().__init__(max=max, **kwargs)

    def read(self, value: Any) -> str:
        text = super().read(value)
        _demand(_IDENTIFIER.fullmatch(text), "pattern")
        return text


class Identifier(Cursor):
    """An id, number or login: the same characters, and not what names a person, because it is kept in clear."""

    def read(self, value: Any) -> str:
        text = super().read(value)
        _demand(not is_personal_number(text), "pattern")
        return text


class Code(_Plain, fields.String):
    """A word of a closed vocabulary."""

    def __init__(self, choices: Collection[str], **kwargs: Any):
        super().__init__(**kwargs)
        self.choices = tuple(choices)

    def read(self, value: Any) -> str:
        _demand(isinstance(value, str), "type")
        _demand(value in self.choices, "choice")
        return value


class Content(_Plain, fields.String):
    """A file of at most `max` bytes, in base64 without line ends; loaded as bytes."""

    def __init__(self, *, max: int, **kwargs: Any):
        super().__init__(**kwargs)
        self.max = max

    def read(self, value: Any) -> bytes:
        _demand(isinstance(value, str), "type")
        _demand(value, "blank")
        _demand(len(value) <= self.longest, "file_size")
        try:
            content = base64.b64decode(value, validate=True)
        except ValueError:
            raise ValidationError("base64") from None
        _demand(len(content) <= self.max, "file_size")
        return content

    @property
    def longest(self) -> int:
        """Characters."""
        return (self.max + 2) // 3 * 4


class Day(_Plain, fields.Date):
    """A calendar day as `YYYY-MM-DD` of 2000 to 2099, loaded as a date."""

    def read(self, value: Any) -> date:
        _demand(isinstance(value, str), "type")
        _demand(_DAY.fullmatch(value), "date")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ValidationError("date") from None
        _demand(2000 <= day.year <= 2099, "date")
        return day


class Flag(_Plain, fields.Boolean):
    """true or false, nothing that resembles it."""

    def read(self, value: Any) -> bool:
        _demand(isinstance(value, bool), "type")
        return value


class Count(_Plain, fields.Integer):
    """A whole number."""

    def __init__(self, *, min: int = 0, max: int = MAX_COUNT, **kwargs: Any):
        super().__init__(strict=True, **kwargs)
        self.min, self.max = min, max

    def read(self, value: Any) -> int:
        _demand(isinstance(value, int) and not isinstance(value, bool), "type")
        _demand(self.min <= value <= self.max, "range")
        return value


class Quantity(_Plain, fields.Float):
    """A finite number: what was delivered, in some unit."""

    def __init__(self, *, min: float = 0, max: float = 1e12, **kwargs: Any):
        super().__init__(**kwargs)
        self.min, self.max = min, max

    def read(self, value: Any) -> float:
        _demand(isinstance(value, int | float) and not isinstance(value, bool), "type")
        # NaN fails both comparisons, and a huge int is refused before it could overflow a float.
        _demand(self.min <= value <= self.max, "range")
        return float(value)


class Nested(_Strict, fields.Nested):
    """A part with its own schema: `Nested(SolvedOnSpot)`."""


class Items(_Strict, fields.List):
    """A list of at most `max` items: `Items(Nested(Problem), max=20)`.

    The bound is judged before the items."""

    def __init__(self, inner: fields.Field[Any], *, max: int = 100, min: int = 0, **kwargs: Any):
        # An item that is null is a fault, not an absent field.
        inner.required, inner.allow_none, inner.load_default = True, False, missing
        super().__init__(inner, **kwargs)
        self.max, self.min = max, min

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[Any]:
        _demand(isinstance(value, list), "type")
        _demand(self.min <= len(value) <= self.max, "length")
        return super()._deserialize(value, attr, data, **kwargs)


class Positions(_Strict, fields.Dict):
    """`{service: position}`."""

    def __init__(self, **kwargs: Any):
        super().__init__(keys=Identifier(required=True), values=Count(required=True), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, int]:
        _demand(isinstance(value, dict), "type")
        _demand(len(value) <= 10, "length")
        return super()._deserialize(value, attr, data, **kwargs)


def _shows(text: str) -> bool:
    """Whether a reader sees anything: characters without a width are no words."""
    return any(
        not (each.isspace() or each in _DRAWN_AS_NOTHING or unicodedata.category(each) == "Cf")
        for each in text
    )


def _demand(holds: Any, code: str) -> None:
    if not holds:
        raise ValidationError(code)
