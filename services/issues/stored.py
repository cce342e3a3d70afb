"""From stored records to facts, and to the issue that they make."""

from collections.abc import Iterable
from typing import cast

from eventlog.fact import fact_types
from eventlog.record import Record
from services.issues import facts
from services.issues.evolve import fold
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact

FACTS = fact_types(facts)


def fact_of(record: Record) -> IssueFact:
    return cast(IssueFact, FACTS[record.type].from_data(record.data))


def fold_records(records: Iterable[Record]) -> Issue | None:
    """The issue after these records of one stream, or None when there are none."""
    return fold((fact_of(record), record.recorded_at) for record in records)
