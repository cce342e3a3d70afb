"""问题看板: one row per issue, kept by the same `evolve` that the rules use.

Tables `issue_board` (what a list shows and filters by, and the folded issue) and `issue_board_link` (units and
people of an issue and what waits in it, for "may see", "whose turn" and "may decide"). Words stand there as sealed
envelopes. A change of `evolve` that a row shows, or another timezone, needs a rebuild: raise `version`.

Limits are counted by the years that the office entered, which the board keeps in `issue_board_day`: issues and years
come from two logs, in any order. The hazard: a row is counted by the old days while another transaction enters new
ones and counts the rows that it sees. So both hold the board; the second sees what the first did.
"""

from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from eventlog.engine import hold
from eventlog.projection import Projection, Tables
from eventlog.record import Record, dump_data
from services.issues.board.folded import from_text
from services.issues.board.recount import recount
from services.issues.board.row import BoardRow, row_of
from services.issues.evolve import evolve
from services.issues.issue import Issue
from services.issues.limits.limit import Counting
from services.issues.stored import FACTS, fact_of
from services.kernel.calendar_days import define_days, enter_days, load_calendar

FLAGS = ("urgent", "confidential", "on_spot", "calls_back", "rechecked", "due_moved")
COUNTS = ("version",)
INSTANTS = (
    "reported_us",
    "recorded_us",
    "completed_us",
    "closed_us",
    "clock_us",
    "rank_number",
)
OPTIONAL = (
    "outcome",
    "field",
    "lead_unit",
    "reviewer",
    "due",
    "limit_kind",
    "limit_due",
    "completed_us",
    "closed_us",
    "clock_us",
    "words",
)
DAYS = "issue_board_day"
COLUMNS = tuple(f.name for f in fields(BoardRow) if f.name != "links")
INDEXED = ("number", "unit_id", "lead_unit", "rank_text", "due_moved", "clock_us")


class IssueBoard(Projection):
    name = "issue_board"
    version = 3
    sources = ("issues", "campaign")

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
        define_days(DAYS, metadata, suffix)

    def apply(
        self, conn: sa.Connection, tables: Tables, source: str, records: list[Record]
    ) -> None:
        hold(conn, self.name)
        if source == "issues":
            self._evolve(conn, tables, records)
        elif enter_days(conn, tables[DAYS], records):
            recount(conn, tables["issue_board"], self.counting(conn, tables))

    def counting(self, conn: sa.Connection, tables: Tables) -> Counting:
        """By what limits are counted in this transaction."""
        return Counting(load_calendar(conn, tables[DAYS]), self.timezone)

    def _evolve(self, conn: sa.Connection, tables: Tables, records: list[Record]) -> None:
        known = [record for record in records if record.type in FACTS]
        kept = _load(conn, tables, {record.stream for record in known})
        for record in known:
            before = kept.get(record.stream)
            kept[record.stream] = _next(before, record)
        counting = self.counting(conn, tables)
        rows = [row_of(k.issue, k.last_type, k.words, counting) for k in kept.values()]
        _replace(conn, tables, rows)


@dataclass(frozen=True)
class _Kept:
    """What a batch goes on with: a row is made once, of the last fact."""

    issue: Issue
    last_type: str
    words: str | None


def _next(before: _Kept | None, record: Record) -> _Kept:
    issue = evolve(before.issue if before else None, fact_of(record), record.recorded_at)
    verbatim = record.data.get("verbatim")
    words = before.words if before else verbatim and dump_data(verbatim)
    return _Kept(issue, record.type, words)


def _column(name: str) -> sa.Column[Any]:
    kind: type[sa.types.TypeEngine[Any]] = sa.Text
    if name in FLAGS:
        kind = sa.Boolean
    elif name in COUNTS:
        kind = sa.Integer
    elif name in INSTANTS:
        kind = sa.BigInteger
    return sa.Column(name, kind, primary_key=name == "issue_id", nullable=name in OPTIONAL)


def _load(conn: sa.Connection, tables: Tables, names: set[str]) -> dict[str, _Kept]:
    board = tables["issue_board"]
    query = sa.select(board.c.issue_id, board.c.folded, board.c.last_type, board.c.words)
    rows = conn.execute(query.where(board.c.issue_id.in_(names)))
    return {r.issue_id: _Kept(from_text(r.folded), r.last_type, r.words) for r in rows}


def _replace(conn: sa.Connection, tables: Tables, rows: list[BoardRow]) -> None:
    if not rows:
        return
    names = [row.issue_id for row in rows]
    for table in (tables["issue_board"], tables["issue_board_link"]):
        conn.execute(sa.delete(table).where(table.c.issue_id.in_(names)))
    values = [{name: getattr(row, name) for name in COLUMNS} for row in rows]
    conn.execute(sa.insert(tables["issue_board"]), values)
    links = [
        {"issue_id": row.issue_id, "kind": link.kind, "value": link.value, "ref": link.ref}
        for row in rows
        for link in sorted(row.links)
    ]
    if links:
        conn.execute(sa.insert(tables["issue_board_link"]), links)
