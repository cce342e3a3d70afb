"""Whatever the log says, however it is cut: at every position the courses are those of the plain fold."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from eventlog.projection import Generation
from eventlog.record import Record
from eventlog.wire import SEALED
from services.reports.courses.projection import TABLE, IssueCourses
from services.reports.moments import Moment
from tests.oracle.courses import courses
from tests.unit.reports.histories import ENVELOPE, history, to_records

HISTORIES = st.builds(history, st.integers(0, 2**32), st.integers(0, 60), st.integers(1, 3))
COLUMNS = ("issue_id", "work", "on_time", "satisfaction", "closed_on", "closed_month")


class Folded:
    def __init__(self) -> None:
        self.engine = sa.create_engine("sqlite://")
        self.generation = Generation(IssueCourses(), 1)
        self.table = self.generation.tables()[TABLE]

    def feed(self, batches: list[list[Record]]) -> None:
        with self.engine.begin() as conn:
            self.generation.metadata().drop_all(conn)
            self.generation.metadata().create_all(conn)
            for batch in batches:
                self.generation.projection.apply(conn, {TABLE: self.table}, "issues", batch)

    def at(self, moment: Moment) -> list[dict[str, Any]]:
        query = sa.select(*(self.table.c[name] for name in COLUMNS)).where(moment.holds(self.table))
        with self.engine.connect() as conn:
            return [dict(row) for row in conn.execute(query).mappings()]


@pytest.fixture(scope="module")
def folded() -> Iterator[Folded]:
    found = Folded()
    yield found
    found.engine.dispose()


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["issue_id"])


@given(HISTORIES, st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_courses_are_those_of_the_plain_fold_as_of_every_position(
    folded: Folded, facts: list[dict[str, Any]], size: int
) -> None:
    records = to_records(facts)
    folded.feed([records[at : at + size] for at in range(0, len(records), size)])
    for position in range(len(facts) + 1):
        asked = Moment(position, None, is_newest=False)
        assert in_order(folded.at(asked)) == in_order(courses(facts[:position]))


def test_a_concealed_issue_leaves_with_every_version_of_its_course(folded: Folded) -> None:
    facts = history(7, 40, 2)
    records = to_records(facts)
    hidden = next(r.stream for r in records if r.type == "IssueReported")
    told = Record(
        **{**vars(records[-1]), "position": 41, "stream": hidden, "data": {SEALED: ENVELOPE}}
    )
    folded.feed([records, [told]])
    for position in range(42):
        rows = folded.at(Moment(position, None, is_newest=False))
        assert hidden not in {row["issue_id"] for row in rows}
