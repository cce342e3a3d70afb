"""Plays history: signs people up and gives their commands through the same RPC as everybody, on a settable clock."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock
from eventlog.reaction import ReactionFollower
from minqing.embedded import EmbeddedHost
from services.kernel import token
from services.kernel.caller import Caller, Role

TOKEN_LIFE = timedelta(minutes=8)


class Player:
    """`passwords` and `people` (ids by login) fill with whom `sign_up` brought in.

    A person signs in once, when choosing the password. The tokens of the two months are then issued with the
    deployment's own key: to compare a password as slowly as it must be hundreds of times would take a minute.
    """

    def __init__(self, host: EmbeddedHost, clock: SettableClock, token_key: Ed25519PrivateKey):
        self.host = host
        self.clock = clock
        self.passwords: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self._token_key = token_key
        self._callers: dict[str, Caller] = {}
        self._tokens: dict[str, tuple[datetime, str]] = {}
        self._commands = 0

    def at(self, instant: datetime) -> None:
        """Move the clock forward."""
        if instant < self.clock():
            raise ValueError("history goes forward")
        self.clock.set(instant)

    def sign_up(self, login: str, link: str) -> None:
        """Set a random password by the one-time link that the import gave."""
        self.passwords[login] = secrets.token_urlsafe(9)
        answer = self.host.call(
            "campaign", "redeem_link", {"link": link, "password": self.passwords[login]}
        )
        person = answer["person"]
        roles = tuple(Role(held["role"], held["unit"]) for held in person["roles"])
        self._callers[login] = Caller(person["id"], person["unit"], roles)
        self.people[login] = person["id"]

    def does(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        """One command by this person."""
        self._commands += 1
        request = {"command_id": f"demo-{self._commands}", **fields}
        return self.host.call(service, method, request, token=self._token(login))

    def react(self) -> None:
        """Let services answer what others appended; read models may wait until the evening."""
        for follower in self.host.followers:
            if isinstance(follower, ReactionFollower):
                follower.step(self.clock())

    def asks(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        return self.host.call(service, method, fields, token=self._token(login))

    def _token(self, login: str) -> str:
        since, text = self._tokens.get(login, (None, ""))
        if since is None or self.clock() - since > TOKEN_LIFE:
            text = token.issue(self._callers[login], self._token_key, self.clock())
            self._tokens[login] = (self.clock(), text)
        return text
