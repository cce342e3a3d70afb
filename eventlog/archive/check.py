"""Is a folder what was exported? Looked at before anything is written: every file, line and link of the chain.

Named: a row of a log altered, removed, inserted or swapped, by file, line and position; a file cut off, changed,
missing or of another table; a checkpoint that does not stand in the log it follows. Not found: a folder made
anew as a whole, which only its digests tell from the true one.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from eventlog.archive.errors import ArchiveWrong
from eventlog.archive.manifest import NAME, ArchivedHead, Manifest, read_manifest
from eventlog.archive.portable import ALWAYS, FACTS, ON_REQUEST, Member, Part
from eventlog.archive.rows import from_line
from eventlog.tables import checkpoint, metadata
from eventlog.verify import faults_of

MAX_LINE = 16 << 20  # bytes
PAGE = 1000
Progress = Callable[[str, int], None]
Rows = Iterator[tuple[int, dict[str, Any]]]  # line numbers, from 1, and rows
_Witness = str  # a follower's file and line


def check(folder: Path, members: Sequence[Member], progress: Progress) -> Manifest:
    """The manifest of a whole and unaltered folder. Raises ArchiveWrong."""
    manifest = read_manifest(folder)
    _check_names(folder, manifest, members)
    witnesses = _witnesses(folder, manifest, members)
    for member in members:
        for part in parts_in(manifest, member):
            rows = read_rows(folder, manifest, part, progress)
            if part.kind == FACTS:
                of_log = witnesses.get(member.name, {})
                _LogFile(part, rows, of_log).check(manifest.heads[member.name])
            for _ in rows:  # to the end, where the file as a whole is looked at
                pass
    return manifest


def parts_in(manifest: Manifest, member: Member) -> list[Part]:
    """What there is of a service; a table that is younger than the export is empty."""
    return [part for part in member.parts(manifest.holds) if part.file in manifest.files]


def read_rows(folder: Path, manifest: Manifest, part: Part, progress: Progress) -> Rows:
    """The rows of one file, which must at its end be what the manifest says. Raises ArchiveWrong."""
    told, digest, number = manifest.files[part.file], hashlib.sha256(), 0
    with (folder / part.file).open("rb") as file:
        while line := file.readline(MAX_LINE):
            number += 1
            digest.update(line)
            if not line.endswith(b"\n"):
                raise ArchiveWrong(f"{part.file}, line {number}: is cut off")
            try:
                yield number, from_line(part.table, line)
            except ValueError as wrong:
                raise ArchiveWrong(f"{part.file}, line {number}: {wrong}") from None
            if number % PAGE == 0:
                progress(part.file, number)
    if number != told.lines:
        raise ArchiveWrong(f"{part.file} has {number} lines, {NAME} says {told.lines}")
    if digest.hexdigest() != told.sha256:
        raise ArchiveWrong(f"{part.file} is not what was exported: its SHA-256 is another")


def _check_names(folder: Path, manifest: Manifest, members: Sequence[Member]) -> None:
    if not ALWAYS <= set(manifest.holds) <= ALWAYS | ON_REQUEST:
        raise ArchiveWrong(f"{NAME}: holds {', '.join(map(str, manifest.holds))}")
    if manifest.heads.keys() != {member.name for member in members}:
        raise ArchiveWrong(f"{NAME}: is of the services {', '.join(manifest.heads)}")
    known = [part for member in members for part in member.parts(manifest.holds)]
    if unknown := sorted(manifest.files.keys() - {part.file for part in known}):
        raise ArchiveWrong(f"{NAME}: {unknown[0]} is of no table here: is this version older?")
    for part in known:
        if part.table.metadata is metadata and part.file not in manifest.files:
            raise ArchiveWrong(f"{NAME}: {part.file} is not in it")
    for name in sorted(manifest.files):
        if not (folder / name).is_file():
            raise ArchiveWrong(f"{name} is missing")


class _LogFile:
    """A log's file, walked once: the chain from the first fact to the head, and what followers saw of it."""

    def __init__(self, part: Part, rows: Rows, witnesses: Mapping[int, Mapping[str, _Witness]]):
        self.part = part
        self.rows = rows
        self.witnesses = witnesses
        self.line = 0
        self.recorded_us = 0
        self.unseen = set(witnesses)

    def check(self, head: ArchivedHead) -> None:
        file = self.part.file
        end = SimpleNamespace(position=head.position, digest=bytes.fromhex(head.digest))
        for fault in faults_of(self._walk(), end):
            where = f"{file}, line {self.line}: position {fault.position}"
            raise ArchiveWrong(f"{where} {fault.kind}: {fault.text}")
        if self.recorded_us != head.recorded_us:
            raise ArchiveWrong(f"{NAME}: the head of {self.part.service} has another time")
        for position in self.unseen:
            for where in self.witnesses[position].values():
                raise ArchiveWrong(f"{where}: {file} ends before position {position}")

    def _walk(self) -> Iterator[SimpleNamespace]:
        for line, row in self.rows:
            self.line, self.recorded_us = line, row["recorded_us"]
            own = (row["digest"] or b"").hex()
            for digest, where in self.witnesses.get(row["position"], {}).items():
                if own != digest:
                    at = f"{self.part.file}, line {line}"
                    raise ArchiveWrong(f"{where}: {at} has another digest")
            self.unseen.discard(row["position"])
            yield SimpleNamespace(**row)


def _witnesses(
    folder: Path, manifest: Manifest, members: Sequence[Member]
) -> dict[str, dict[int, dict[str, _Witness]]]:
    """`{source: {position: {digest: where that is said}}}` of every checkpoint that travels."""
    found: dict[str, dict[int, dict[str, _Witness]]] = {}
    for member in members:
        sources = {**dict.fromkeys(member.checkpoints, member.name), **member.follows}
        [part] = [part for part in member.parts(ALWAYS) if part.table is checkpoint]
        for line, row in read_rows(folder, manifest, part, lambda _file, _lines: None):
            where, source = f"{part.file}, line {line}", sources.get(row["name"], "")
            if source not in manifest.heads:
                raise ArchiveWrong(f"{where}: {row['name']} follows nothing here")
            if row["position"] > manifest.heads[source].position:
                raise ArchiveWrong(f"{where}: {row['name']} is ahead of the log of {source}")
            if row["digest_position"]:
                of_source = found.setdefault(source, {})
                of_source.setdefault(row["digest_position"], {})[row["digest"]] = where
    return found
