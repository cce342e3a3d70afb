"""Writes the histories of all services into a folder, beside the running system and in constant memory."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from eventlog.archive import manifest
from eventlog.archive.errors import ArchiveRefused
from eventlog.archive.manifest import ArchivedFile, ArchivedHead, Manifest
from eventlog.archive.moment import moment
from eventlog.archive.portable import ALWAYS, KEYS, Member, Part
from eventlog.archive.rows import to_line
from eventlog.archive.wrapping import key_check
from eventlog.tables import checkpoint, log_head
from eventlog.verify import faults

PAGE = 1000
Progress = Callable[[str, int], None]  # a file, lines so far


def export(
    folder: Path,
    members: Sequence[Member],
    now: datetime,
    *,
    on_request: Iterable[str] = (),
    master_key: bytes,
    progress: Progress,
) -> Manifest:
    """Write `members` as they are at one moment (`moment.py`); `on_request` adds keys or accounts.

    `folder` is made, or is empty. What an interrupted export leaves has no manifest. Raises ArchiveRefused."""
    _make(folder)
    kinds = sorted(ALWAYS | set(on_request))
    files: dict[str, ArchivedFile] = {}
    with moment(members) as seen:
        heads = {member.name: _head(seen[member.name]) for member in members}
        for member in members:
            _refuse_faults(member, seen[member.name])
            for part in member.parts(kinds):
                rows = _rows(seen[member.name], member, part)
                files[part.file] = _write(folder / part.file, part, rows, progress)
    written = Manifest(
        created_at=now.isoformat(),
        origin="demo" if any(head.origin == "demo" for head in heads.values()) else "live",
        holds=tuple(kinds),
        key_check=key_check(master_key) if KEYS in kinds else None,
        heads=heads,
        files=files,
    )
    _write_whole(folder / manifest.NAME, [written.to_text().encode()])
    return written


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ArchiveRefused(f"{folder} is not empty: an export wants a folder of its own")
    folder.chmod(0o700)


def _head(conn: sa.Connection) -> ArchivedHead:
    row = conn.execute(sa.select(log_head)).one()
    return ArchivedHead(row.position, row.recorded_us, bytes(row.digest).hex(), row.origin)


def _refuse_faults(member: Member, conn: sa.Connection) -> None:
    """What is written here is refused where it is read, when it may be all that is left: look now."""
    if fault := next(faults(conn), None):
        where = f"{member.name}: position {fault.position} {fault.kind}"
        raise ArchiveRefused(f"{where}: {fault.text}: run `minqing log verify`")


def _rows(conn: sa.Connection, member: Member, part: Part) -> Iterable[Any]:
    query = sa.select(part.table).order_by(*part.table.primary_key.columns)
    if part.table is checkpoint:
        query = query.where(checkpoint.c.name.in_(member.checkpoints))
    return conn.execute(query, execution_options={"yield_per": part.rows_at_once}).mappings()


def _write(path: Path, part: Part, rows: Iterable[Any], progress: Progress) -> ArchivedFile:
    digest, lines = hashlib.sha256(), 0

    def counted() -> Iterable[bytes]:
        nonlocal lines
        for row in rows:
            line = to_line(part.table, row)
            digest.update(line)
            lines += 1
            if lines % PAGE == 0:
                progress(part.file, lines)
            yield line

    _write_whole(path, counted())
    return ArchivedFile(lines, digest.hexdigest())


def _write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """A new file, its owner's alone, on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
