"""A stored fact, as it is read back from a log or received from the broker."""

import hashlib
import json
import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventlog.clock import from_microseconds


@dataclass(frozen=True)
class Record:
    """One row of a log. `data` is plain JSON in which sealed fields are envelopes until they are opened."""

    position: int
    stream: str
    version: int
    type: str
    schema: int
    fact_id: str
    actor: str
    command_id: str | None
    causation_id: str | None
    data: dict[str, Any]
    recorded_us: int
    digest: str | None = None  # hex; only on the last record of an append
    origin: str = field(default="live", compare=False)

    @property
    def recorded_at(self) -> datetime:
        return from_microseconds(self.recorded_us)


def dump_data(data: dict[str, Any]) -> str:
    """The JSON text that is stored and digested."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def body_digest(
    stream: str,
    version: int,
    type_: str,
    schema: int,
    fact_id: str,
    actor: str,
    command_id: str | None,
    causation_id: str | None,
    data: str,
) -> bytes:
    """SHA-256 over everything in a row that the writer knows before the head row is locked."""
    parts = [stream, version, type_, schema, fact_id, actor, command_id, causation_id, data]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def append_digest(body_digests: list[bytes]) -> bytes:
    return hashlib.sha256(b"".join(body_digests)).digest()


def chain(previous: bytes, appended: bytes, recorded_us: int) -> bytes:
    """The log's digest after an append: SHA-256(previous || append digest || int8 big-endian time)."""
    return hashlib.sha256(previous + appended + struct.pack(">q", recorded_us)).digest()


GENESIS = bytes(32)
