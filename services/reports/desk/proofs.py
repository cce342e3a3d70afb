"""The proof of an edition: what it would say if it were approved now. Wanted here, made by the worker."""

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.reports.own_log import withdrawals
from services.reports.tables import edition_proof as table
from services.reports.workflow.approval import Proof

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication


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
    """The problems that the proof names still stand on the list of problems, which confidential ones have left."""
    named = sorted({row["number"] for row in content["rows"]["problem"]})
    line = app.read_models.live(conn, app.lists)["problem_line"]
    query = sa.select(sa.func.count(sa.distinct(line.c.number))).where(line.c.to_position.is_(None))
    found = 0
    for start in range(0, len(named), 500):
        found += conn.scalar(query.where(line.c.number.in_(named[start : start + 500]))) or 0
    return found == len(named)
