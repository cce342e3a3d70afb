"""`manifest.json`: what an archive holds. It is written last, so a folder without one is an unfinished export."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eventlog.archive.errors import ArchiveWrong

NAME = "manifest.json"
FORMAT = 1
_MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class ArchivedHead:
    """A log's head: position of the last fact, its time in microseconds UTC, digest in hex, live | demo."""

    position: int
    recorded_us: int
    digest: str
    origin: str


@dataclass(frozen=True)
class ArchivedFile:
    lines: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`holds` are kinds of parts; `key_check` recognises the master key, where there are keys."""

    created_at: str
    origin: str
    holds: tuple[str, ...]
    key_check: str | None
    heads: Mapping[str, ArchivedHead]
    files: Mapping[str, ArchivedFile]

    def to_text(self) -> str:
        values = {"format": FORMAT, **asdict(self)}
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"

    @property
    def id(self) -> str:
        """By this an import that was interrupted recognises what it had done."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Raises ArchiveWrong."""
    path = folder / NAME
    if not path.exists():
        raise ArchiveWrong(f"{folder} holds no {NAME}: it is no export, or an unfinished one")
    with path.open("rb") as file:
        text = file.read(_MOST_BYTES)
    try:
        values = json.loads(text)
        number = values.pop("format")
        return _manifest(number, values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        raise ArchiveWrong(
            f"{NAME} is not what an export writes ({type(wrong).__name__})"
        ) from None


def _manifest(number: Any, values: dict[str, Any]) -> Manifest:
    if number != FORMAT:
        raise ArchiveWrong(f"{NAME}: format {number!r} is not known here, only {FORMAT}")
    heads = {name: ArchivedHead(**head) for name, head in values.pop("heads").items()}
    files = {name: ArchivedFile(**file) for name, file in values.pop("files").items()}
    found = Manifest(**{**values, "holds": tuple(values["holds"])}, heads=heads, files=files)
    if not all(isinstance(kind, str) for kind in found.holds):
        raise TypeError("what it holds")
    for head in heads.values():
        for number in (head.position, head.recorded_us):
            if type(number) is not int or not 0 <= number < 1 << 63:
                raise ValueError("a head's numbers")
        if len(bytes.fromhex(head.digest)) != hashlib.sha256().digest_size:
            raise ValueError("a head's digest")
        if head.origin not in ("live", "demo"):
            raise ValueError("a head's origin")
    return found
