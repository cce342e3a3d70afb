"""One moment of several services' databases, from which they can be begun again elsewhere.

The hazard: there is no moment that several databases share. Each is read in a snapshot of its own, and a follower's
checkpoint that is ahead of the log it follows would be taken for a restored log (`log_diverged`), or, worse, would
pass over the first facts that are appended after the move. A checkpoint behind its log is harmless: the facts
between are followed after the move, as they would have been here.

So the snapshots are opened followers first: a checkpoint seen in the earlier snapshot points at facts committed
before the later one. And because services may follow each other in a circle, it is looked at rather than believed:
where a checkpoint is ahead, all snapshots are let go and opened anew, which takes milliseconds. Reading the logs
later than the rest would not do: a fact would come without its number, its answer and its reporter.

What this does not protect: PostgreSQL keeps dead rows for as long as the snapshots are open.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.archive.errors import ArchiveRefused
from eventlog.archive.portable import Member, followers_first
from eventlog.snapshot import snapshot
from eventlog.tables import log_head

TRIES = 10


@contextmanager
def moment(members: Sequence[Member]) -> Iterator[Mapping[str, sa.Connection]]:
    """`{service: connection}`, each seeing one moment. Raises ArchiveRefused when a follower stays ahead of a log."""
    ahead: list[str] = []
    for _ in range(TRIES):
        with ExitStack() as stack:
            seen = {m.name: stack.enter_context(_opened(m)) for m in followers_first(members)}
            ahead = [text for member in members for text in _ahead(member, seen)]
            if not ahead:
                yield seen
                return
    raise ArchiveRefused(f"{ahead[0]}: run `minqing log verify`")


@contextmanager
def _opened(member: Member) -> Iterator[sa.Connection]:
    with snapshot(member.engine) as conn:
        _end(conn)  # the moment is that of the first read
        yield conn


def _ahead(member: Member, seen: Mapping[str, sa.Connection]) -> Iterator[str]:
    for name, source in member.follows.items():
        position, end = checkpoint.read(seen[member.name], name).position, _end(seen[source])
        if position > end:
            yield f"{member.name} has followed {source} to {position}, but that log ends at {end}"


def _end(conn: sa.Connection) -> int:
    return conn.execute(sa.select(log_head.c.position)).scalar_one()
