"""问题看板: one row per issue, kept by the same `evolve` that the rules use.

Tables `issue_board` (what a list shows and filters by) and `issue_board_link` (units and people of an issue, for
"may see", "whose turn" and "may approve a text"). Words stand there as sealed envelopes. A change of `evolve`
that a row shows, or another timezone, needs a rebuild: raise `version`.
"""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record, dump_data
from services.issues.board_row import BoardRow, Link, issue_of, row_of
from services.issues.evolve import evolve
from services.issues.stored import FACTS, fact_of

FLAGS = ("urgent", "needs_conditions", "confidential", "on_spot")
COUNTS = ("version", "reworks")
INSTANTS = ("reported_us", "recorded_us", "assigned_us", "completed_us", "rank_number")
OPTIONAL = (
    "outcome",
    "field",
    "lead_unit",
    "reviewer",
    "needs_conditions",
    "limit_class",
    "due",
    "limit_kind",
    "limit_due",
    "assigned_us",
    "completed_us",
    "words",
)
COLUMNS = tuple(f.name for f in fields(BoardRow) if f.name != "links")
INDEXED = ("number", "unit_id", "lead_unit", "rank_text")


class IssueBoard(Projection):
    name = "issue_board"
    version = 1
    sources = ("issues",)

    def __init__(self, timezone: str):
        self.timezone = timezone

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        table = sa.Table(f"issue_board{suffix}", metadata, *(_column(name) for name in COLUMNS))
        for name in INDEXED:
            sa.Index(f"issue_board_{name}{suffix}", table.c[name])
        link = sa.Table(
            f"issue_board_link{suffix}",
            metadata,
            *(
                sa.Column(name, sa.Text, primary_key=True)
                for name in ("issue_id", "kind", "value", "ref")
            ),
        )
        sa.Index(f"issue_board_link_value{suffix}", link.c.kind, link.c.value)

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (issues is the only one)
        records: list[Record],
    ) -> None:
        known = [record for record in records if record.type in FACTS]
        names = {record.data["issue_id"] for record in known}
        rows = _load(conn, tables, names)
        for record in known:
            name = record.data["issue_id"]
            rows[name] = self._next(rows.get(name), record)
        _replace(conn, tables, rows)

    def _next(self, row: BoardRow | None, record: Record) -> BoardRow:
        issue = evolve(issue_of(row) if row else None, fact_of(record), record.recorded_at)
        verbatim = record.data.get("verbatim")
        words = row.words if row else verbatim and dump_data(verbatim)
        return row_of(issue, record.type, words, self.timezone)


def _column(name: str) -> sa.Column[Any]:
    kind: type[sa.types.TypeEngine[Any]] = sa.Text
    if name in FLAGS:
        kind = sa.Boolean
    elif name in COUNTS:
        kind = sa.Integer
    elif name in INSTANTS:
        kind = sa.BigInteger
    return sa.Column(name, kind, primary_key=name == "issue_id", nullable=name in OPTIONAL)


def _load(conn: sa.Connection, tables: Tables, names: set[str]) -> dict[str, BoardRow]:
    board, link = tables["issue_board"], tables["issue_board_link"]
    links: dict[str, set[Link]] = {}
    for found in conn.execute(sa.select(link).where(link.c.issue_id.in_(names))):
        links.setdefault(found.issue_id, set()).add(Link(found.kind, found.value, found.ref))
    rows = conn.execute(sa.select(board).where(board.c.issue_id.in_(names)))
    return {
        row.issue_id: BoardRow(
            **{name: row._mapping[name] for name in COLUMNS},
            links=frozenset(links.get(row.issue_id, ())),
        )
        for row in rows
    }


def _replace(conn: sa.Connection, tables: Tables, rows: dict[str, BoardRow]) -> None:
    if not rows:
        return
    for table in tables.values():
        conn.execute(sa.delete(table).where(table.c.issue_id.in_(list(rows))))
    values = [{name: getattr(row, name) for name in COLUMNS} for row in rows.values()]
    conn.execute(sa.insert(tables["issue_board"]), values)
    links = [
        {"issue_id": name, "kind": link.kind, "value": link.value, "ref": link.ref}
        for name, row in rows.items()
        for link in sorted(row.links)
    ]
    if links:
        conn.execute(sa.insert(tables["issue_board_link"]), links)
