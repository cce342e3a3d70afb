"""Errors on the command line: what went wrong and what to do, in one line, exit code 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from eventlog.errors import Failure, LogDiverged
from eventlog.projection import RebuildNeeded
from minqing.data_folder import FolderInUse, FolderMissing
from minqing.port import PortInUse
from minqing.settings import SettingMissing

PLAIN = (FolderInUse, FolderMissing, SettingMissing, PortInUse, RebuildNeeded, LogDiverged)


@contextmanager
def plainly() -> Iterator[None]:
    try:
        yield
    except PLAIN as problem:
        click.echo(f"minqing: {problem}", err=True)
        sys.exit(1)
    except Failure as failure:
        words = ", ".join(f"{name}: {value}" for name, value in failure.params.items())
        click.echo(f"minqing: {failure.code}{' (' + words + ')' if words else ''}", err=True)
        sys.exit(1)
