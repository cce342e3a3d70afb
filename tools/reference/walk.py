"""A walk through every method: real requests with real answers, on a system of its own in a folder.

The examples of the reference come from here, and a test holds the described answers to it.
"""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eventlog.clock import SettableClock
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from services.campaign.service_accounts import service_secret

Json = dict[str, Any]
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, nine o'clock in Shanghai
_IDS = uuid.UUID("0f4f1f52-96a5-4f7b-9d0c-5f5a3c1c2f4e")


@dataclass(frozen=True)
class Call:
    """`who` is the account or the login; None without a token."""

    who: str | None
    key: str
    request: Json
    answer: Json


@dataclass
class Walk:
    """`asks` calls a method as an account or a person and remembers it."""

    host: EmbeddedHost
    calls: list[Call] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)

    def asks(self, who: str | None, key: str, **request: Any) -> Json:
        service, method = key.split(".")
        answer = self.host.call(service, method, request, self.tokens[who] if who else None)
        self.calls.append(Call(who, key, request, answer))
        return answer

    def does(self, who: str, key: str, **request: Any) -> Json:
        """A command, under an id of its own; followers have then caught up."""
        command_id = str(uuid.uuid5(_IDS, str(len(self.calls))))
        answer = self.asks(who, key, command_id=command_id, **request)
        self.host.settle()
        return answer

    def account(self, name: str) -> None:
        """Sign in a service account."""
        secret = service_secret(self.host.folder.token_key, name)
        answer = self.asks(None, "campaign.service_token", service=name, secret=secret)
        self.tokens[name] = answer["token"]

    @contextmanager
    def later(self, instant: datetime) -> Iterator[None]:
        """The clock stands at another instant for a while, and everybody has a token of then."""
        clock, tokens = self.host.clock, self.tokens
        if not isinstance(clock, SettableClock):
            raise TypeError("this walk has no clock that can be set")
        clock.set(instant)
        self.tokens = dict(tokens)
        try:
            yield
        finally:
            clock.set(MORNING)
            self.tokens = tokens

    def work(self) -> None:
        """Let the press do what waits for it."""
        for worker in self.host.applications["reports"].workers:
            while worker.step(self.host.clock()):
                pass

    def first(self) -> dict[str, Call]:
        """The first call of each method."""
        return {call.key: call for call in reversed(self.calls)}


@contextmanager
def fresh_host() -> Iterator[EmbeddedHost]:
    """An empty system whose clock stands still."""
    with tempfile.TemporaryDirectory(prefix="minqing-reference-") as folder:
        data = DataFolder(Path(folder) / "data")
        data.make()
        host = EmbeddedHost(data, SettableClock(MORNING), "Asia/Shanghai")
        host.migrate()
        try:
            yield host
        finally:
            host.stop()
