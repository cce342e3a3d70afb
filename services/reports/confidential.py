"""What `reports` knows of confidential issues: that they leave every list, and how many there are.

Of such an issue only sealed facts come (`eventlog.wire`): nothing in them says what it is about. One that was on the
lists before leaves them whole, with every earlier version of its lines, so that no list of a past moment shows it;
folded again from the log it has never been there.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from eventlog.errors import Forbidden
from eventlog.projection import Projection, Tables
from eventlog.record import Record
from eventlog.wire import is_concealed
from services.kernel.caller import Caller
from services.reports.line_values import month_of
from services.reports.visibility import READING

FEWEST = 5  # a smaller group is not told


def concealed_in(records: Iterable[Record]) -> set[str]:
    """The issues of which these records say nothing."""
    return {record.stream for record in records if is_concealed(record)}


def withdraw(conn: sa.Connection, tables: Iterable[sa.Table], issue_ids: set[str]) -> None:
    """Take every version of the lines of these issues out."""
    for table in tables:
        if issue_ids:
            conn.execute(sa.delete(table).where(table.c.issue_id.in_(sorted(issue_ids))))


class ConfidentialCount(Projection):
    """Table `counted_issue`: the month of each issue, and whether it is confidential by now."""

    name = "confidential_count"
    version = 1
    sources = ("issues",)

    def __init__(self, timezone: str):
        self.timezone = timezone

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"counted_issue{suffix}",
            metadata,
            sa.Column("issue_id", sa.Text, primary_key=True),
            sa.Column("month", sa.Text, nullable=False, index=True),  # of recording, as 2026-11
            sa.Column("confidential", sa.Boolean, nullable=False),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (issues is the only one)
        records: list[Record],
    ) -> None:
        table, hidden = tables["counted_issue"], concealed_in(records)
        if hidden:
            known = table.c.issue_id.in_(sorted(hidden))
            conn.execute(sa.update(table).where(known).values(confidential=True))
        rows = [
            {
                "issue_id": record.stream,
                "month": month_of(record, self.timezone),
                "confidential": record.stream in hidden,
            }
            for record in records
            if record.type == "IssueReported"
        ]
        if rows:
            conn.execute(sa.insert(table), rows)


def confidential_counts(
    conn: sa.Connection, table: sa.Table, caller: Caller
) -> dict[str, dict[str, int | None]]:
    """`{counts: {month: how many, or None for fewer than five}}`, newest month first; of the whole deployment.

    A month is named for its other issues: that it is there says nothing. Raises Forbidden."""
    if not caller.holds(*READING):
        raise Forbidden()
    hidden = sa.func.sum(sa.case((table.c.confidential, 1), else_=0)).label("hidden")
    query = sa.select(table.c.month, sa.func.count().label("total"), hidden).group_by(table.c.month)
    counts = {
        row.month: int(row.hidden) if row.hidden >= FEWEST else None
        for row in conn.execute(query.order_by(table.c.month.desc()))
        if row.total > row.hidden or row.hidden >= FEWEST
    }
    return {"counts": counts}
