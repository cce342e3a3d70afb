"""Photos of issues as sealed files: found by their digest, each once in an issue, and deleted for good.

They are sealed with the issue's key. The digest is keyed with it too: it stands in the log, and must not confirm a
guess at a picture. What deleting does not reach: pages of PostgreSQL until they are used again, and backups; what
those hold is sealed.
"""

from collections.abc import Collection

import sqlalchemy as sa

from eventlog.seal import Keyring
from eventlog.sealed_bytes import open_bytes, sealer_of
from eventlog.tables import subject_key
from services.issues.photos.reading import Picture
from services.issues.tables import photo_file

_file = photo_file.c


def keep(
    conn: sa.Connection, keyring: Keyring, issue_id: str, picture: Picture, now_us: int
) -> str:
    """The digest by which it is found in this issue, which may have had it before."""
    sealer = sealer_of(keyring, conn, issue_id, now_us)
    digest = sealer.digest(picture.content)
    if conn.scalar(sa.select(_file.digest).where(*_is(issue_id, digest))) is None:
        row = {
            "issue_id": issue_id,
            "digest": digest,
            "key_id": sealer.id,
            "picture": sealer.seal(picture.content, _place("picture", issue_id, digest)),
            "thumbnail": sealer.seal(picture.thumbnail, _place("thumbnail", issue_id, digest)),
        }
        conn.execute(sa.insert(photo_file).values(row))
    return digest


def read(
    conn: sa.Connection, keyring: Keyring, issue_id: str, digest: str, *, small: bool
) -> bytes | None:
    """The JPEG, or its thumbnail; None when it was deleted or is forgotten."""
    name = "thumbnail" if small else "picture"
    query = sa.select(_file.key_id, _file[name].label("sealed"))
    row = conn.execute(query.where(*_is(issue_id, digest))).one_or_none()
    if row is None:
        return None
    place = _place(name, issue_id, digest)
    return open_bytes(keyring, conn, row.key_id, bytes(row.sealed), place)


def readable(conn: sa.Connection, issue_id: str) -> set[str]:
    """The digests of this issue's files whose key there is."""
    key = subject_key.c
    query = sa.select(_file.digest).join(subject_key, key.key_id == _file.key_id)
    living = query.where(_file.issue_id == issue_id, key.wrapped.is_not(None))
    return set(conn.scalars(living))


def delete(conn: sa.Connection, issue_id: str, digest: str) -> None:
    conn.execute(sa.delete(photo_file).where(*_is(issue_id, digest)))


def delete_all(conn: sa.Connection, issues: Collection[str]) -> None:
    """Every file of these issues: their words are forgotten."""
    for issue_id in issues:
        conn.execute(sa.delete(photo_file).where(_file.issue_id == issue_id))


def _is(issue_id: str, digest: str) -> tuple[sa.ColumnElement[bool], ...]:
    return _file.issue_id == issue_id, _file.digest == digest


def _place(name: str, issue_id: str, digest: str) -> str:
    return f"photo_file.{name}|{issue_id}|{digest}"
