"""Problems of a visit that nobody is shown any more, because their issue became confidential.

`visits` takes no tip-off and nothing against a named party; but the office may find later whom a problem is about.
From then on the facts of its issue come sealed (`eventlog.wire`), and its words are not for the visit's readers
either: they may belong to the accused.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from eventlog.wire import is_concealed
from services.kernel.problem_issue import issue_id_of_problem


class HiddenProblems(Projection):
    """Table `hidden_issue`: the ids of confidential issues, those of visits among them."""

    name = "hidden_problems"
    version = 1
    sources = ("issues",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"hidden_issue{suffix}", metadata, sa.Column("issue_id", sa.Text, primary_key=True)
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (there is one)
        records: list[Record],
    ) -> None:
        table = tables["hidden_issue"]
        hidden = {record.stream for record in records if is_concealed(record)}
        new = sorted(hidden - _among(conn, table, hidden))
        if new:
            conn.execute(sa.insert(table), [{"issue_id": issue_id} for issue_id in new])


def hidden_problems(
    conn: sa.Connection, table: sa.Table, problems: Iterable[tuple[str, int]]
) -> set[tuple[str, int]]:
    """Those of these `(visit, n)` that are hidden."""
    by_issue = {issue_id_of_problem(visit_id, n): (visit_id, n) for visit_id, n in problems}
    return {by_issue[issue_id] for issue_id in _among(conn, table, by_issue)}


def _among(conn: sa.Connection, table: sa.Table, ids: Iterable[str]) -> set[str]:
    wanted = sorted(ids)
    if not wanted:
        return set()
    return set(conn.scalars(sa.select(table.c.issue_id).where(table.c.issue_id.in_(wanted))))
