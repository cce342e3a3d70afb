"""The open issues of each place and category with what of their words is compared, in this process alone.

It follows the board: each look first reads what changed in the log since the last one, as far as the board has come,
then drops what was forgotten. Whether the caller may see what is found, and whether it is still so, the board says.
"""

import json
import threading
import time
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import chain, islice

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.errors import Unavailable
from eventlog.log import Log
from eventlog.projection import ReadModels
from eventlog.tables import log
from services.issues.board import IssueBoard
from services.issues.categories import Categories
from services.issues.forgotten_keys import ForgottenKeys
from services.issues.likeness import LOOKED_AT, Likeness, alike, likeness, score
from services.issues.vocabulary import OPEN_STATES

AT_ONCE = 500
FILL_SECONDS = 4.0
Place = tuple[str, str]  # a unit and a category of the first level


class OpenIssues:
    """Safe for threads and green threads."""

    def __init__(
        self, log: Log, board: IssueBoard, read_models: ReadModels, categories: Categories
    ):
        self.log, self.board, self.read_models = log, board, read_models
        self.categories = categories
        self._lock = threading.Lock()
        self._forgotten = ForgottenKeys()
        self._characters: dict[Place, dict[str, str]] = {}
        self._likeness: dict[str, Likeness] = {}
        self._place: dict[str, Place] = {}
        self._position: int | None = None  # of the board, as far as it was read
        self._waiting: set[str] = set()  # issues that changed and are not read yet

    def most_alike(
        self, conn: sa.Connection, asked: Likeness, units: Iterable[str], category: str
    ) -> list[tuple[float, str]]:
        """(score, issue id), best first, of those worth a closer look. Raises Unavailable("reading_behind")."""
        if not self._lock.acquire(timeout=FILL_SECONDS):
            raise Unavailable("reading_behind")
        try:
            deadline = time.monotonic() + FILL_SECONDS
            self._read_on(conn, deadline)
            self._waiting |= self._forgotten.since(conn) & self._place.keys()
            self._take_waiting(conn, deadline)
            places = ((unit, self._top(category)) for unit in units)
            near = (alike(asked, self._characters[p]) for p in places if p in self._characters)
            names = [name for _, name in nlargest(LOOKED_AT, chain.from_iterable(near))]
            found = [(score(asked, self._likeness[name]), name) for name in names]
        finally:
            self._lock.release()
        return sorted(found, reverse=True)

    def _top(self, category: str) -> str:
        found = self.categories.get(category)
        return found.parent or found.id if found else category

    def _read_on(self, conn: sa.Connection, deadline: float) -> None:
        generation = self.read_models.generation(conn, self.board)
        position = checkpoint.read(conn, generation.checkpoint_name("issues")).position
        if self._position is None:
            self._forgotten.since(conn)
        if self._position != position:
            self._waiting |= self._changed(conn, position)
            self._position = position
        self._take_waiting(conn, deadline)

    def _take_waiting(self, conn: sa.Connection, deadline: float) -> None:
        """What cannot be read now goes on waiting, so that no look passes it over."""
        while some := list(islice(self._waiting, AT_ONCE)):
            self._take(conn, some)
            self._waiting.difference_update(some)
            if self._waiting and time.monotonic() > deadline:
                raise Unavailable("reading_behind")

    def _changed(self, conn: sa.Connection, position: int) -> set[str]:
        """Issues with a fact since the last look; at first all that are open."""
        if self._position is not None:
            since = (log.c.position > self._position, log.c.position <= position)
            return set(conn.scalars(sa.select(log.c.stream).where(*since).distinct()))
        board = self.read_models.live(conn, self.board)["issue_board"]
        return set(conn.scalars(sa.select(board.c.issue_id).where(board.c.state.in_(OPEN_STATES))))

    def _take(self, conn: sa.Connection, names: list[str]) -> None:
        """Put these issues where they belong now, with their words as far as these can be opened."""
        board = self.read_models.live(conn, self.board)["issue_board"]
        for name in names:
            self._drop(name)
        query = sa.select(board.c.issue_id, board.c.unit_id, board.c.category).where(
            board.c.issue_id.in_(names), board.c.state.in_(OPEN_STATES)
        )
        places = {r.issue_id: (r.unit_id, self._top(r.category)) for r in conn.execute(query)}
        for name, words in self._words(conn, list(places)):
            self._put(name, places[name], likeness(words))

    def _words(self, conn: sa.Connection, names: list[str]) -> Iterator[tuple[str, str]]:
        query = sa.select(log.c.stream, log.c.data).where(
            log.c.stream.in_(names), log.c.version == 1
        )
        rows = [(row.stream, json.loads(row.data).get("verbatim")) for row in conn.execute(query)]
        opened = self.log.keyring.open_values([sealed for _, sealed in rows], conn)
        return (
            (name, words)
            for (name, _), words in zip(rows, opened, strict=True)
            if words is not None
        )

    def _put(self, name: str, place: Place, told: Likeness) -> None:
        self._place[name], self._likeness[name] = place, told
        self._characters.setdefault(place, {})[name] = told.characters

    def _drop(self, name: str) -> None:
        place = self._place.pop(name, None)
        if place is not None:
            del self._likeness[name], self._characters[place][name]
