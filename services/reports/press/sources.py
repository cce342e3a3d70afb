"""The logs that an edition is made from, read as they were at a position."""

from collections.abc import Callable, Iterator
from typing import Any

from eventlog.envelope import from_cloudevent
from eventlog.record import Record

PAGE = 1000
Ask = Callable[..., dict[str, Any]]  # ask(service, method, **request)
Read = Callable[[str, int, int], list[Record]]  # read(service, after, until) -> a page


def read_by_rpc(ask: Ask) -> Read:
    """Asks the owners. Raises Unavailable."""

    def read(service: str, after: int, until: int) -> list[Record]:
        answer = ask(service, "facts_after", after=after, limit=PAGE, until=until)
        return [from_cloudevent(item) for item in answer["items"]]

    return read


class Pages:
    """All records of a log up to a position; afterwards `head` is the last one that carries a digest."""

    def __init__(self, read: Read, service: str, until: int):
        self._read = read
        self._service = service
        self._until = until
        self.head: dict[str, Any] = {"position": 0, "digest": ""}

    def __iter__(self) -> Iterator[Record]:
        after = 0
        while after < self._until and (page := self._read(self._service, after, self._until)):
            for record in page:
                if record.digest:
                    self.head = {"position": record.position, "digest": record.digest}
                yield record
            after = page[-1].position
