"""What a fact is: a frozen dataclass whose every text field says what kind of text it holds.

    @dataclass(frozen=True)
    class IssueReported(Fact):
        issue_id: str = identifier()
        category: str = code()
        verbatim: str | None = sealed("issue_id")      # sealed with the key of subject issue_id

A text field is an `identifier`, a `code` (closed vocabulary), a `public_text` (approved by two persons, or the
name of a unit), or `sealed`: personal or free text, which never leaves the writer's memory in clear. A field
without a mark may only hold a number, a flag, a date or an instant. `tests/unit` walks all facts for that.
"""

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Self

IDENTIFIER, CODE, PUBLIC_TEXT, SEALED = "identifier", "code", "public_text", "sealed"


def _mark(kind: str, default: Any, **more: Any) -> Any:
    metadata = {"mark": kind, **more}
    if default is MISSING:
        return field(metadata=metadata, kw_only=True)
    return field(default=default, metadata=metadata, kw_only=True)


def identifier(default: Any = MISSING) -> Any:
    """An id, number or reference that says nothing about a person by itself."""
    return _mark(IDENTIFIER, default)


def code(default: Any = MISSING) -> Any:
    """A word of a closed vocabulary."""
    return _mark(CODE, default)


def public_text(default: Any = MISSING) -> Any:
    """Text in clear: approved by a second person for the public, or the name of a unit."""
    return _mark(PUBLIC_TEXT, default)


def sealed(subject: str, default: Any = None) -> Any:
    """Personal or free text, sealed with the key of the subject whose id is in the field named `subject`."""
    return _mark(SEALED, default, subject=subject)


@dataclass(frozen=True)
class Fact:
    """Something that happened. Stored type = class name + `schema`."""

    schema: ClassVar[int] = 1

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read a stored fact tolerantly: unknown names are ignored, missing ones take their default.

        A sealed value that was not opened (still an envelope) reads as None."""
        values = {}
        for name, (kind, metadata) in _shape(cls).items():
            if name in data:
                values[name] = _revive(kind, data[name], metadata.get("mark") == SEALED)
        return cls(**values)

    def to_data(self) -> dict[str, Any]:
        """Plain JSON values; dates and instants as ISO text; sealed fields still in clear."""
        return {name: _plain(getattr(self, name)) for name in _shape(type(self))}


def sealed_fields(kind: type[Fact]) -> dict[str, str]:
    """`{field: name of the field that holds the subject's id}` of a fact class."""
    return {
        f.name: f.metadata["subject"]
        for f in dataclasses.fields(kind)
        if f.metadata.get("mark") == SEALED
    }


def fact_types(*modules: types.ModuleType) -> dict[str, type[Fact]]:
    """The fact classes defined in these modules or packages, by name."""
    return {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Fact) and _belongs(kind, module)
    }


def _belongs(kind: type[Fact], module: types.ModuleType) -> bool:
    """Defined in the module or, where that is a package, in a module of it: not what either only imports."""
    return kind.__module__ == module.__name__ or kind.__module__.startswith(f"{module.__name__}.")


def _read_shape(kind: Any) -> dict[str, tuple[Any, Any]]:
    hints = typing.get_type_hints(kind)
    return {f.name: (_bare(hints[f.name]), f.metadata) for f in dataclasses.fields(kind)}


_shape: Callable[[Any], dict[str, tuple[Any, Any]]] = cache(_read_shape)


def _bare(hint: Any) -> Any:
    """`date | None` -> date; `tuple[date, ...]` stays, because its items are revived too."""
    options = [h for h in typing.get_args(hint) if h is not types.NoneType]
    if typing.get_origin(hint) in (types.UnionType, typing.Union) and len(options) == 1:
        return _bare(options[0])
    return hint


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _revive(kind: Any, value: Any, is_sealed: bool) -> Any:
    if value is None or (is_sealed and isinstance(value, dict)):
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        return tuple(_revive(item, each, is_sealed) for each in value)
    return value
