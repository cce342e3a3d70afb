"""What a field of an action's form is: what it asks, how it is answered, how it goes on the wire.

Strings come from a browser; `request_of` only gives them the shape the service expects (a number, a flag, a list)
and leaves out what was left empty. Whether a value is right is the service's to say: what does not read as a number
is sent as it was typed, and comes back with a word at the field.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

# Kinds whose choices depend on the issue or on the district: `form_choices.py` fills them in for each page.
LOOKED_UP = (
    "category",
    "unit",
    "units",
    "people",
    "task",
    "part",
    "person",
    "reporter",
    "order",
    "target",
    "days",
)
VERBS = {"words": "写", "line": "写", "phone": "填", "email": "填", "number": "填"}
LISTS = ("units", "people")  # answered by several ticks
ONE_OF = ("picks", "task", "part", "reporter", "order")  # radios, one below the other


@dataclass(frozen=True)
class Choice:
    """`sends` is what goes on the wire instead of `{field: value}`; `note` is said beside the label."""

    value: str
    label: str
    note: str = ""
    sends: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Field:
    """`kind`: words (several lines), line, phone, email, day, number, tick, tiles (radios side by side), picks (one
    below the other), select, or one of LOOKED_UP.

    `needed_with` is an answer to another field, `(name, value)`, that makes this one necessary; `only_with` is one
    without which it is not asked.
    """

    name: str
    label: str
    kind: str = "words"
    hint: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    on_demand: bool = False  # shown only once a refusal asks for it
    needed_with: tuple[str, str] | None = None
    only_with: tuple[str, str] | None = None
    places: tuple[Choice, ...] = ()  # units in which people are looked for

    @property
    def is_one_of(self) -> bool:
        return self.kind in ONE_OF

    @property
    def has_long_choices(self) -> bool:
        """Tiles of three on a phone hold four characters in one line."""
        return any(len(choice.label) > 4 for choice in self.choices)

    def is_needed(self, typed: dict[str, Any]) -> bool:
        """Whether it has to be answered, given what else was."""
        if self.needed_with is None:
            return self.required
        name, value = self.needed_with
        return typed.get(name) == value

    def error_words(self, text: str) -> str:
        """`写措施`, `选主办单位`, `数量写数字` for what the table can only say in general."""
        if text == f"{self.label}还没填":
            verb = VERBS.get(self.kind, "选")
            return f"{verb}{self.label}"
        if text == f"{self.label}重新填" and self.kind == "number":
            return f"{self.label}写数字"
        return text

    def only(self, value: str) -> tuple[Choice, ...]:
        """The one choice that was made; all of them while none was."""
        made = tuple(choice for choice in self.choices if choice.value == value)
        return made or self.choices

    def on_the_wire(self, posted: MultiDict[str, str]) -> dict[str, Any]:
        """The part of the request that this field gives; empty when it was left empty."""
        if self.kind in LISTS:
            chosen = [value for value in posted.getlist(self.name) if value]
            return {self.name: chosen} if chosen else {}
        typed = posted.get(self.name, "").strip()
        if self.kind == "tick":
            return {self.name: True} if typed else {}
        if not typed:
            return {}
        sends = next((choice.sends for choice in self.choices if choice.value == typed), ())
        return dict(sends) if sends else {self.name: _shaped(self.kind, typed)}

    def as_typed(self, request: dict[str, Any]) -> Any:
        """The other way: how a value the service proposes stands in the form."""
        for choice in self.choices:
            if choice.sends and all(request.get(name) == value for name, value in choice.sends):
                return choice.value
        value = request.get(self.name)
        if self.kind in LISTS:
            return list(value or ())
        if self.kind == "tick":
            return "1" if value else ""
        return "" if value is None else str(value)


def request_of(fields: Iterable[Field], posted: MultiDict[str, str]) -> dict[str, Any]:
    """What the form says, as the service's request; ids, version and command are the page's to add."""
    request: dict[str, Any] = {}
    for field in fields:
        request |= field.on_the_wire(posted)
    return request


def typed_in(fields: Iterable[Field], posted: MultiDict[str, str]) -> dict[str, Any]:
    """Everything that was typed, right or wrong, to be shown again."""
    return {
        field.name: posted.getlist(field.name)
        if field.kind in LISTS
        else posted.get(field.name, "")
        for field in fields
    }


def choices_of(words: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, name) for code, name in words.items())


def _shaped(kind: str, typed: str) -> Any:
    if kind not in ("number", "days"):
        return typed
    try:
        number = float(typed.replace(",", "").replace("，", ""))
    except ValueError:
        return typed
    if not math.isfinite(number):
        return typed
    return int(number) if number.is_integer() else number
