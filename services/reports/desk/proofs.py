"""The proof of an edition: what it would say if it were approved now. Wanted here, made by the worker."""

import json
from collections.abc import Set
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.reports.own_log import withdrawals
from services.reports.site.edition import item_of
from services.reports.tables import edition_proof as table
from services.reports.workflow.approval import Proof

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication

AT_ONCE = 500  # numbers in one statement


def want_proof(conn: sa.Connection, edition_id: str) -> None:
    """Let the worker make one, or a newer one; what is there stays until then."""
    insert = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    conn.execute(
        insert(table)
        .values(edition_id=edition_id, is_wanted=True)
        .on_conflict_do_update(index_elements=[table.c.edition_id], set_={"is_wanted": True})
    )


def made_proof(conn: sa.Connection, edition_id: str) -> sa.Row[Any] | None:
    """The row of the newest one that is made."""
    query = sa.select(table).where(
        table.c.edition_id == edition_id, table.c.content_digest.is_not(None)
    )
    return conn.execute(query).one_or_none()


def is_wanted(conn: sa.Connection, edition_id: str) -> bool:
    query = sa.select(table.c.is_wanted).where(table.c.edition_id == edition_id)
    return bool(conn.scalar(query))


def proof_of(app: "ReportsApplication", conn: sa.Connection, edition_id: str) -> Proof | None:
    """What the rules ask of it."""
    row = made_proof(conn, edition_id)
    if row is None:
        return None
    is_current = not any(position > row.own_position for position, _ in withdrawals(conn))
    return Proof(
        texts_position=row.texts_position,
        content_digest=row.content_digest,
        hits=len(json.loads(row.findings)["hits"]),
        is_current=is_current and _none_became_confidential(app, conn, json.loads(row.content)),
    )


def _none_became_confidential(
    app: "ReportsApplication", conn: sa.Connection, content: dict[str, Any]
) -> bool:
    """All that the proof speaks of, in a line or an erratum, still stands on the list of problems."""
    named = {item_of(row) for rows in content["rows"].values() for row in rows}
    return still_told(app, conn, named) == named


def still_told(app: "ReportsApplication", conn: sa.Connection, numbers: Set[str]) -> set[str]:
    """Those of these issues that stand on the list of problems, which confidential ones have left."""
    line = app.read_models.live(conn, app.lists)["problem_line"]
    query = sa.select(line.c.number).where(line.c.to_position.is_(None)).distinct()
    asked, found = sorted(numbers), set[str]()
    for start in range(0, len(asked), AT_ONCE):
        found.update(conn.scalars(query.where(line.c.number.in_(asked[start : start + AT_ONCE]))))
    return found
