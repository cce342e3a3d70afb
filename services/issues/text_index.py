"""People's words in clear, in this process alone, so that issues are found by what was said (docs/adr/0012).

It follows the issues' own log in memory: each search first reads on to the head of the log, then drops what was
forgotten (`forgotten_keys.py`), then looks. Nothing is stored, so a replica or a restart begins anew; while a large
log is read for the first time, a search is refused with `reading_behind` and the next one goes on from there.
Beyond `MOST_CHARACTERS` the oldest words are let go, and opened again at each search.
"""

import json
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from eventlog.errors import Unavailable
from eventlog.log import Log
from eventlog.seal import is_envelope
from eventlog.tables import log
from services.issues.forgotten_keys import ForgottenKeys

# By fact: the field (of several, the one that is there), and the field that names whose key seals it.
Searched = Mapping[str, tuple[tuple[str, str], ...]]
WORDS: Searched = {
    "IssueReported": (("verbatim", "issue_id"),),
    "IssueSupplemented": (("text", "issue_id"), ("words", "reporter_id")),
    "PublicTextApproved": (("text", "issue_id"),),
}
NAMES: Searched = {
    "IssueReported": (("contact_name", "reporter_id"),),
    "IssueSupplemented": (("contact_name", "reporter_id"),),
}
AT_ONCE = 2000  # positions of the log
FILL_SECONDS = 4.0  # callers wait for five
MOST_CHARACTERS = 64_000_000  # about 130 MB


def search_form(text: str) -> str:
    """The text as it is compared: whatever its width and case, and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Said:
    """One text of an issue, in its search form; `subject` is whose key seals it."""

    issue_id: str
    subject: str
    text: str


Portion = dict[int, Said]  # by position


class TextIndex:
    """Of one kind of text: `searched` says where it stands. Safe for threads and green threads; a look waits for
    another's reading as long as for its own."""

    def __init__(
        self,
        log: Log,
        searched: Searched,
        most_characters: int = MOST_CHARACTERS,
    ):
        self.log = log
        self.searched = searched
        self.most_characters = most_characters
        self._lock = threading.Lock()
        self._forgotten = ForgottenKeys()
        self._held: Portion = {}  # oldest first
        self._characters = 0
        self._position = 0  # read so far
        self._let_go = 0  # of what stands here or before, nothing is held
        self._again: set[int] = set()  # positions of words that are to be opened anew

    def issues_with(self, conn: sa.Connection, part: str) -> set[str]:
        """The issues with a text that has `part` in it. Raises Unavailable("reading_behind")."""
        wanted = search_form(part)
        if not self._lock.acquire(timeout=FILL_SECONDS):
            raise Unavailable("reading_behind")
        try:
            self._read_on(conn, time.monotonic() + FILL_SECONDS)
            self._forget(conn)
            found = {said.issue_id for said in self._held.values() if wanted in said.text}
            let_go = self._let_go
        finally:
            self._lock.release()
        for _, some in self._opened(conn, 0, let_go):
            found |= {said.issue_id for said in some.values() if wanted in said.text}
        return found

    def _read_on(self, conn: sa.Connection, deadline: float) -> None:
        if self._position == 0:
            self._forgotten.since(conn)  # what is gone by now will not open
        head = self.log.head(conn).position
        for position, some in self._opened(conn, self._position, head):
            self._hold(some)
            self._position = position
            if position < head and time.monotonic() > deadline:
                raise Unavailable("reading_behind")

    def _hold(self, some: Portion) -> None:
        self._held |= some
        self._characters += sum(len(said.text) for said in some.values())
        while self._characters > self.most_characters:
            self._let_go = next(iter(self._held))
            self._drop(self._let_go)

    def _forget(self, conn: sa.Connection) -> None:
        """Words under a key that is gone are dropped; others of the same subject may be under a later one, so all
        of the subject are dropped and opened anew. What cannot be read now stays to be read."""
        gone = self._forgotten.since(conn)
        for position in [p for p, said in self._held.items() if gone and said.subject in gone]:
            self._drop(position)
            self._again.add(position)
        for position in sorted(self._again):
            self._hold(self._opened_portion(conn, position - 1, position))
            self._again.discard(position)

    def _drop(self, position: int) -> None:
        self._characters -= len(self._held.pop(position).text)

    def _opened(self, conn: sa.Connection, after: int, until: int) -> Iterator[tuple[int, Portion]]:
        """What was said between two positions, in portions, each with the position where it ends."""
        for start in range(after, until, AT_ONCE):
            end = min(start + AT_ONCE, until)
            yield end, self._opened_portion(conn, start, end)

    def _opened_portion(self, conn: sa.Connection, after: int, until: int) -> Portion:
        query = sa.select(log.c.position, log.c.type, log.c.data).where(
            log.c.position > after, log.c.position <= until, log.c.type.in_(self.searched)
        )
        found = []
        for row in conn.execute(query.order_by(log.c.position)):
            data = json.loads(row.data)
            for field, subject in self.searched[row.type]:
                if (value := data.get(field)) is not None:
                    found.append((row.position, data["issue_id"], data[subject], value))
        sealed = [value for *_, value in found if is_envelope(value)]
        opened = iter(self.log.keyring.open_values(sealed, conn))
        texts = [next(opened) if is_envelope(value) else value for *_, value in found]
        return {
            position: Said(issue_id, subject, search_form(text))
            for (position, issue_id, subject, _), text in zip(found, texts, strict=True)
            if text is not None
        }
