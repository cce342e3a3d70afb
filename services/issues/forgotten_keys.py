"""Which keys were destroyed since this process last asked, for what keeps opened words in its memory.

The hazard: words that were opened stay readable here after their key is gone. So whoever uses such words asks first,
in the transaction of that use: what was forgotten before the question began is dropped before it is answered. A
destroyed key never comes back, so an unchanged count means that nothing was forgotten. What this does not protect:
a question that had begun when the key was destroyed may still be answered by it.
"""

import sqlalchemy as sa

from eventlog.tables import subject_key

_DESTROYED = subject_key.c.destroyed_us.is_not(None)
_COUNT = sa.select(sa.func.count()).select_from(subject_key).where(_DESTROYED)
_SUBJECTS = sa.select(subject_key.c.key_id, subject_key.c.subject).where(_DESTROYED)


class ForgottenKeys:
    """Not safe by itself: its user holds a lock."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def since(self, conn: sa.Connection) -> set[str]:
        """The subjects of the keys that were destroyed since the last call."""
        if conn.scalar(_COUNT) == len(self._known):
            return set()
        found = {row.key_id: row.subject for row in conn.execute(_SUBJECTS)}
        new = found.keys() - self._known
        self._known = set(found)
        return {found[key_id] for key_id in new}
