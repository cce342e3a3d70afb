"""Facts of visits -> the book of visits: who was where, when and how it went. What was said stays in the log."""

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record


class VisitBook(Projection):
    """Tables `visit` and `visit_visitor`."""

    name = "visit_book"
    version = 1
    sources = ("visits",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"visit{suffix}",
            metadata,
            sa.Column("visit_id", sa.Text, primary_key=True),
            sa.Column("position", sa.BigInteger, nullable=False),
            sa.Column("party_id", sa.Text, nullable=False, index=True),
            sa.Column("unit_id", sa.Text, nullable=False),
            sa.Column("occurred_on", sa.Text, nullable=False, index=True),
            sa.Column("recorded_by", sa.Text, nullable=False),
            sa.Column("by_unit", sa.Text, nullable=False),
            sa.Column("visit_type", sa.Text, nullable=False),
            sa.Column("outcome", sa.Text, nullable=False),
            sa.Column("next_contact", sa.Text),
            sa.Column("problem_count", sa.Integer, nullable=False),
        )
        sa.Table(
            f"visit_visitor{suffix}",
            metadata,
            sa.Column("person_id", sa.Text, primary_key=True),
            sa.Column("visit_id", sa.Text, primary_key=True),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (there is one)
        records: list[Record],
    ) -> None:
        visits = [record for record in records if record.type == "VisitRecorded"]
        if not visits:
            return
        conn.execute(sa.insert(tables["visit"]), [_visit_row(record) for record in visits])
        visitors = [
            {"person_id": person, "visit_id": record.data["visit_id"]}
            for record in visits
            for person in record.data["visitor_ids"]
        ]
        conn.execute(sa.insert(tables["visit_visitor"]), visitors)


def _visit_row(record: Record) -> dict[str, object]:
    data = record.data
    copied = (
        "visit_id",
        "party_id",
        "unit_id",
        "occurred_on",
        "by_unit",
        "visit_type",
        "outcome",
        "next_contact",
        "problem_count",
    )
    return {name: data[name] for name in copied} | {
        "position": record.position,
        "recorded_by": data["by"],
    }
