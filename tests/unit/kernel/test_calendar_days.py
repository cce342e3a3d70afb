"""Entered years, folded into the calendar that every service counts by."""

from datetime import date

import pytest
import sqlalchemy as sa

from eventlog.projection import Generation
from eventlog.record import Record
from services.kernel.calendar_days import CalendarDays, load_calendar
from services.kernel.working_calendar import EnteredYear

ENTRIES = [
    (2027, ["2027-02-05", "2027-02-08"], ["2027-01-30"]),
    (2028, ["2028-01-26"], []),
    (2027, ["2027-02-08", "2027-02-09"], ["2027-02-13"]),
]


def record(position: int, year: int, off: list[str], works: list[str]) -> Record:
    data = {"by": "p", "year": year, "days_off": off, "working_days": works}
    kind = "CalendarYearEntered"
    return Record(position, "s", position, kind, 1, f"f{position}", "a", None, None, data, 0)


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_the_last_entry_of_a_year_counts_in_every_split_into_batches(cut: int) -> None:
    engine = sa.create_engine("sqlite://")
    generation = Generation(CalendarDays(), 1)
    records = [record(n, *entry) for n, entry in enumerate(ENTRIES, 1)]
    with engine.begin() as conn:
        generation.metadata().create_all(conn)
        for batch in (records[:cut], records[cut:]):
            generation.projection.apply(conn, generation.tables(), "campaign", batch)
        calendar = load_calendar(conn, generation.tables()["calendar_day"])
    engine.dispose()
    assert calendar.entered == {
        2027: EnteredYear(
            frozenset({date(2027, 2, 8), date(2027, 2, 9)}), frozenset({date(2027, 2, 13)})
        ),
        2028: EnteredYear(frozenset({date(2028, 1, 26)})),
    }
