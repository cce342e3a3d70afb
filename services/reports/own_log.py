"""The log of `reports` read by kinds of facts: it is small, and what it says of all editions fits into memory."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from eventlog.fact import Fact, fact_types
from eventlog.record import Record
from eventlog.tables import log as rows
from services.reports import facts
from services.reports.facts import ObjectionAnswered, RowWithdrawn
from services.reports.workflow.edition import Edition, edition_of, edition_stream

FACTS = fact_types(facts)
_OF_EDITIONS = tuple(name for name in FACTS if name.startswith(("Edition", "Study")))


@dataclass(frozen=True)
class Stored:
    """A fact with its place in the log."""

    position: int
    stream: str
    recorded_at: datetime
    fact: Fact


def stored(conn: sa.Connection, *types: str) -> list[Stored]:
    """All facts of these types, oldest first; sealed words unopened."""
    query = sa.select(rows).where(rows.c.type.in_(types)).order_by(rows.c.position)
    return [
        Stored(
            row.position,
            row.stream,
            from_microseconds(row.recorded_us),
            FACTS[row.type].from_data(json.loads(row.data)),
        )
        for row in conn.execute(query)
    ]


def series(conn: sa.Connection) -> list[Edition]:
    """All editions in the order in which they were drafted; the notes of their studies unopened."""
    streams: dict[str, list[Fact]] = {}
    for each in stored(conn, *_OF_EDITIONS):
        streams.setdefault(each.stream, []).append(each.fact)
    return [edition_of(found) for found in streams.values()]


def withdrawals(conn: sa.Connection) -> list[tuple[int, RowWithdrawn]]:
    """(position, fact), oldest first."""
    found = stored(conn, "RowWithdrawn")
    return [(each.position, each.fact) for each in found if isinstance(each.fact, RowWithdrawn)]


def approved_at(conn: sa.Connection, edition_id: str) -> int:
    """The position at which an edition was approved; 0 when it was not."""
    found = stored(conn, "EditionApproved")
    stream = edition_stream(edition_id)
    return max((each.position for each in found if each.stream == stream), default=0)


def answers(conn: sa.Connection) -> list[tuple[datetime, ObjectionAnswered]]:
    """(when, fact), newest first."""
    found = reversed(stored(conn, "ObjectionAnswered"))
    return [
        (each.recorded_at, each.fact) for each in found if isinstance(each.fact, ObjectionAnswered)
    ]


def to_facts(records: Iterable[Record]) -> Sequence[Fact]:
    return [FACTS[record.type].from_data(record.data) for record in records]
