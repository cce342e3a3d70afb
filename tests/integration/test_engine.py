"""A database that cannot be had now is told as Unavailable, whatever its driver calls it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventlog import engine as engines
from eventlog.engine import open_engine, writing
from eventlog.errors import Unavailable
from tests.servers.machine import free_ports

SELECT = sa.text("SELECT 1")


@pytest.fixture
def opened(storage_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(storage_url)
    yield engine
    engine.dispose()


def test_a_server_that_does_not_answer_is_unavailable() -> None:
    engine = open_engine(f"postgresql+psycopg://nobody@127.0.0.1:{free_ports(1)[0]}/issues")
    with pytest.raises(Unavailable) as unavailable, engine.connect():
        pass
    assert unavailable.value.params == {"database": "issues"}
    assert isinstance(unavailable.value.__cause__, sa.exc.OperationalError | Exception)


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'no' / 'folder' / 'issues.sqlite'}")
    with pytest.raises(Unavailable), engine.connect():
        pass


def test_a_file_that_another_process_writes_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.1)
    path = tmp_path / "issues.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as conn:
        conn.execute(sa.text("CREATE TABLE t (n int)"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable), writing(engine):
        pass
    other.execute("COMMIT")
    other.close()
    with writing(engine) as conn:
        conn.execute(sa.text("INSERT INTO t VALUES (1)"))
    engine.dispose()


def test_a_statement_that_is_wrong_is_a_fault_of_ours_and_raised_as_it_is(
    opened: sa.Engine,
) -> None:
    with pytest.raises(sa.exc.DBAPIError), opened.connect() as conn:
        conn.execute(sa.text("SELECT nothing FROM nowhere"))


def test_a_connection_that_the_server_ended_is_replaced_before_it_is_used(
    postgres_url: str,
) -> None:
    engine, other = open_engine(postgres_url), open_engine(postgres_url)
    with engine.connect() as conn:
        process = conn.scalar(sa.text("SELECT pg_backend_pid()"))
    with other.begin() as conn:
        conn.execute(sa.text("SELECT pg_terminate_backend(:process)"), {"process": process})
    with engine.connect() as conn:
        assert conn.scalar(SELECT) == 1
    engine.dispose()
    other.dispose()


def test_a_connection_that_the_server_ended_in_use_is_unavailable(postgres_url: str) -> None:
    engine, other = open_engine(postgres_url), open_engine(postgres_url)
    with engine.connect() as conn:
        process = conn.scalar(sa.text("SELECT pg_backend_pid()"))
        with other.begin() as ending:
            ending.execute(sa.text("SELECT pg_terminate_backend(:process)"), {"process": process})
        with pytest.raises(Unavailable):
            conn.execute(SELECT)
    with engine.connect() as conn:
        assert conn.scalar(SELECT) == 1
    engine.dispose()
    other.dispose()


def test_an_interrupt_in_the_middle_of_a_statement_stays_an_interrupt(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'log.sqlite'}")

    @sa.event.listens_for(engine, "do_execute")
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), engine.connect() as conn:
        conn.execute(SELECT)
    engine.dispose()
