"""Several reads of one moment: what is counted is what is listed, whoever writes in between."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A read transaction whose every statement sees the same rows.

    SQLite in WAL gives that to any read transaction; PostgreSQL has to be asked, because by default each of its
    statements sees what was committed before that statement."""
    with engine.connect() as conn:
        if conn.dialect.name == "postgresql":
            conn = conn.execution_options(isolation_level="REPEATABLE READ")
        yield conn
