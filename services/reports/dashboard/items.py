"""The items behind one number, in the order of their numbers."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.reports.dashboard.measures import Condition
from services.reports.dashboard.row_units import responsible
from services.reports.dashboard.scope import Scope
from services.reports.list_kinds import KINDS, named
from services.reports.views import read_page


def dashboard_items(scope: Scope, now: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    """`{items, next, total, as_of}`: lines of the problem list with what was counted. Raises Invalid."""
    conditions = [scope.within, scope.measure(fields["measure"]), *_chosen(scope, fields)]
    rows, page = read_page(scope.conn, scope.course, scope.moment, conditions, fields)
    items = [named(_item(scope, row), scope.tree) for row in rows]
    return {"items": items, **page, "as_of": scope.moment.to_dict(now)}


def _chosen(scope: Scope, fields: dict[str, Any]) -> list[Condition]:
    course, found = scope.course, list[Condition]()
    if fields["state"] is not None:
        found.append(course.c.state == fields["state"])
    if fields["categories"] is not None:
        found.append(course.c.category.in_(fields["categories"]))
    if fields["row"] is not None:
        found.append(responsible(course).in_(scope.rows.units_of(fields["row"])))
    if fields["others"]:
        found.append(scope.rows.others(course))
    if fields["group"] is not None:
        found.append(_in_group(scope, fields["group"]))
    return found


def _in_group(scope: Scope, group: str) -> Condition:
    """One parameter, however many stretches of days there are."""
    known = scope.conn.scalars(
        scope.counted("worked", scope.course.c.work).with_only_columns(scope.course.c.work)
    )
    chosen = [work for work in known if scope.work_days.group(work) == group]
    if scope.conn.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(chosen)).table_valued("value")
        return scope.course.c.work.in_(sa.select(each.c.value))
    return scope.course.c.work == sa.any_(sa.func.string_to_array(",".join(chosen), ","))


def _item(scope: Scope, row: Any) -> dict[str, Any]:
    return KINDS["problem"].item(row) | {
        "closed_on": row.closed_on,
        "work_days": scope.work_days.used(row.work) if row.work else None,
        "on_time": row.on_time,
        "satisfaction": row.satisfaction,
    }
