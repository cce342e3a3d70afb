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
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from eventlog.errors import Unavailable
from eventlog.log import Log
from eventlog.seal import is_envelope
from eventlog.tables import log
from services.issues.forgotten_keys import ForgottenKeys

WORDS, NAME = "words", "name"
# What is searched, by fact: the field, and whether it is people's words or how a reporter is called.
SEARCHED = {
    "IssueReported": (("verbatim", WORDS), ("contact_name", NAME)),
    "IssueSupplemented": (("text", WORDS), ("contact_name", NAME)),
    "PublicTextApproved": (("text", WORDS),),
}
AT_ONCE = 1000  # positions of the log
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
    kind: str
    text: str


class TextIndex:
    """Safe for threads and green threads; a look waits for another's reading as long as for its own."""

    def __init__(self, log: Log, most_characters: int = MOST_CHARACTERS):
        self.log = log
        self.most_characters = most_characters
        self._lock = threading.Lock()
        self._forgotten = ForgottenKeys()
        self._held: dict[tuple[int, str], Said] = {}  # by position and kind, oldest first
        self._characters = 0
        self._position = 0  # read so far
        self._let_go = 0  # of what stands here or before, nothing is held
        self._again: set[int] = set()  # positions of words that are to be opened anew

    def issues_with(self, conn: sa.Connection, kind: str, part: str) -> set[str]:
        """The issues with a text of this kind that has `part` in it. Raises Unavailable("reading_behind")."""
        wanted = search_form(part)
        return self._look(conn, lambda said: said.kind == kind and wanted in said.text)

    def _look(self, conn: sa.Connection, fits: Callable[[Said], bool]) -> set[str]:
        deadline = time.monotonic() + FILL_SECONDS
        if not self._lock.acquire(timeout=FILL_SECONDS):
            raise Unavailable("reading_behind")
        try:
            self._read_on(conn, deadline)
            self._forget(conn)
            found = {said.issue_id for said in self._held.values() if fits(said)}
            let_go = self._let_go
        finally:
            self._lock.release()
        for _, some in self._opened(conn, 0, let_go):
            found |= {said.issue_id for said in some.values() if fits(said)}
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

    def _hold(self, some: dict[tuple[int, str], Said]) -> None:
        self._held |= some
        self._characters += sum(len(said.text) for said in some.values())
        while self._characters > self.most_characters:
            place = next(iter(self._held))
            self._let_go = place[0]
            self._drop(place)

    def _forget(self, conn: sa.Connection) -> None:
        """Words under a key that is gone are dropped; others of the same subject may be under a later one, so all
        of the subject are dropped and read anew."""
        gone = self._forgotten.since(conn)
        for place in [place for place, said in self._held.items() if said.subject in gone]:
            self._drop(place)
            self._again.add(place[0])
        self._open_again(conn)

    def _open_again(self, conn: sa.Connection) -> None:
        """What cannot be read now stays to be read, so that no look passes it over."""
        for position in sorted(self._again):
            self._hold(self._opened_portion(conn, position - 1, position))
            self._again.discard(position)

    def _drop(self, place: tuple[int, str]) -> None:
        self._characters -= len(self._held.pop(place).text)

    def _opened(
        self, conn: sa.Connection, after: int, until: int
    ) -> Iterator[tuple[int, dict[tuple[int, str], Said]]]:
        """What was said between two positions, in portions, each with the position where it ends."""
        for start in range(after, until, AT_ONCE):
            end = min(start + AT_ONCE, until)
            yield end, self._opened_portion(conn, start, end)

    def _opened_portion(
        self, conn: sa.Connection, after: int, until: int
    ) -> dict[tuple[int, str], Said]:
        query = sa.select(log.c.position, log.c.stream, log.c.type, log.c.data).where(
            log.c.position > after, log.c.position <= until, log.c.type.in_(SEARCHED)
        )
        found = []
        for row in conn.execute(query.order_by(log.c.position)):
            data = json.loads(row.data)
            for field, kind in SEARCHED[row.type]:
                subject = data["reporter_id"] if kind == NAME else row.stream
                if data.get(field) is not None:
                    found.append((row.position, row.stream, subject, kind, data[field]))
        texts = iter(self.log.keyring.open_values([v for *_, v in found if is_envelope(v)], conn))
        return {
            (position, kind): Said(stream, subject, kind, search_form(text))
            for position, stream, subject, kind, value in found
            if (text := next(texts) if is_envelope(value) else value) is not None
        }
