"""The facts of an issue with the instants at which they were recorded, oldest first, their words in clear."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from services.issues.issue_fact import IssueFact

History = list[tuple[IssueFact, datetime]]
Entry = dict[str, Any]
F = TypeVar("F", bound=IssueFact)


def of_kind(history: History, kind: type[F]) -> Iterator[tuple[F, datetime]]:
    """The facts of one kind, oldest first."""
    return ((fact, at) for fact, at in history if isinstance(fact, kind))


def last_of(history: History, kind: type[F]) -> tuple[F, datetime] | None:
    """The newest fact of that kind with its instant."""
    return next(((f, at) for f, at in reversed(history) if isinstance(f, kind)), None)


def last(history: History, kind: type[IssueFact], name: str) -> Any:
    """One field of the newest fact of that kind."""
    found = last_of(history, kind)
    return getattr(found[0], name) if found else None


def entered(fact: IssueFact, at: datetime) -> Entry:
    """`{by, by_unit, at}`: who entered it, in whose name, when."""
    return {"by": fact.by, "by_unit": fact.by_unit, "at": at.isoformat()}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
