"""Whatever the log says, however it is cut into batches: at every position the lists are those of the plain fold."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from eventlog.clock import from_microseconds
from eventlog.projection import Generation
from eventlog.record import Record
from services.reports.moments import Moment
from services.reports.projections import ThreeLists
from tests.oracle.lists import three_lists
from tests.unit.reports.histories import history, to_records

HISTORIES = st.builds(history, st.integers(0, 2**32), st.integers(0, 60), st.integers(1, 3))
CUTS = st.lists(st.integers(0, 65), max_size=6)
TABLES = {"problem": "problem_line", "task": "task_line", "effect": "effect_line"}
NAMES = {
    "unit_id": "place",
    "task_unit_id": "unit",
    "lead_unit_id": "lead_unit",
    "support_unit_ids": "support_units",
    "reported_us": "reported_at",
}
INNER = ("from_position", "to_position", "sequence", "round")
READ = {
    "support_unit_ids": json.loads,
    "reported_us": from_microseconds,
    "quantity": float,
    "progress_quantity": float,
}


class Folded:
    """The lists in a database of their own, fed by hand."""

    def __init__(self) -> None:
        self.engine = sa.create_engine("sqlite://")
        self.generation = Generation(ThreeLists(), 1)
        self.tables = self.generation.tables()

    def feed(self, batches: list[list[Record]]) -> None:
        with self.engine.begin() as conn:
            self.generation.metadata().drop_all(conn)
            self.generation.metadata().create_all(conn)
            for batch in batches:
                self.generation.projection.apply(conn, self.tables, "issues", batch)

    def lists_at(self, moment: Moment) -> dict[str, list[dict[str, Any]]]:
        with self.engine.connect() as conn:
            return {
                name: [
                    _told(row)
                    for row in conn.execute(
                        sa.select(self.tables[table])
                        .where(moment.holds(self.tables[table]))
                        .order_by(self.tables[table].c.sequence)
                    ).mappings()
                ]
                for name, table in TABLES.items()
            }

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.engine.connect() as conn:
            return {
                name: sorted((tuple(row) for row in conn.execute(sa.select(table))), key=repr)
                for name, table in self.tables.items()
            }


@pytest.fixture(scope="module")
def folded() -> Iterator[Folded]:
    found = Folded()
    yield found
    found.engine.dispose()


def _told(row: Any) -> dict[str, Any]:
    return {
        NAMES.get(name, name): READ[name](value) if name in READ and value is not None else value
        for name, value in row.items()
        if name not in INNER
    }


def _batches(records: list[Record], cuts: list[int]) -> list[list[Record]]:
    edges = [0, *sorted({cut % (len(records) + 1) for cut in cuts}), len(records)]
    return [records[a:b] for a, b in pairwise(edges)]


@given(HISTORIES, CUTS)
@settings(max_examples=40, deadline=None)
def test_the_lists_are_those_of_the_plain_fold_as_of_every_position(
    folded: Folded, facts: list[dict[str, Any]], cuts: list[int]
) -> None:
    folded.feed(_batches(to_records(facts), cuts))
    for position in range(len(facts) + 1):
        asked = Moment(position, None, is_newest=False)
        assert folded.lists_at(asked) == three_lists(facts[:position])
    newest = Moment(len(facts), None, is_newest=True)
    assert folded.lists_at(newest) == three_lists(facts)


@given(HISTORIES, CUTS)
@settings(max_examples=20, deadline=None)
def test_every_cut_into_batches_gives_the_same_rows(
    folded: Folded, facts: list[dict[str, Any]], cuts: list[int]
) -> None:
    records = to_records(facts)
    folded.feed([records])
    whole = folded.rows()
    folded.feed(_batches(records, cuts))
    assert folded.rows() == whole
    folded.feed([[record] for record in records])
    assert folded.rows() == whole
