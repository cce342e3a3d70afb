"""The first play does not wait for the disk at each of its thousands of commits: it flushes once, at its end.

The hazard: without `synchronous` a power cut may leave a database torn. Until the flush is done the folder bears the
mark `story.unfinished`, by which the next start throws everything away and begins again. Nobody else may use this.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from minqing.embedded import EmbeddedHost


@contextmanager
def unsynced(host: EmbeddedHost) -> Iterator[None]:
    """Stop syncing every connection that `host` opens from now on; flush its files when the work is done."""
    for application in host.applications.values():
        sa.event.listen(application.environment.engine, "connect", _stop_syncing)
    yield
    host.stop()  # the last connection to a file writes its log back into it
    for path in host.folder.path.glob("*.sqlite*"):
        _flush(str(path))
    _flush(str(host.folder.path))


def _stop_syncing(connection, _record) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _flush(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
