"""Sealing: personal and free text is encrypted with the key of its subject before it is appended.

Each subject (a person, an issue, a visit) has its own AES-256 key, wrapped by the deployment's master key and
kept beside the log, never in it. Destroying the key forgets the words everywhere at once: log, read models,
queues and dead letters hold the same ciphertext. Keys are read afresh for every use and never cached, so that
a key destroyed by one process is gone for all of them.

An envelope names its algorithm, so that another one can be added: {"alg", "key_id", "field", "nonce", "text"}.
"""

import base64
import hashlib
import hmac
import os
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from eventlog.fact import Fact, sealed_fields
from eventlog.record import Record
from eventlog.tables import subject_key

ALGORITHM = "A256GCM"
Envelope = dict[str, str]


def is_envelope(value: Any) -> bool:
    return isinstance(value, dict) and value.get("alg") == ALGORITHM and "key_id" in value


class Keyring:
    """The keys of one service's subjects. `master_key` is 32 bytes from a secret."""

    def __init__(self, engine: sa.Engine, master_key: bytes):
        self.engine = engine
        self._master_key = master_key

    def seal(self, conn: sa.Connection, facts: list[Fact], now_us: int) -> list[dict[str, Any]]:
        """The facts' data with sealed fields turned into envelopes; makes the keys that are missing."""
        subjects = {
            getattr(fact, subject)
            for fact in facts
            for subject in sealed_fields(type(fact)).values()
            if getattr(fact, subject)
        }
        keys = self._keys_of(conn, subjects, now_us)
        return [self._seal_one(fact, keys) for fact in facts]

    def open_records(
        self, records: list[Record], conn: sa.Connection | None = None
    ) -> list[Record]:
        """The records with their sealed fields in clear; None where the key was destroyed."""
        keys = self._keys_in(
            conn,
            [value for record in records for value in record.data.values() if is_envelope(value)],
        )
        return [replace(record, data=self._open_data(record, keys)) for record in records]

    def open_values(
        self, envelopes: list[Envelope | None], conn: sa.Connection | None = None
    ) -> list[str | None]:
        """Envelopes kept in a read model, in clear; None stays None, and so is what was forgotten."""
        keys = self._keys_in(conn, [value for value in envelopes if value is not None])
        return [None if value is None else _open(value, keys) for value in envelopes]

    def mac(self, conn: sa.Connection, subject: str, message: bytes) -> bytes | None:
        """HMAC-SHA256 under a key derived from the subject's key; None when that is destroyed or missing."""
        wrapped = conn.scalar(
            sa.select(subject_key.c.wrapped).where(
                subject_key.c.subject == subject, subject_key.c.wrapped.is_not(None)
            )
        )
        if wrapped is None:
            return None
        derived = hmac.digest(self._unwrap(wrapped), b"minqing mac", hashlib.sha256)
        return hmac.digest(derived, message, hashlib.sha256)

    def search_token(self, text: str) -> str:
        """A keyed token by which a word can be found without being stored: 128 bits, hex."""
        derived = hmac.digest(self._master_key, b"minqing search", hashlib.sha256)
        return hmac.digest(derived, text.encode(), hashlib.sha256)[:16].hex()

    def request_digest(self, request: bytes) -> str:
        """Keyed, so that a stored digest cannot confirm a guess at what somebody said."""
        derived = hmac.digest(self._master_key, b"minqing request", hashlib.sha256)
        return hmac.digest(derived, request, hashlib.sha256).hex()

    def destroy(self, conn: sa.Connection, subjects: Iterable[str], now_us: int) -> int:
        """Destroy the keys of these subjects; returns how many there were. What they sealed is gone for good."""
        names = sorted(set(subjects))
        return sum(
            conn.execute(
                sa.update(subject_key)
                .where(subject_key.c.subject.in_(names[i : i + 500]))
                .where(subject_key.c.wrapped.is_not(None))
                .values(wrapped=None, destroyed_us=now_us)
            ).rowcount
            for i in range(0, len(names), 500)
        )

    def scrub(self) -> None:
        """Overwrite what `destroy` left in free pages and the write-ahead log of this database."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            if self.engine.dialect.name == "sqlite":
                conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                conn.exec_driver_sql("VACUUM subject_key")

    def _seal_one(self, fact: Fact, keys: dict[str, tuple[str, bytes]]) -> dict[str, Any]:
        data = fact.to_data()
        for name, subject in sealed_fields(type(fact)).items():
            if data[name] is not None:
                key_id, key = keys[getattr(fact, subject)]
                data[name] = _close(data[name], key_id, key, f"{type(fact).__name__}.{name}")
        return data

    def _keys_of(
        self, conn: sa.Connection, subjects: set[str], now_us: int
    ) -> dict[str, tuple[str, bytes]]:
        found = self._live(conn, subjects)
        missing = subjects - found.keys()
        if missing:
            insert = _insert_for(conn)(subject_key).on_conflict_do_nothing()
            conn.execute(insert, [self._new_key(subject, now_us) for subject in sorted(missing)])
            found |= self._live(conn, missing)
        return found

    def _new_key(self, subject: str, now_us: int) -> dict[str, Any]:
        wrapped = aes_key_wrap(self._master_key, AESGCM.generate_key(256))
        return {
            "key_id": str(uuid.uuid4()),
            "subject": subject,
            "wrapped": wrapped,
            "created_us": now_us,
        }

    def _live(self, conn: sa.Connection, subjects: set[str]) -> dict[str, tuple[str, bytes]]:
        names = sorted(subjects)
        found: dict[str, tuple[str, bytes]] = {}
        for i in range(0, len(names), 500):
            rows = conn.execute(
                sa.select(subject_key.c.subject, subject_key.c.key_id, subject_key.c.wrapped)
                .where(subject_key.c.subject.in_(names[i : i + 500]))
                .where(subject_key.c.wrapped.is_not(None))
            )
            found |= {row.subject: (row.key_id, self._unwrap(row.wrapped)) for row in rows}
        return found

    def _keys_in(
        self, conn: sa.Connection | None, envelopes: list[Envelope]
    ) -> dict[str, bytes | None]:
        ids = sorted({envelope["key_id"] for envelope in envelopes})
        if not ids:
            return {}
        if conn is None:
            with self.engine.connect() as own:
                return self._by_id(own, ids)
        return self._by_id(conn, ids)

    def _by_id(self, conn: sa.Connection, ids: list[str]) -> dict[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        for i in range(0, len(ids), 500):
            rows = conn.execute(
                sa.select(subject_key.c.key_id, subject_key.c.wrapped).where(
                    subject_key.c.key_id.in_(ids[i : i + 500])
                )
            )
            found |= {row.key_id: row.wrapped and self._unwrap(row.wrapped) for row in rows}
        return found

    def _open_data(self, record: Record, keys: dict[str, bytes | None]) -> dict[str, Any]:
        return {
            name: _open(value, keys, f"{record.type}.{name}") if is_envelope(value) else value
            for name, value in record.data.items()
        }

    def _unwrap(self, wrapped: bytes) -> bytes:
        return aes_key_unwrap(self._master_key, bytes(wrapped))


def _close(text: str, key_id: str, key: bytes, field: str) -> Envelope:
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), f"{key_id}|{field}".encode())
    return {
        "alg": ALGORITHM,
        "key_id": key_id,
        "field": field,
        "nonce": base64.b64encode(nonce).decode(),
        "text": base64.b64encode(sealed).decode(),
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


def _insert_for(conn: sa.Connection) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    return sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert


__all__ = ["ALGORITHM", "Envelope", "Keyring", "is_envelope"]
