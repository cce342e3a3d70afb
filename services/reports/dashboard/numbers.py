"""The numbers of 驾驶舱, as how many of how many. Rates are for the reader to make, of five and more."""

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.reports.courses.work_days import GROUPS
from services.reports.dashboard.row_units import responsible
from services.reports.dashboard.scope import Scope

SUMMED = (
    "received",
    "closed",
    "solved",
    "partly_solved",
    "unsolved",
    "timed",
    "on_time",
    "rated",
    "satisfied",
    "not_rated",
    "in_hand",
    "overdue",
    "held",
)
Numbers = dict[str, int]


def dashboard(scope: Scope, now: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    """`{as_of, month, unit, totals, states, months, categories, work_days, units}`."""
    units = _units(scope)
    return {
        "as_of": scope.moment.to_dict(now),
        "month": fields["month"],
        "unit": fields["unit"],
        "totals": {name: sum(row[name] for row in units) for name in SUMMED},
        "states": _states(scope),
        "months": _months(scope),
        "categories": _categories(scope),
        "work_days": _work_days(scope),
        "units": units,
    }


def _units(scope: Scope) -> list[dict[str, Any]]:
    """A row to a unit in the order of area codes, never of results."""
    sums = [sa.func.sum(sa.case((scope.measure(name), 1), else_=0)).label(name) for name in SUMMED]
    unit = responsible(scope.course)
    found: dict[str | None, Counter[str]] = {}
    for of, *counts in scope.conn.execute(
        sa.select(unit, *sums).where(scope.within).group_by(unit)
    ):
        row = found.setdefault(scope.rows.row_of(of), Counter())
        row.update({name: int(count) for name, count in zip(SUMMED, counts, strict=True)})
    shown = [row for row in found if any(found[row].values())]
    return [
        {
            "unit": row,
            "unit_name": scope.tree.name(row) if row else None,
            **{name: found[row][name] for name in SUMMED},
        }
        for row in sorted(shown, key=scope.rows.place)
    ]


def _states(scope: Scope) -> Numbers:
    found = scope.conn.execute(scope.counted("received", scope.course.c.state))
    return {row[0]: row[1] for row in sorted(found)}


def _months(scope: Scope) -> list[dict[str, Any]]:
    """Every month from the first to the last, also one without any; whichever month was asked for."""
    course = scope.course.c
    totals: dict[str, dict[str, int]] = {}
    for name, month, is_one in (
        ("received", course.month, sa.true()),
        ("closed", course.closed_month, course.state == "closed"),
    ):
        query = sa.select(month, sa.func.count()).where(scope.within, is_one).group_by(month)
        totals[name] = {each: count for each, count in scope.conn.execute(query) if each}
    return [
        {"month": month, **{name: counts.get(month, 0) for name, counts in totals.items()}}
        for month in _from_first_to_last({*totals["received"], *totals["closed"]})
    ]


def _from_first_to_last(months: set[str]) -> list[str]:
    if not months:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(months), max(months)))
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1)]


def _categories(scope: Scope) -> list[dict[str, Any]]:
    """Most first; equal ones in a fixed order."""
    found = scope.conn.execute(scope.counted("received", scope.course.c.category))
    rows = sorted(found, key=lambda row: (-row[1], row[0]))
    return [{"category": category, "count": count} for category, count in rows]


def _work_days(scope: Scope) -> list[dict[str, Any]]:
    """Of the closed ones that a unit reported done: how many took so many working days."""
    groups = Counter[str]()
    for work, count in scope.conn.execute(scope.counted("worked", scope.course.c.work)):
        groups[scope.work_days.group(work)] += count
    return [{"group": group, "count": groups[group]} for group in GROUPS]
