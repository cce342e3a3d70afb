"""Facts of visits -> who is to go to an agreed next contact: those who were there, until they hand it over."""

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record


class Appointees(Projection):
    """Table `appointee`: a row for each person and visit at which a next contact was agreed on."""

    name = "appointees"
    version = 1
    sources = ("visits",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"appointee{suffix}",
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
        appointee = tables["appointee"]
        for record in records:
            if record.type == "VisitRecorded" and record.data["next_contact"]:
                for person in record.data["visitor_ids"]:
                    _put(conn, appointee, person, record.data["visit_id"])
            elif record.type == "AppointmentHandedOver":
                _take(conn, appointee, record.data["from_person"], record.data["visit_id"])
                _take(conn, appointee, record.data["to_person"], record.data["visit_id"])
                _put(conn, appointee, record.data["to_person"], record.data["visit_id"])


def _put(conn: sa.Connection, appointee: sa.Table, person: str, visit: str) -> None:
    conn.execute(sa.insert(appointee).values(person_id=person, visit_id=visit))


def _take(conn: sa.Connection, appointee: sa.Table, person: str, visit: str) -> None:
    """Whoever takes over may have been at the visit too."""
    here = sa.and_(appointee.c.person_id == person, appointee.c.visit_id == visit)
    conn.execute(sa.delete(appointee).where(here))
