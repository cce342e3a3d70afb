"""The years that the office entered in `campaign`, as every service that counts working days keeps them."""

from datetime import date

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from services.kernel.working_calendar import EnteredYear, WorkingCalendar


class CalendarDays(Projection):
    """Table `calendar_day`; of each year the last fact counts."""

    name = "calendar_days"
    version = 1
    sources = ("campaign",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        define_days("calendar_day", metadata, suffix)

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (campaign is the only one)
        records: list[Record],
    ) -> None:
        enter_days(conn, tables["calendar_day"], records)


def define_days(name: str, metadata: sa.MetaData, suffix: str) -> None:
    """A table of entered days, for a projection that counts by days of its own."""
    sa.Table(
        f"{name}{suffix}",
        metadata,
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("works", sa.Boolean, nullable=False),
    )


def enter_days(conn: sa.Connection, table: sa.Table, records: list[Record]) -> bool:
    """Put the entered years in the place of what the table has of them; True if there were any."""
    years = {r.data["year"]: r.data for r in records if r.type == "CalendarYearEntered"}
    for year, data in years.items():
        conn.execute(sa.delete(table).where(table.c.year == year))
        days = [(day, False) for day in data["days_off"]]
        days += [(day, True) for day in data["working_days"]]
        rows = [{"day": day, "year": year, "works": works} for day, works in days]
        conn.execute(sa.insert(table), rows)
    return bool(years)


def load_calendar(conn: sa.Connection, table: sa.Table) -> WorkingCalendar:
    """The calendar that counts with these entered days."""
    found: dict[int, tuple[set[date], set[date]]] = {}
    for row in conn.execute(sa.select(table)):
        off, works = found.setdefault(row.year, (set(), set()))
        (works if row.works else off).add(date.fromisoformat(row.day))
    return WorkingCalendar(
        {
            year: EnteredYear(frozenset(off), frozenset(works))
            for year, (off, works) in found.items()
        }
    )
