"""Which courses one question is about: as of when, of whom, and what the caller may see of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from services.kernel.calendar_days import load_calendar
from services.kernel.caller import Caller
from services.kernel.units import UnitTree
from services.reports.application import ReportsApplication
from services.reports.courses.work_days import WorkDays
from services.reports.dashboard.measures import MEASURES, Asked, Condition
from services.reports.dashboard.row_units import RowUnits, responsible
from services.reports.moments import Moment, find_moment, instant_of
from services.reports.visibility import visible_to


@dataclass(frozen=True)
class Scope:
    """`within`: true of every row that may be counted."""

    conn: sa.Connection
    course: sa.Table
    tree: UnitTree
    moment: Moment
    asked: Asked
    within: Condition
    rows: RowUnits
    work_days: WorkDays

    def measure(self, name: str) -> Condition:
        return MEASURES[name](self.asked)

    def counted(self, name: str, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """(columns, how many) of what this measure counts, by these columns."""
        query = sa.select(*columns, sa.func.count())
        return query.where(self.within, self.measure(name)).group_by(*columns)


def scope_of(
    app: ReportsApplication,
    conn: sa.Connection,
    caller: Caller,
    now: datetime,
    fields: dict[str, Any],
) -> Scope:
    """Raises Forbidden, Invalid."""
    course, moments, tree, newest = app.course_tables(conn)
    timezone, as_of = app.environment.timezone, fields["as_of"]
    moment = find_moment(conn, moments, newest, as_of, timezone)
    within = [moment.holds(course), visible_to(caller, tree, course)]
    if fields["unit"] is not None:
        within.append(responsible(course).in_(sorted(tree.subtree(fields["unit"]))))
    return Scope(
        conn=conn,
        course=course,
        tree=tree,
        moment=moment,
        asked=Asked(course, fields["month"], _instant_us(moment, as_of, now, timezone)),
        within=sa.and_(*within),
        rows=RowUnits(caller, tree),
        work_days=WorkDays(
            load_calendar(conn, app.read_models.live(conn, app.calendar)["calendar_day"])
        ),
    )


def _instant_us(
    moment: Moment, asked: int | date | datetime | None, now: datetime, timezone: str
) -> int:
    """A limit is overdue as of this instant, which is never in the future."""
    if isinstance(asked, int):
        return moment.recorded_us or 0
    return to_microseconds(min(now, instant_of(asked, timezone)) if asked is not None else now)
