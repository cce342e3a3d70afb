"""Opens a database the way the log needs it, on PostgreSQL and SQLite.

SQLite: WAL, synchronous=FULL (a commit survives power loss), secure_delete=ON (a destroyed key is overwritten),
`BEGIN IMMEDIATE` for every write and one writer at a time per file: two writers that upgrade from a read
would otherwise fail with "database is locked" after waiting in vain for each other.

A database that is away, locked or full is no fault of the caller: Unavailable, with the driver's error as its cause.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from eventlog.errors import Unavailable

WAIT_SECONDS = 10
# A server that vanished without a word is noticed after a minute, not after the two hours of the system's default.
_KEEPALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_NOT_NOW = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_SET_UP_LOCK = 0x6D696E71  # "minq"
_writer_locks: WeakKeyDictionary[object, threading.Lock] = WeakKeyDictionary()


def open_engine(url: str) -> sa.Engine:
    """An engine for `postgresql+psycopg://…` or `sqlite:////path`; every wait in it has a limit."""
    engine = _open_sqlite(url) if url.startswith("sqlite") else _open_postgresql(url)
    sa.event.listen(engine, "handle_error", _translate)
    return engine


def _translate(context: sa.engine.ExceptionContext) -> None:
    error = context.original_exception
    if not isinstance(error, Exception):
        return  # Ctrl-C, which SQLAlchemy takes for a lost connection
    if isinstance(error, sqlite3.Error):
        not_now = getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW
    else:  # OperationalError: no connection, a time-out, a lock not had, a deadlock, a full disk
        not_now = context.is_disconnect or isinstance(
            context.sqlalchemy_exception, sa.exc.OperationalError
        )
    if not_now and not context.is_pre_ping:  # a ping that fails is answered by a new connection
        name = context.engine.url.database if context.engine else None
        raise Unavailable("service_down", {"database": Path(name or "").stem}) from error


def _open_postgresql(url: str) -> sa.Engine:
    options = f"-c lock_timeout={WAIT_SECONDS}s -c statement_timeout=60s -c timezone=UTC"
    return sa.create_engine(
        url,
        pool_size=5,
        max_overflow=15,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,  # an error message must not carry what people said
        connect_args={"connect_timeout": 5, "options": options, **_KEEPALIVE},
    )


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One write transaction: committed at the end, rolled back on an exception. Not re-entrant on SQLite."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as conn:
            yield conn
        return
    lock = _writer_locks.setdefault(engine.pool, threading.Lock())
    if not lock.acquire(timeout=WAIT_SECONDS):
        raise Unavailable("service_down")
    try:
        with engine.execution_options(minqing_writes=True).begin() as conn:
            yield conn
    finally:
        lock.release()


@contextmanager
def setting_up(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A write transaction for creating tables: processes that start together wait for each other."""
    with writing(engine) as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_SET_UP_LOCK)))
        yield conn


def hold(conn: sa.Connection, what: str) -> None:
    """Let others who hold the same in this database wait until this transaction ends. For what has no row yet that
    could be locked; on SQLite the write transaction itself is the lock. Take it before other locks."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(what, 0))))


def _open_sqlite(url: str) -> sa.Engine:
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection, _record):
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(conn: sa.Connection) -> None:
        writes = conn.get_execution_options().get("minqing_writes")
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
