"""What an edition is cut from, and what it says: the shapes that every version of the rules shares."""

from dataclasses import dataclass, field
from typing import Any

LISTS = ("problem", "task", "effect", "erratum")  # in the order of the leaves

Row = dict[str, Any]  # plain JSON values


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Where edition `number` ends.

    `position`: of the log of `issues`, the last of the month; `previous`: that of the edition before, or 0.
    `texts`: up to which position approved texts count; not before `position`, because they are approved after the
    month's end. `campaign`: up to which position of the log of `campaign` units and their names count; None: all.
    `withdrawn`: rows that had been withdrawn when it was approved, as (list, number)."""

    number: int
    month: str  # as 2026-06
    previous: int
    position: int
    texts: int
    campaign: int | None = None
    withdrawn: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Content:
    """The rows of each list in order, and the numbers of the whole district. Everything is plain JSON."""

    number: int
    month: str
    rows: dict[str, list[Row]]  # by the names of LISTS
    totals: dict[str, Any] = field(default_factory=dict)
