"""Errors on the command line: what went wrong and what to do, in one line, exit code 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
import sqlalchemy as sa

from eventlog.archive.errors import ArchiveRefused, ArchiveWrong
from eventlog.errors import Failure, LogDiverged, Unavailable
from eventlog.projection import RebuildNeeded
from eventlog.subject_keys import MasterKeyWrong
from minqing.data_folder import FolderInUse, FolderMissing
from minqing.port import PortInUse
from minqing.settings import SettingMissing

UNDEFINED_TABLE = "42P01"  # as PostgreSQL numbers it
PLAIN = (
    ArchiveRefused,
    ArchiveWrong,
    FolderInUse,
    FolderMissing,
    SettingMissing,
    PortInUse,
    RebuildNeeded,
    LogDiverged,
    MasterKeyWrong,
    OSError,  # a file or folder: it says which, and what is wrong with it
)


@contextmanager
def plainly() -> Iterator[None]:
    try:
        yield
    except PLAIN as problem:
        _end(str(problem))
    except sa.exc.DBAPIError as error:
        if not _says_no_table(error):
            raise
        _end("the database has no tables yet: start the system once")
    except Failure as failure:
        words = ", ".join(f"{name}: {value}" for name, value in failure.params.items())
        cause = _first_line(failure.__cause__) if isinstance(failure, Unavailable) else ""
        _end(failure.code + (f" ({words})" if words else "") + (f": {cause}" if cause else ""))


def _first_line(cause: BaseException | None) -> str:
    """What a driver says of a database that is away, without the statement."""
    return str(cause).strip().partition("\n")[0] if cause else ""


def _says_no_table(error: sa.exc.DBAPIError) -> bool:
    text = str(error.orig)
    return "no such table" in text or getattr(error.orig, "sqlstate", "") == UNDEFINED_TABLE


def _end(text: str) -> NoReturn:
    click.echo(f"minqing: {text}", err=True)
    sys.exit(1)
