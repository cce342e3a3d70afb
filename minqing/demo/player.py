"""Plays history: signs people in and gives their commands through the same RPC as everybody, on a settable clock."""

import secrets
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from eventlog.clock import SettableClock
from minqing.embedded import EmbeddedHost
from services.kernel.working_days import is_working_day

TOKEN_LIFE = timedelta(minutes=8)


class Player:
    """`passwords` fills with what `sign_up` chose at random."""

    def __init__(self, host: EmbeddedHost, clock: SettableClock, today: date):
        self.host = host
        self.clock = clock
        self.today = today
        self.zone = ZoneInfo(host.timezone)
        self.passwords: dict[str, str] = {}
        self._tokens: dict[str, tuple[datetime, str]] = {}

    def day(self, days_ago: int) -> date:
        """The working day that lies so many days back, or the one before it."""
        found = self.today - timedelta(days=days_ago)
        while not is_working_day(found):
            found -= timedelta(days=1)
        return found

    def at(self, days_ago: int, hour: int, minute: int = 0) -> None:
        """Move the clock forward to a local time on that day; it never goes back."""
        instant = datetime.combine(self.day(days_ago), time(hour, minute), self.zone)
        if instant > self.clock():
            self.clock.set(instant)
        else:
            self.clock.set(self.clock() + timedelta(minutes=3))

    def sign_up(self, login: str, link: str) -> None:
        """Set a random password by the one-time link that the import gave."""
        self.passwords[login] = secrets.token_urlsafe(9)
        self.host.call("campaign", "redeem_link", {"link": link, "password": self.passwords[login]})

    def does(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        """One command by this person, and everything that follows from it."""
        request = {"command_id": str(uuid.uuid4()), **fields}
        answer = self.host.call(service, method, request, token=self._token(login))
        self.host.settle()
        return answer

    def asks(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        return self.host.call(service, method, fields, token=self._token(login))

    def _token(self, login: str) -> str:
        since, token = self._tokens.get(login, (None, ""))
        if since is None or self.clock() - since > TOKEN_LIFE:
            request = {"login": login, "password": self.passwords[login]}
            token = self.host.call("campaign", "sign_in", request)["token"]
            self._tokens[login] = (self.clock(), token)
        return token
