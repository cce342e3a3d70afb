"""Sealing: personal and free text is encrypted with the key of its subject before it is appended.

Each subject (a person, an issue, a visit) has its own AES-256 key (`subject_keys.py`). Destroying the key forgets
the words everywhere at once: log, read models, queues and dead letters hold the same ciphertext.

An envelope names its algorithm, so that another one can be added: {"alg", "key_id", "field", "nonce", "text"}.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventlog.engine import writing
from eventlog.fact import Fact, sealed_fields
from eventlog.record import Record, dump_data
from eventlog.subject_keys import SubjectKey, SubjectKeys

ALGORITHM = "A256GCM"
Envelope = dict[str, str]


def is_envelope(value: Any) -> bool:
    return isinstance(value, dict) and value.get("alg") == ALGORITHM and "key_id" in value


class Keyring:
    """Seals and opens with the keys of one service's subjects. `master_key` is 32 bytes from a secret."""

    def __init__(self, engine: sa.Engine, master_key: bytes):
        self.engine = engine
        self._keys = SubjectKeys(master_key)
        self._search_key = _derived(master_key, b"minqing search")
        self._request_key = _derived(master_key, b"minqing request")

    @property
    def keys(self) -> SubjectKeys:
        """For `sealed_bytes.py`, which seals what is no text."""
        return self._keys

    def check(self) -> None:
        """Raise MasterKeyWrong when what is sealed here was sealed under another master key."""
        with self.engine.connect() as conn:
            self._keys.check(conn)

    def seal(self, conn: sa.Connection, facts: list[Fact], now_us: int) -> list[dict[str, Any]]:
        """The facts' data with sealed fields turned into envelopes; makes the keys that are missing."""
        subjects = {
            getattr(fact, subject)
            for fact in facts
            for subject in sealed_fields(type(fact)).values()
            if getattr(fact, subject)
        }
        keys = self._keys.of(conn, subjects, now_us)
        return [_seal_one(fact, keys) for fact in facts]

    def open_records(
        self, records: list[Record], conn: sa.Connection | None = None
    ) -> list[Record]:
        """The records with their sealed fields in clear; None where the key was destroyed."""
        keys = self._keys_in(
            conn,
            [value for record in records for value in record.data.values() if is_envelope(value)],
        )
        return [replace(record, data=_open_data(record, keys)) for record in records]

    def open_values(
        self, envelopes: list[Envelope | None], conn: sa.Connection | None = None
    ) -> list[str | None]:
        """Envelopes kept in a read model, in clear; None stays None, and so is what was forgotten."""
        keys = self._keys_in(conn, [value for value in envelopes if value is not None])
        return [None if value is None else _open(value, keys) for value in envelopes]

    def seal_whole(self, records: list[Record], streams: set[str]) -> list[Record]:
        """The records, those of `streams` with their whole data in one envelope and nobody named as actor; makes
        the keys that are missing, in a transaction of its own."""
        subjects = {stream: f"wire:{stream}" for stream in streams}
        with self.engine.connect() as conn:
            keys = self._keys.living(conn, subjects.values())
        if len(keys) < len(subjects):
            with writing(self.engine) as conn:
                newest_us = max(record.recorded_us for record in records)
                keys = self._keys.of(conn, subjects.values(), newest_us)
        return [
            _seal_record(record, keys[subjects[record.stream]])
            if record.stream in streams
            else record
            for record in records
        ]

    def mac(self, conn: sa.Connection, subject: str, message: bytes) -> bytes | None:
        """HMAC-SHA256 under a key derived from the subject's key; None when that is destroyed or missing."""
        key = self._keys.living(conn, [subject]).get(subject)
        if key is None:
            return None
        return hmac.digest(_derived(key.secret, b"minqing mac"), message, hashlib.sha256)

    def search_token(self, text: str) -> str:
        """A keyed token by which a word can be found without being stored: 128 bits, hex."""
        return hmac.digest(self._search_key, text.encode(), hashlib.sha256)[:16].hex()

    def request_digest(self, request: bytes) -> str:
        """Keyed, so that a stored digest cannot confirm a guess at what somebody said."""
        return hmac.digest(self._request_key, request, hashlib.sha256).hex()

    def destroy(self, conn: sa.Connection, subjects: Iterable[str], now_us: int) -> int:
        """Destroy the keys of these subjects; returns how many there were. What they sealed is gone for good."""
        return self._keys.destroy(conn, subjects, now_us)

    def scrub(self) -> None:
        """Let go of what `destroy` left in this database's files: wrapped keys, of no use without the master key.

        SQLite overwrites them (secure_delete) and here empties the write-ahead log; PostgreSQL frees the rows, and
        their bytes stand in pages and in its own write-ahead log until both are used again."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            if self.engine.dialect.name == "sqlite":
                conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                conn.exec_driver_sql("VACUUM subject_key")

    def _keys_in(
        self, conn: sa.Connection | None, envelopes: list[Envelope]
    ) -> dict[str, bytes | None]:
        ids = {envelope["key_id"] for envelope in envelopes}
        if not ids:
            return {}
        if conn is not None:
            return self._keys.by_id(conn, ids)
        with self.engine.connect() as own:
            return self._keys.by_id(own, ids)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose, hashlib.sha256)


def _seal_one(fact: Fact, keys: dict[str, SubjectKey]) -> dict[str, Any]:
    data = fact.to_data()
    for name, subject in sealed_fields(type(fact)).items():
        if data[name] is not None:
            key = keys[getattr(fact, subject)]
            data[name] = _close(data[name], key, f"{type(fact).__name__}.{name}")
    return data


def _seal_record(record: Record, key: SubjectKey) -> Record:
    data = {"sealed": _close(dump_data(record.data), key, f"{record.type}.sealed")}
    return replace(record, data=data, actor="concealed", command_id=None, causation_id=None)


def _close(text: str, key: SubjectKey, field: str) -> Envelope:
    nonce = os.urandom(12)
    sealed = AESGCM(key.secret).encrypt(nonce, text.encode(), f"{key.id}|{field}".encode())
    return {
        "alg": ALGORITHM,
        "key_id": key.id,
        "field": field,
        "nonce": base64.b64encode(nonce).decode(),
        "text": base64.b64encode(sealed).decode(),
    }


def _open_data(record: Record, keys: dict[str, bytes | None]) -> dict[str, Any]:
    return {
        name: _open(value, keys, f"{record.type}.{name}") if is_envelope(value) else value
        for name, value in record.data.items()
    }


def _open(
    envelope: Envelope, keys: dict[str, bytes | None], field: str | None = None
) -> str | None:
    """`field`, where given, must be the one it was sealed for: an envelope moved to another field is refused."""
    key = keys.get(envelope["key_id"])
    if key is None:
        return None
    if field is not None and envelope["field"] != field:
        raise InvalidTag(f"an envelope for {envelope['field']} stands in {field}")
    bound = f"{envelope['key_id']}|{envelope['field']}".encode()
    nonce, text = base64.b64decode(envelope["nonce"]), base64.b64decode(envelope["text"])
    return AESGCM(key).decrypt(nonce, text, bound).decode()
