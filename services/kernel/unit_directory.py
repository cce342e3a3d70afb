"""Units and roles of `campaign`, as every service keeps them for its own decisions.

No names of persons: those are sealed with keys that only `campaign` has.
"""

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from services.kernel.directory import Directory
from services.kernel.replace_rows import Row, replace_rows
from services.kernel.units import Unit, UnitTree

UNIT = ("unit_id", "name", "kind", "parent_id", "sort")
PERSON = ("person_id", "unit_id", "position")


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
        changes = _Changes()
        for record in records:
            changes.take(record)
        if changes.closed:
            table = tables["directory_unit"]
            closing = sa.update(table).where(table.c.unit_id == sa.bindparam("closing"))
            conn.execute(closing.values(closed=True), [{"closing": u} for u in changes.closed])
        replace_rows(conn, tables["directory_unit"], list(changes.units.values()))
        replace_rows(conn, tables["directory_person"], list(changes.people.values()))
        held = [_role(key) for key, holds in changes.roles.items() if holds]
        ended = [_role(key) for key, holds in changes.roles.items() if not holds]
        replace_rows(conn, tables["directory_role"], held, ended)


class _Changes:
    """What a batch comes to: an import brings thousands of facts at once."""

    def __init__(self) -> None:
        self.units: dict[str, Row] = {}
        self.closed: list[str] = []
        self.people: dict[str, Row] = {}
        self.roles: dict[tuple[str, str, str], bool] = {}

    def take(self, record: Record) -> None:
        data = record.data
        match record.type:
            case "UnitRegistered":
                self.units[data["unit_id"]] = {"closed": False, **_some(data, UNIT)}
            case "UnitClosed" if data["unit_id"] in self.units:
                self.units[data["unit_id"]]["closed"] = True
            case "UnitClosed":
                self.closed.append(data["unit_id"])
            case "PersonRegistered":
                self.people[data["person_id"]] = _some(data, PERSON)
            case "RoleGranted" | "RoleEnded":
                key = (data["person_id"], data["role"], data["unit_id"])
                self.roles[key] = record.type == "RoleGranted"


def _some(data: Row, names: tuple[str, ...]) -> Row:
    return {name: data[name] for name in names}


def _role(key: tuple[str, str, str]) -> Row:
    return dict(zip(("person_id", "role", "unit_id"), key, strict=True))


def load_tree(conn: sa.Connection, tables: Tables) -> UnitTree:
    """The tree, from the live tables of `UnitDirectory`."""
    rows = conn.execute(sa.select(tables["directory_unit"]))
    return UnitTree(
        Unit(row.unit_id, row.name, row.kind, row.parent_id, row.sort, row.closed) for row in rows
    )


def load_directory(conn: sa.Connection, tables: Tables) -> Directory:
    """The tree with everybody's home unit and roles."""
    people, roles = tables["directory_person"], tables["directory_role"]
    known = list(conn.execute(sa.select(people)))
    homes = {row.person_id: row.unit_id for row in known}
    positions = {row.person_id: row.position for row in known}
    held = conn.execute(sa.select(roles).order_by(roles.c.person_id, roles.c.role, roles.c.unit_id))
    triples = tuple((row.person_id, row.role, row.unit_id) for row in held)
    return Directory(load_tree(conn, tables), homes, triples, positions)
