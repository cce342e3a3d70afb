"""What every list page needs: filters that live in the address, tags that take one away, and pages by cursor.

A cursor is the service's and says nothing about rows, so the number of the first row travels beside it as `row`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

ROWS = 20
PLACE = ("after", "row")  # where in the list, as opposed to which list


@dataclass(frozen=True)
class Filter:
    """One condition of a list. `name_of` says its value in words for the tag; None: not a condition of this list."""

    name: str
    label: str
    name_of: Callable[[str], str] = str


@dataclass(frozen=True)
class Tag:
    words: str
    without: str  # the address of the list without this condition


@dataclass(frozen=True)
class Page:
    items: list[dict[str, Any]]
    total: int
    first: int
    next: str | None
    start: str | None

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1


def chosen(filters: Iterable[Filter]) -> dict[str, str]:
    """The conditions of the address that are not empty."""
    typed = {each.name: request.args.get(each.name, "").strip() for each in filters}
    return {name: value for name, value in typed.items() if value}


def tags(filters: Iterable[Filter], conditions: dict[str, str]) -> list[Tag]:
    return [
        Tag(each.name_of(conditions[each.name]), address(_without(conditions, each.name)))
        for each in filters
        if each.name in conditions
    ]


def address(conditions: dict[str, Any], path: str | None = None) -> str:
    """The address of a list (by default of this one) under these conditions."""
    query = urlencode(conditions)
    return f"{path or request.path}?{query}" if query else path or request.path


def place() -> dict[str, Any]:
    """What the service is told about where in the list this page begins."""
    after = request.args.get("after", "").strip()
    return {"limit": ROWS} | ({"after": after} if after else {})


def page(answer: dict[str, Any], conditions: dict[str, str]) -> Page:
    after = request.args.get("after")
    first = answer.get("first") or (_row() if after else 1)
    onward = {**conditions, "after": answer["next"], "row": first + len(answer["items"])}
    return Page(
        items=answer["items"],
        total=answer["total"],
        first=first,
        next=address(onward) if answer.get("next") else None,
        start=address(conditions) if first > 1 else None,
    )


def _row() -> int:
    typed = request.args.get("row", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 1


def _without(conditions: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in conditions.items() if key != name}


def seen() -> dict[str, Any]:
    """After an action the address names the position that was written, so that a list waits until it shows it."""
    position = request.args.get("seen", "")
    return (
        {"at_least": {"issues": int(position)}}
        if position.isdecimal() and len(position) < 16
        else {}
    )
