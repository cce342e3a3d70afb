"""Units and roles of `campaign`, as every service keeps them for its own decisions.

No names of persons: those are sealed with keys that only `campaign` has.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from services.kernel.directory import Directory
from services.kernel.units import Unit, UnitTree


class UnitDirectory(Projection):
    """Tables `directory_unit`, `directory_person`, `directory_role`; the last fact about each counts."""

    name = "unit_directory"
    version = 1
    sources = ("campaign",)

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"directory_unit{suffix}",
            metadata,
            sa.Column("unit_id", sa.Text, primary_key=True),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("parent_id", sa.Text),
            sa.Column("sort", sa.Text, nullable=False),
            sa.Column("closed", sa.Boolean, nullable=False),
        )
        sa.Table(
            f"directory_person{suffix}",
            metadata,
            sa.Column("person_id", sa.Text, primary_key=True),
            sa.Column("unit_id", sa.Text, nullable=False),
            sa.Column("position", sa.Text, nullable=False),
        )
        sa.Table(
            f"directory_role{suffix}",
            metadata,
            sa.Column("person_id", sa.Text, primary_key=True),
            sa.Column("role", sa.Text, primary_key=True),
            sa.Column("unit_id", sa.Text, primary_key=True),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (campaign is the only one)
        records: list[Record],
    ) -> None:
        for record in records:
            apply_one = _APPLY.get(record.type)
            if apply_one:
                apply_one(conn, tables, record.data)


def _unit_registered(conn: sa.Connection, tables: Tables, data: dict[str, Any]) -> None:
    table = tables["directory_unit"]
    row = {name: data[name] for name in ("unit_id", "name", "kind", "parent_id", "sort")}
    conn.execute(sa.delete(table).where(table.c.unit_id == data["unit_id"]))
    conn.execute(sa.insert(table).values(closed=False, **row))


def _unit_closed(conn: sa.Connection, tables: Tables, data: dict[str, Any]) -> None:
    table = tables["directory_unit"]
    conn.execute(sa.update(table).where(table.c.unit_id == data["unit_id"]).values(closed=True))


def _person_registered(conn: sa.Connection, tables: Tables, data: dict[str, Any]) -> None:
    table = tables["directory_person"]
    row = {name: data[name] for name in ("person_id", "unit_id", "position")}
    conn.execute(sa.delete(table).where(table.c.person_id == data["person_id"]))
    conn.execute(sa.insert(table).values(**row))


def _role_granted(conn: sa.Connection, tables: Tables, data: dict[str, Any]) -> None:
    _role_ended(conn, tables, data)
    conn.execute(sa.insert(tables["directory_role"]).values(**_role(data)))


def _role_ended(conn: sa.Connection, tables: Tables, data: dict[str, Any]) -> None:
    table = tables["directory_role"]
    conn.execute(sa.delete(table).where(*(table.c[n] == v for n, v in _role(data).items())))


def _role(data: dict[str, Any]) -> dict[str, str]:
    return {name: data[name] for name in ("person_id", "role", "unit_id")}


_APPLY: dict[str, Callable[[sa.Connection, Tables, dict[str, Any]], None]] = {
    "UnitRegistered": _unit_registered,
    "UnitClosed": _unit_closed,
    "PersonRegistered": _person_registered,
    "RoleGranted": _role_granted,
    "RoleEnded": _role_ended,
}


def load_tree(conn: sa.Connection, tables: Tables) -> UnitTree:
    """The tree, from the live tables of `UnitDirectory`."""
    rows = conn.execute(sa.select(tables["directory_unit"]))
    return UnitTree(
        Unit(row.unit_id, row.name, row.kind, row.parent_id, row.sort, row.closed) for row in rows
    )


def load_directory(conn: sa.Connection, tables: Tables) -> Directory:
    """The tree with everybody's home unit and roles."""
    people, roles = tables["directory_person"], tables["directory_role"]
    homes = {row.person_id: row.unit_id for row in conn.execute(sa.select(people))}
    held = conn.execute(sa.select(roles).order_by(roles.c.person_id, roles.c.role, roles.c.unit_id))
    triples = tuple((row.person_id, row.role, row.unit_id) for row in held)
    return Directory(load_tree(conn, tables), homes, triples)
