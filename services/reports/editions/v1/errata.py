"""更正: what an earlier edition printed and what is different now, one line for each thing.

`what`: changed · withheld (a text that is no longer printed) · reopened · closed_again · rework · rebounded ·
in_total_only (the line now belongs to a group too small to print; nothing more is said). Progress of a row is no
erratum, nor is a text that came late. Where the line is or was sensitive, places are compared by sub-office.
"""

from collections.abc import Iterator
from typing import Any

from services.reports.editions.content import Row
from services.reports.editions.v1.told import TEXTS, Told
from services.reports.editions.v1.units import Units


def errata_of(before: Told, now: Told, units: Units, in_small_group: bool) -> list[Row]:
    found = [*_turns(before, now), *_changes(before, now, units)]
    if found and in_small_group:
        return [_erratum(before, "in_total_only")]
    return found


def _turns(before: Told, now: Told) -> Iterator[Row]:
    """A task is planned or over, whatever becomes of its issue."""
    if before.list == "task":
        return
    if before.is_over and now.turns > before.turns:
        yield _erratum(before, "reopened")
    if before.list != "effect":
        return
    if now.reworks > before.reworks:
        yield _erratum(before, "rework")
    if now.rebounded and not before.rebounded:
        yield _erratum(before, "rebounded")
    if now.is_over and now.turns > 0 and (not before.is_over or now.turns > before.turns):
        yield _erratum(before, "closed_again")


def _changes(before: Told, now: Told, units: Units) -> Iterator[Row]:
    coarse = before.sensitive or now.sensitive
    for column, value in now.columns.items():
        old = before.columns.get(column)
        if column == "place":
            old, value = _places(old, value, units, coarse)
        if column == TEXTS[before.list] and old is not None and now.sensitive:
            yield _erratum(before, "withheld", column)
        elif value != old and not _is_progress(before.list, column, old, value):
            yield _erratum(before, "changed", column, old, value)


def _is_progress(list_: str, column: str, old: Any, value: Any) -> bool:
    """Nothing to tell: what is open again, a text that came late, how an open problem ended."""
    late = old is None and (column == TEXTS[list_] or column == "outcome")
    return value is None or late


def _places(old: Any, new: Any, units: Units, coarse: bool) -> tuple[Any, Any]:
    """As names; units that are the same to the reader are no change, and a new name of a unit is none."""
    if coarse:
        old, new = units.sub_office(old), units.sub_office(new)
    if old == new:
        return None, None
    return units.name(old) or old, units.name(new) or new


def _erratum(
    row: Told, what: str, column: str | None = None, before: Any = None, after: Any = None
) -> Row:
    return {
        "edition": row.edition,
        "list": row.list,
        "number": row.number,
        "what": what,
        "column": column,
        "before": before,
        "after": after,
    }
