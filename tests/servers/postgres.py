"""A private PostgreSQL: initialised, run in the foreground as a child of ours, and removed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from tests.servers.machine import ServerFailed, find_program, free_ports, last_lines

USER = "minqing"
START_SECONDS = 30.0
# Nothing here outlives the run: what a crash of the machine would lose need not be flushed.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=on",
    "unix_socket_directories=",
)


def start_postgres() -> "PostgresServer":
    server = PostgresServer()
    server.restart()
    return server


class PostgresServer:
    def __init__(self) -> None:
        self._postgres = _program("postgres")
        self._home = Path(tempfile.mkdtemp(prefix="minqing-postgres-"))
        self._log = self._home / "server.log"
        (self.port,) = free_ports(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._initialise()

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def drop_database(self, url: str) -> None:
        name = url.rpartition("/")[2]
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def restart(self) -> None:
        self._end(signal.SIGINT)
        deadline = time.monotonic() + START_SECONDS
        while not self._is_up():
            if time.monotonic() > deadline:
                raise ServerFailed(f"PostgreSQL did not start:\n{last_lines(self._log)}")
            # After a kill the old children may hold the shared memory for an instant: try again.
            if self._process is None or self._process.poll() is not None:
                self._process = self._launch()
            time.sleep(0.05)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGQUIT)
        shutil.rmtree(self._home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def _initialise(self) -> None:
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._home, "postgres", "postgres")
        self._log.touch()
        command = (
            *_as_the_right_user(),
            *(_program("initdb"), "-D", str(self._home / "data"), "-U", USER, "-A", "trust"),
            *("--no-sync", "-E", "UTF8", "--locale=C.UTF-8"),
        )
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        if done.returncode != 0:
            raise ServerFailed(f"initdb failed:\n{done.stderr}")

    def _launch(self) -> "subprocess.Popen[bytes]":
        settings = [f"-c{setting}" for setting in (f"port={self.port}", *SETTINGS)]
        address = "-clisten_addresses=127.0.0.1"
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [
                    *_as_the_right_user("--pdeathsig", "QUIT"),
                    *(self._postgres, "-D", str(self._home / "data"), address, *settings),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
            )

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def _is_up(self) -> bool:
        try:
            self._execute(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _execute(self, statement: sql.Composable) -> None:
        address = f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)


def _program(name: str) -> str:
    return find_program(name, "postgresql", "usr/lib/postgresql/*/bin", *_configured())


def _configured() -> list[str]:
    """The directory that pg_config tells, for a PostgreSQL that Debian did not install."""
    pg_config = shutil.which("pg_config")
    if pg_config is None:
        return []
    told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
    return [told.stdout.strip().lstrip("/")] if told.returncode == 0 else []


def _as_the_right_user(*options: str) -> list[str]:
    setpriv = find_program("setpriv", "util-linux")
    if os.geteuid() == 0:
        options = ("--reuid=postgres", "--regid=postgres", "--clear-groups", *options)
    return [setpriv, *options] if options else []
