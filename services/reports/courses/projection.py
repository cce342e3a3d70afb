"""The courses of all issues as a read model, folded from the log of `issues` alone, with the interval of positions
in which each was true: numbers of a past moment are counted as lists are.

A course begins with the line of the problem list. Whoever changes that line counts `version` up here as well.
"""

from typing import cast

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from services.reports.confidential import concealed_in, withdraw
from services.reports.courses.course import Course, follow, touches_course
from services.reports.versions import Versions, line_table

TABLE = "issue_course"
# What numbers are made of: as of now they are counted without reading the rows.
COUNTED = (
    "unit_id",
    "lead_unit_id",
    "confidential",
    "state",
    "month",
    "closed_month",
    "category",
    "outcome",
    "on_time",
    "satisfaction",
    "limit_ends_us",
    "work",
)


class IssueCourses(Projection):
    """Table `issue_course`. Days are of `timezone`: another one needs a rebuild."""

    name = "issue_courses"
    version = 1
    sources = ("issues",)

    def __init__(self, timezone: str = "Asia/Shanghai"):
        self.timezone = timezone

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        table = line_table(metadata, TABLE, suffix, Course, "issue_id")
        is_open = table.c.to_position.is_(None)
        sa.Index(
            f"{TABLE}_counted{suffix}",
            *(table.c[name] for name in COUNTED),
            postgresql_where=is_open,
            sqlite_where=is_open,
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (issues is the only one)
        records: list[Record],
    ) -> None:
        hidden = concealed_in(records)
        facts = [r for r in records if r.stream not in hidden and touches_course(r)]
        versions = Versions(conn, tables[TABLE], Course, "issue_id")
        ids = {record.data["issue_id"] for record in facts}
        courses = {line.issue_id: cast(Course, line) for line in versions.load(ids)}
        for record in facts:
            issue_id = record.data["issue_id"]
            course = follow(courses.get(issue_id), record, self.timezone)
            if course is not None:
                courses[issue_id] = course
                versions.put(course, record.position)
        versions.write()
        withdraw(conn, [tables[TABLE]], hidden)
