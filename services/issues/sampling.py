"""Which of the issues solved on the spot are called back: one in five, the first of each unit and month among them,
and the rest of that unit and month once one of its people was dissatisfied (docs/domain.md, visits).

The count stands in a table of its own and is taken in the transaction of the append.
"""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.issues.facts import CompletionReported, IssueAssigned, IssueReported
from services.issues.issue_fact import IssueFact
from services.issues.tables import on_spot_sample

ONE_IN = 5


def sampled(conn: sa.Connection, facts: list[IssueFact], today: date) -> list[IssueFact]:
    """The facts of an issue reported as solved on the spot, with the completion marked if it is to be called back."""
    if any(isinstance(fact, IssueReported) and fact.kind == "consultation" for fact in facts):
        return facts  # nobody is called back who only asked a question
    unit = next(fact.lead_unit_id for fact in facts if isinstance(fact, IssueAssigned))
    is_chosen = _count(conn, unit, f"{today:%Y-%m}")
    return [
        replace(fact, chosen_for_callback=is_chosen)
        if isinstance(fact, CompletionReported)
        else fact
        for fact in facts
    ]


def call_all(conn: sa.Connection, unit: str, month: str) -> None:
    """Somebody was dissatisfied: from here on every one of this unit and month."""
    row = on_spot_sample.c
    conn.execute(
        sa.update(on_spot_sample)
        .where(row.unit_id == unit, row.month == month)
        .values(all_called=True)
    )


def months_to_call(conn: sa.Connection) -> list[tuple[str, str]]:
    """`(unit, month)` of which everything is called back."""
    row = on_spot_sample.c
    query = sa.select(row.unit_id, row.month).where(row.all_called)
    return [(unit, month) for unit, month in conn.execute(query.order_by(row.unit_id, row.month))]


def _count(conn: sa.Connection, unit: str, month: str) -> bool:
    """Its row stays locked until the commit: the next of this unit waits, and takes the next place."""
    table = on_spot_sample
    insert = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    place, all_called = conn.execute(
        insert(table)
        .values(unit_id=unit, month=month, reported=1, all_called=False)
        .on_conflict_do_update(
            index_elements=[table.c.unit_id, table.c.month],
            set_={"reported": table.c.reported + 1},
        )
        .returning(table.c.reported, table.c.all_called)
    ).one()
    return all_called or place % ONE_IN == 1
