"""The kinds of field a request may have. Each is strict, bounded, and names its fault by a code.

Codes: required, type, blank, character, length, pattern, choice, date, range (and `unknown`, `depth` of schema.py).
An optional field that is absent or null loads as None, unless it has a `load_default`.
"""

import math
import re
from collections.abc import Collection
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, missing

MAX_COUNT = 2**53 - 1  # above it JSON readers lose digits
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/+=-]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Control characters other than tab and line ends, and halves of surrogate pairs, which cannot be stored.
_FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Strict:
    """Codes for text, and None for an optional field that is absent."""

    default_error_messages = {
        "required": "required",
        "null": "required",
        "invalid": "type",
        "type": "type",
        "invalid_utf8": "character",
        "too_large": "range",
        "special": "range",
        "format": "date",
    }

    def __init__(self, *args: Any, **kwargs: Any):
        if not kwargs.get("required"):
            kwargs.setdefault("load_default", None)
        super().__init__(*args, **kwargs)

    def deserialize(self, value: Any, attr: Any = None, data: Any = None, **kwargs: Any) -> Any:
        absent = value is None and not self.required  # type: ignore[attr-defined]
        return super().deserialize(missing if absent else value, attr, data, **kwargs)  # type: ignore[misc]


class Text(_Strict, fields.String):
    """Words of a person: stripped, not blank, at most `max` characters."""

    def __init__(self, *, max: int = 2000, min: int = 1, **kwargs: Any):
        super().__init__(**kwargs)
        self.max, self.min = max, min

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("type")
        if _FORBIDDEN_CHARACTERS.search(value):
            raise ValidationError("character")
        text = self._stripped(value)
        if not text.strip():
            raise ValidationError("blank")
        if not self.min <= len(text) <= self.max:
            raise ValidationError("length")
        return text

    def _stripped(self, value: str) -> str:
        return value.strip()


class Secret(Text):
    """A password or a key: as typed, never stripped."""

    def _stripped(self, value: str) -> str:
        return value


class Identifier(Text):
    """An id, number, login or cursor: ASCII letters, digits and `. _ : @ / + = -`."""

    def __init__(self, *, max: int = 100, **kwargs: Any):
        super().__init__(max=max, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _IDENTIFIER.fullmatch(text):
            raise ValidationError("pattern")
        return text


class Code(_Strict, fields.String):
    """A word of a closed vocabulary."""

    def __init__(self, choices: Collection[str], **kwargs: Any):
        super().__init__(**kwargs)
        self.choices = tuple(choices)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("type")
        if value not in self.choices:
            raise ValidationError("choice")
        return value


class Day(_Strict, fields.Date):
    """A calendar day as `YYYY-MM-DD` of 2000 to 2099, loaded as a date."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str):
            raise ValidationError("type")
        try:
            day = date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            raise ValidationError("date") from None
        if not 2000 <= day.year <= 2099:
            raise ValidationError("date")
        return day


class Flag(_Strict, fields.Boolean):
    """true or false, nothing that resembles it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("type")
        return value


class Count(_Strict, fields.Integer):
    """A whole number."""

    def __init__(self, *, min: int = 0, max: int = MAX_COUNT, **kwargs: Any):
        super().__init__(strict=True, **kwargs)
        self.min, self.max = min, max

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError("type")
        if not self.min <= value <= self.max:
            raise ValidationError("range")
        return value


class Quantity(_Strict, fields.Float):
    """A finite number: what was delivered, in some unit."""

    def __init__(self, *, min: float = 0, max: float = 1e12, **kwargs: Any):
        super().__init__(**kwargs)
        self.min, self.max = min, max

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise ValidationError("type")
        # NaN fails both comparisons; a huge int is compared before it could overflow a float.
        if not self.min <= value <= self.max or not math.isfinite(value):
            raise ValidationError("range")
        return float(value)


class Nested(_Strict, fields.Nested):
    """A part with its own schema: `Nested(SolvedOnSpot)`."""


class Items(_Strict, fields.List):
    """A list of at most `max` items: `Items(Nested(Problem), max=20)`. The bound is judged before the items."""

    def __init__(self, inner: fields.Field, *, max: int = 100, min: int = 0, **kwargs: Any):
        # An item that is null is a fault, not an absent field.
        inner.required, inner.allow_none, inner.load_default = True, False, missing
        super().__init__(inner, **kwargs)
        self.max, self.min = max, min

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("type")
        if not self.min <= len(value) <= self.max:
            raise ValidationError("length")
        return super()._deserialize(value, attr, data, **kwargs)


class Positions(_Strict, fields.Dict):
    """`{service: position}`."""

    def __init__(self, **kwargs: Any):
        super().__init__(keys=Identifier(required=True), values=Count(required=True), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, int]:
        if not isinstance(value, dict):
            raise ValidationError("type")
        if len(value) > 10:
            raise ValidationError("length")
        return super()._deserialize(value, attr, data, **kwargs)
