"""Brings a database to the newest shape: the log's own tables, then those that a service adds.

Each set of migrations is a package with `versions/`, run by the one `env.py` here, with a version table of its
own. On PostgreSQL an advisory lock keeps containers that start together from migrating at the same time.
"""

from collections.abc import Iterable
from importlib.resources import files

import sqlalchemy as sa

OWN = "eventlog.migrations"
_LOCK = 0x6D696E71  # "minq"


def upgrade(engine: sa.Engine, packages: Iterable[str] = ()) -> None:
    """Run the migrations of the log and of `packages` (dotted names, such as `services.issues.migrations`)."""
    from alembic import command  # costs 350 ms to import, and only migrating needs it
    from alembic.config import Config

    from eventlog.engine import writing

    with writing(engine) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        for package in (OWN, *packages):
            config = Config()
            config.set_main_option("script_location", str(files(OWN)))
            config.set_main_option("version_locations", str(files(package) / "versions"))
            config.set_main_option("path_separator", "newline")
            config.attributes["connection"] = conn
            config.attributes["version_table"] = "alembic_" + package.split(".")[-2]
            command.upgrade(config, "head")
