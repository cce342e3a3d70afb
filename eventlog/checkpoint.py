"""How far a follower has come: a position, and the newest append digest it has seen at or below it.

The digest is what tells a log that was restored from an older backup and has grown past the follower's position
from the log that was read: `log_diverged`, not silence.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from eventlog.tables import checkpoint

RELAY = "relay"  # how far a log has been published


@dataclass(frozen=True)
class Checkpoint:
    position: int = 0
    digest_position: int = 0
    digest: str = ""

    def after(self, position: int, digest: str | None) -> "Checkpoint":
        """The checkpoint once the record at `position` is done."""
        if digest is None:
            return Checkpoint(position, self.digest_position, self.digest)
        return Checkpoint(position, position, digest)


START = Checkpoint()


def read(conn: sa.Connection, name: str) -> Checkpoint:
    return _of(conn.execute(_by_name(name)).one_or_none())


def lock(conn: sa.Connection, name: str) -> Checkpoint:
    """Read the checkpoint and keep others of the same name waiting until this transaction ends."""
    if conn.dialect.name == "sqlite":  # the write transaction itself is the lock
        return read(conn, name)
    locking = _by_name(name).with_for_update()
    row = conn.execute(locking).one_or_none()
    if row is None:  # only a row can be locked: whoever is first makes it, the others wait for that
        values = {"name": name, "position": 0, "digest_position": 0, "digest": ""}
        conn.execute(insert(checkpoint).values(values).on_conflict_do_nothing())
        row = conn.execute(locking).one()
    return _of(row)


def move(conn: sa.Connection, name: str, to: Checkpoint) -> None:
    values = {"position": to.position, "digest_position": to.digest_position, "digest": to.digest}
    changed = conn.execute(
        sa.update(checkpoint).where(checkpoint.c.name == name).values(**values)
    ).rowcount
    if not changed:
        conn.execute(sa.insert(checkpoint).values(name=name, **values))


def positions(conn: sa.Connection) -> dict[str, int]:
    """Every checkpoint's position by name."""
    return {row.name: row.position for row in conn.execute(sa.select(checkpoint))}


def _by_name(name: str) -> sa.Select[Any]:
    return sa.select(checkpoint).where(checkpoint.c.name == name)


def _of(row: Any) -> Checkpoint:
    return START if row is None else Checkpoint(row.position, row.digest_position, row.digest)
