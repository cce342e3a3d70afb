"""Who works where, with the names sealed: they are opened only while a question is answered."""

import json
from typing import Any

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from eventlog.seal import Keyring
from services.kernel.replace_rows import Row, replace_rows

MOST = 500


class Staff(Projection):
    """Table `staff_person`; `name` is the envelope as JSON."""

    name = "staff"
    version = 1
    sources = ("campaign",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"staff_person{suffix}",
            metadata,
            sa.Column("person_id", sa.Text, primary_key=True),
            sa.Column("unit_id", sa.Text, nullable=False),
            sa.Column("position", sa.Text, nullable=False),
            sa.Column("name", sa.Text),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (campaign is the only one)
        records: list[Record],
    ) -> None:
        rows = {
            record.data["person_id"]: _row(record.data)
            for record in records
            if record.type == "PersonRegistered"
        }
        replace_rows(conn, tables["staff_person"], list(rows.values()))


def _row(data: Row) -> Row:
    name = data.get("name")
    return {
        "person_id": data["person_id"],
        "unit_id": data["unit_id"],
        "position": data["position"],
        "name": name and json.dumps(name),
    }


def people(
    conn: sa.Connection, tables: Tables, keyring: Keyring, ids: list[str]
) -> list[dict[str, Any]]:
    """`[{id, name, position, unit}]` of those that exist, in the order asked for."""
    table = tables["staff_person"]
    found = {
        person["id"]: person
        for person in _named(conn, keyring, sa.select(table).where(table.c.person_id.in_(ids)))
    }
    return [found[person] for person in dict.fromkeys(ids) if person in found]


def people_of_unit(
    conn: sa.Connection, tables: Tables, keyring: Keyring, unit: str
) -> list[dict[str, Any]]:
    """As `people`, of those who belong to this very unit: the first 500."""
    table = tables["staff_person"]
    query = sa.select(table).where(table.c.unit_id == unit).order_by(table.c.person_id)
    return _named(conn, keyring, query.limit(MOST))


def _named(conn: sa.Connection, keyring: Keyring, query: sa.Select[Any]) -> list[dict[str, Any]]:
    rows = conn.execute(query).all()
    names = keyring.open_values([row.name and json.loads(row.name) for row in rows], conn)
    return [
        {"id": row.person_id, "name": name, "position": row.position, "unit": row.unit_id}
        for row, name in zip(rows, names, strict=True)
    ]
