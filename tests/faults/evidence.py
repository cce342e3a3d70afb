"""Reads all that the checker judges: the clients' journals, and the tables of each service's database as they are.

Plain SQL through psycopg; nothing here or in `checker.py` knows the product's code.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

Row = dict[str, Any]
LOG = """SELECT position, stream, version, type, fact_id, actor, command_id, causation_id, data, recorded_us,
                digest IS NOT NULL AS ends_append FROM log ORDER BY position"""
READ_TABLES = """SELECT DISTINCT c.relname AS name FROM pg_class c JOIN live_generation l
                 ON c.relname LIKE '%%\\_\\_v' || l.version || '\\_g' || l.generation WHERE c.relkind = 'r'"""
OWN_TABLES = {
    "notify": ("inbox_entry", "numbered_issue", "mailed_issue"),
    "issues": ("external_ref",),
}


@dataclass
class Database:
    """One service's. `tables` by base name, as rows of the live generation."""

    log: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    head: int = 0
    checkpoints: dict[str, int] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)


@dataclass
class Evidence:
    journal: list[Row]
    databases: dict[str, Database]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, default=str))


def read(journals: Path, urls: dict[str, str]) -> Evidence:
    """`urls`: `{service: "postgresql://…"}`; `journals`: the folder of `*.jsonl`."""
    lines = [json.loads(line) for path in sorted(journals.glob("*.jsonl")) for line in path.open()]
    return Evidence(lines, {name: _database(name, url) for name, url in urls.items()})


def _database(service: str, url: str) -> Database:
    with psycopg.connect(url, connect_timeout=10, row_factory=dict_row) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = Database()
        found.log = [
            {**r, "data": json.loads(r["data"])} for r in connection.execute(LOG).fetchall()
        ]
        found.answers = connection.execute("SELECT * FROM command_answer").fetchall()
        found.head = connection.execute("SELECT position FROM log_head").fetchone()["position"]
        passed = connection.execute("SELECT name, position FROM checkpoint").fetchall()
        found.checkpoints = {row["name"]: row["position"] for row in passed}
        names = [row["name"] for row in connection.execute(READ_TABLES).fetchall()]
        for name in (*names, *OWN_TABLES.get(service, ())):
            rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))
            found.tables[name.partition("__v")[0]] = rows.fetchall()
        return found
