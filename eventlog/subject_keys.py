"""The keys of one service's subjects: a row each, wrapped by the deployment's master key, beside the log.

Keys are read afresh for every use and never cached, so that a key destroyed by one process is gone for all of them.
The hazard: writers may need the key of one new subject at the same moment, and somebody may destroy it between two
of their statements. The first to insert makes the key, the others wait for that commit and take theirs from it;
what is gone again by then is made anew. What this does not protect: words sealed for a subject by a writer that
had not committed when the subject's keys were destroyed; whoever forgets follows the log and destroys them too.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.tables import subject_key

AT_ONCE = 500  # subjects in one statement


class MasterKeyWrong(Exception):
    """The master key is not the one that the keys in this database were wrapped with."""


@dataclass(frozen=True)
class SubjectKey:
    id: str
    secret: bytes


class SubjectKeys:
    """Works in the caller's transaction. `master_key` is 32 bytes."""

    def __init__(self, master_key: bytes):
        self._master_key = master_key

    def of(
        self, conn: sa.Connection, subjects: Iterable[str], now_us: int
    ) -> dict[str, SubjectKey]:
        """A key for each of these subjects; makes those that are missing."""
        wanted = set(subjects)
        found = self.living(conn, wanted)
        while missing := wanted - found.keys():
            found |= self._make(conn, missing, now_us)
            found |= self.living(conn, missing - found.keys())
        return found

    def living(self, conn: sa.Connection, subjects: Iterable[str]) -> dict[str, SubjectKey]:
        """The keys of those subjects that have one."""
        key = subject_key.c
        query = sa.select(key.subject, key.key_id, key.wrapped).where(key.wrapped.is_not(None))
        return {
            row.subject: SubjectKey(row.key_id, self._unwrap(row.wrapped))
            for some in _portions(subjects)
            for row in conn.execute(query.where(key.subject.in_(some)))
        }

    def by_id(self, conn: sa.Connection, ids: Iterable[str]) -> dict[str, bytes | None]:
        """The keys with these ids; None for one that was destroyed."""
        key = subject_key.c
        query = sa.select(key.key_id, key.wrapped)
        return {
            row.key_id: None if row.wrapped is None else self._unwrap(row.wrapped)
            for some in _portions(ids)
            for row in conn.execute(query.where(key.key_id.in_(some)))
        }

    def destroy(self, conn: sa.Connection, subjects: Iterable[str], now_us: int) -> int:
        """How many keys there were."""
        key = subject_key.c
        destroying = sa.update(subject_key).values(wrapped=None, destroyed_us=now_us)
        living = destroying.where(key.wrapped.is_not(None))
        return sum(
            conn.execute(living.where(key.subject.in_(some))).rowcount
            for some in _portions(subjects)
        )

    def check(self, conn: sa.Connection) -> None:
        """Raise MasterKeyWrong rather than wrap some keys with this master key and others with that."""
        living = sa.select(subject_key.c.wrapped).where(subject_key.c.wrapped.is_not(None))
        wrapped = conn.scalar(living.limit(1))
        try:
            _ = wrapped is None or self._unwrap(wrapped)
        except InvalidUnwrap:
            text = "the master key is not the one that the words in this database are sealed under"
            raise MasterKeyWrong(text) from None

    def _make(self, conn: sa.Connection, subjects: set[str], now_us: int) -> dict[str, SubjectKey]:
        """Those keys of ours that entered; in one order, so that two writers never wait for each other."""
        made = {
            subject: SubjectKey(str(uuid.uuid4()), AESGCM.generate_key(256))
            for subject in sorted(subjects)
        }
        rows = [self._row(subject, key, now_us) for subject, key in made.items()]
        dialect: Any = sqlite if conn.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(subject_key).on_conflict_do_nothing()
        entered = set(conn.scalars(insert.returning(subject_key.c.key_id), rows))
        return {subject: key for subject, key in made.items() if key.id in entered}

    def _row(self, subject: str, key: SubjectKey, now_us: int) -> dict[str, Any]:
        wrapped = aes_key_wrap(self._master_key, key.secret)
        return {"key_id": key.id, "subject": subject, "wrapped": wrapped, "created_us": now_us}

    def _unwrap(self, wrapped: bytes) -> bytes:
        return aes_key_unwrap(self._master_key, bytes(wrapped))


def _portions(names: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(names))
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
