"""The three lists as a read model, folded from the log of `issues` alone."""

from typing import Any, cast

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from services.reports.confidential import concealed_in, withdraw
from services.reports.evolve import evolve, touches_lines
from services.reports.lines import EffectLine, IssueLines, Line, ProblemLine, TaskLine
from services.reports.versions import Versions, line_table

LINES: dict[str, tuple[type[Line], str]] = {
    "problem_line": (ProblemLine, "issue_id"),
    "task_line": (TaskLine, "task_id"),
    "effect_line": (EffectLine, "task_id"),
}
TABLE_OF = {kind: table for table, (kind, _) in LINES.items()}


class ThreeLists(Projection):
    """Tables `problem_line`, `task_line`, `effect_line` with intervals, and `list_moment`: which position the log
    had reached at which time. Months are of `timezone`: another one needs a rebuild."""

    name = "three_lists"
    version = 2
    sources = ("issues",)

    def __init__(self, timezone: str = "Asia/Shanghai"):
        self.timezone = timezone

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        for table, (kind, key) in LINES.items():
            line_table(metadata, table, suffix, kind, key)
        sa.Table(
            f"list_moment{suffix}",
            metadata,
            sa.Column("recorded_us", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("position", sa.BigInteger, nullable=False, index=True),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (issues is the only one)
        records: list[Record],
    ) -> None:
        _remember_moments(conn, tables["list_moment"], records)
        hidden = concealed_in(records)
        facts = [r for r in records if r.stream not in hidden and touches_lines(r)]
        versions = {
            name: Versions(conn, tables[name], kind, key) for name, (kind, key) in LINES.items()
        }
        issues = _load(versions, {record.data["issue_id"] for record in facts})
        for record in facts:
            issue_id = record.data["issue_id"]
            lines = evolve(issues.get(issue_id), record, self.timezone)
            if lines is None:
                continue
            issues[issue_id] = lines
            for line in lines:
                versions[TABLE_OF[type(line)]].put(line, record.position)
        for each in versions.values():
            each.write()
        withdraw(conn, (tables[name] for name in LINES), hidden)


def _load(versions: dict[str, Versions], issue_ids: set[str]) -> dict[str, IssueLines]:
    """The lines that these issues have now."""
    problems = {line.issue_id: line for line in versions["problem_line"].load(issue_ids)}
    below: dict[str, dict[str, dict[str, Any]]] = {
        issue_id: {"task_line": {}, "effect_line": {}} for issue_id in problems
    }
    for name in ("task_line", "effect_line"):
        for line in versions[name].load(issue_ids):
            below[line.issue_id][name][line.key] = line
    return {
        issue_id: IssueLines(
            cast(ProblemLine, problem), below[issue_id]["task_line"], below[issue_id]["effect_line"]
        )
        for issue_id, problem in problems.items()
    }


def _remember_moments(conn: sa.Connection, table: sa.Table, records: list[Record]) -> None:
    """The last position of each instant; the first instant of a batch may have begun in the one before."""
    if not records:
        return
    last = {record.recorded_us: record.position for record in records}
    conn.execute(sa.delete(table).where(table.c.recorded_us == records[0].recorded_us))
    rows = [{"recorded_us": us, "position": position} for us, position in last.items()]
    conn.execute(sa.insert(table), rows)
