"""Takes a checked folder into empty databases: positions, times and digests as they were.

The hazard: half a history that is taken for a whole one, or a fact that is told twice. So one service is one
transaction, which reads back what it wrote and verifies the chain before it commits. Several databases do not
commit together: each leaves a mark with its rows (the checkpoint `archive`, which names the folder's manifest),
so that an import that was interrupted is begun again with the same folder and goes on with the services that
have no mark. Followers come before what they follow (`followers_first`): a checkpoint may for a moment be ahead of a
log that is still empty, which stops a follower that happens to run, but is never behind one that is full, which
would make it react to old facts a second time.

The relay goes on where the exporting system's stood; a history that never had one (embedded) is marked as published
up to its head. So nothing old is published again: our own followers ask the owner for what they lack, and strangers'
programs, which may not be idempotent, hear of each fact at least once and of old ones not a second time. A
stranger who wants the whole history asks `facts_after` for it.
"""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from eventlog import checkpoint as checkpoints
from eventlog.archive.check import Progress, Rows, parts_in, read_rows
from eventlog.archive.errors import ArchiveRefused, ArchiveWrong
from eventlog.archive.manifest import ArchivedHead, Manifest
from eventlog.archive.portable import ALWAYS, KEYS, ON_REQUEST, RELAY, Member, Part, followers_first
from eventlog.archive.wrapping import Rewrap
from eventlog.checkpoint import START, Checkpoint
from eventlog.engine import writing
from eventlog.tables import checkpoint, log_head
from eventlog.verify import faults

MARK = "archive"


def missing_here(manifest: Manifest, members: Sequence[Member]) -> list[Member]:
    """The services to load, in order: all, or those that an interrupted import had left out.

    Raises ArchiveRefused when one of them is not empty, or when all have this folder already."""
    missing = [member for member in followers_first(members) if not _is_loaded(member, manifest)]
    if not missing:
        raise ArchiveRefused("this folder has been imported here before: nothing was changed")
    for member in missing:
        with member.engine.connect() as conn:
            _refuse_unless_empty(conn, member)
    return missing


class Loading:
    """One service, one transaction. `rewrap` is needed where the folder holds keys."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        member: Member,
        rewrap: Rewrap | None,
        progress: Progress,
    ):
        self.folder = folder
        self.manifest = manifest
        self.member = member
        self.rewrap = rewrap
        self.progress = progress

    def run(self) -> None:
        """Raises ArchiveRefused when it is not empty, ArchiveWrong when the folder was altered meanwhile."""
        with writing(self.member.engine) as conn:
            _make_room(conn, self.member)
            for part in parts_in(self.manifest, self.member):
                self._insert(conn, part)
            head = self.manifest.heads[self.member.name]
            _set_head(conn, head)
            self._set_checkpoints(conn, head)
            if fault := next(faults(conn), None):
                where = f"{self.member.name}: position {fault.position} {fault.kind}"
                raise ArchiveWrong(f"{where}: the database did not keep what was written")

    def _insert(self, conn: sa.Connection, part: Part) -> None:
        rows = read_rows(self.folder, self.manifest, part, self.progress)
        if part.kind == KEYS:
            rows = _rewrapped(part, rows, self.rewrap)
        try:
            while page := [row for _, row in islice(rows, part.rows_at_once)]:
                conn.execute(sa.insert(part.table), page)
        except (sa.exc.IntegrityError, sa.exc.DataError) as refused:
            raise ArchiveWrong(f"{part.file}: the database takes no such rows") from refused

    def _set_checkpoints(self, conn: sa.Connection, head: ArchivedHead) -> None:
        end = Checkpoint(head.position, head.position, head.digest) if head.position else START
        if checkpoints.read(conn, RELAY) == START:
            checkpoints.move(conn, RELAY, end)
        mark = Checkpoint(head.position, head.position, self.manifest.id)
        checkpoints.move(conn, MARK, mark)


def _is_loaded(member: Member, manifest: Manifest) -> bool:
    with member.engine.connect() as conn:
        return checkpoints.read(conn, MARK).digest == manifest.id


def _make_room(conn: sa.Connection, member: Member) -> None:
    """Hold the head, so that nothing is appended from here on; let go of checkpoints at zero."""
    ours = checkpoint.c.name.in_([*member.checkpoints, MARK])
    conn.execute(sa.delete(checkpoint).where(ours, checkpoint.c.position == 0))
    conn.execute(sa.select(log_head).with_for_update()).one()
    _refuse_unless_empty(conn, member)


def _refuse_unless_empty(conn: sa.Connection, member: Member) -> None:
    position = conn.execute(sa.select(log_head.c.position)).scalar_one()
    if position:
        raise ArchiveRefused(f"the log of {member.name} is not empty: it holds {position} facts")
    for name in member.checkpoints:  # a read model may be ahead: its source was loaded a moment ago
        if seen := checkpoints.read(conn, name).position:
            raise ArchiveRefused(f"{member.name} is not empty: {name} has followed a log to {seen}")
    for part in member.parts(ALWAYS | ON_REQUEST):
        row = sa.select(sa.literal(1)).select_from(part.table).limit(1)
        if part.table is not checkpoint and conn.scalar(row):
            raise ArchiveRefused(f"{member.name} is not empty: {part.table.name} holds rows")


def _set_head(conn: sa.Connection, head: ArchivedHead) -> None:
    values = {
        "position": head.position,
        "recorded_us": head.recorded_us,
        "digest": bytes.fromhex(head.digest),
        "origin": head.origin,
    }
    conn.execute(sa.update(log_head).values(values))


def _rewrapped(part: Part, rows: Rows, rewrap: Rewrap | None) -> Rows:
    if rewrap is None:
        raise ValueError("keys need a master key")
    for line, row in rows:
        try:
            yield line, rewrap(row)
        except ValueError as wrong:
            raise ArchiveWrong(f"{part.file}, line {line}: {wrong}") from None
