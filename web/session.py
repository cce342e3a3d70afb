"""Who is signed in. The cookie carries the secret of campaign's session and nothing else.

The short token that services ask for stays in this process's memory, under a hash of the secret, and is renewed a
minute before it ends. A session that campaign has ended, or a role taken away, is so noticed within ten minutes.
"""

import hashlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, session

from eventlog.errors import Failure, Forbidden
from web.settings import site

COOKIE_FIELD = "secret"
EARLY = timedelta(seconds=60)
ANSWER_SECONDS = 5.0
TOKEN_TROUBLE = {"token_missing", "token_expired", "token_invalid"}


@dataclass(frozen=True)
class SignedIn:
    """`person` is `{id, name, position, unit, roles: [{role, unit}]}`."""

    person: dict[str, Any]
    token: str
    until: datetime

    @property
    def unit(self) -> str:
        return self.person["unit"]

    def holds(self, *roles: str) -> bool:
        return any(held["role"] in roles for held in self.person["roles"])


class Tokens:
    """Answers of `sign_in` and `renew`, by the hash of the session's secret. Safe for several threads."""

    def __init__(self) -> None:
        self._kept: dict[str, SignedIn] = {}
        self._lock = threading.Lock()

    def get(self, secret: str, now: datetime) -> SignedIn | None:
        with self._lock:
            found = self._kept.get(_hash(secret))
        return found if found and now < found.until - EARLY else None

    def keep(self, secret: str, signed_in: SignedIn, now: datetime) -> None:
        with self._lock:
            self._kept = {key: kept for key, kept in self._kept.items() if now < kept.until}
            self._kept[_hash(secret)] = signed_in

    def drop(self, secret: str) -> None:
        with self._lock:
            self._kept.pop(_hash(secret), None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def tokens() -> Tokens:
    return current_app.extensions["minqing.tokens"]


def prepare(app: Flask) -> None:
    app.extensions["minqing.tokens"] = Tokens()


def begin(answer: dict[str, Any]) -> SignedIn:
    """Take over what `sign_in`, `redeem_link` or `renew` answered."""
    signed_in = SignedIn(answer["person"], answer["token"], _instant(answer["expires_at"]))
    if session.get(COOKIE_FIELD) != answer["session"]:
        session.clear()
        session[COOKIE_FIELD] = answer["session"]
        session.permanent = True
    tokens().keep(answer["session"], signed_in, site().settings.clock())
    g.signed_in = signed_in
    return signed_in


def end() -> None:
    """Sign out here and at campaign; a session that is over already is no trouble."""
    secret = session.get(COOKIE_FIELD)
    session.clear()
    g.signed_in = None
    if secret:
        tokens().drop(secret)
        try:
            site().peer.call("campaign", "sign_out", {"session": secret})
        except Forbidden:
            return


def signed_in() -> SignedIn | None:
    """The person behind this request, or None. Asks campaign at most once a request."""
    if "signed_in" not in g:
        g.signed_in = _find()
    return g.signed_in


def required() -> SignedIn:
    found = signed_in()
    if found is None:
        raise Forbidden("session_over" if COOKIE_FIELD in session else "token_missing")
    return found


def call(
    service: str,
    method: str,
    request: dict[str, Any] | None = None,
    timeout: float = ANSWER_SECONDS,
) -> dict[str, Any]:
    """Call a service as the person who is signed in. A token refused for its age is renewed once."""
    asked, peer = request or {}, site().peer
    try:
        return peer.call(service, method, asked, token=required().token, timeout=timeout)
    except Forbidden as refusal:
        if refusal.code not in TOKEN_TROUBLE or COOKIE_FIELD not in session:
            raise
    tokens().drop(session[COOKIE_FIELD])
    g.pop("signed_in", None)
    return peer.call(service, method, asked, token=required().token, timeout=timeout)


def call_as_web(service: str, method: str, request: dict[str, Any] | None = None) -> dict[str, Any]:
    """Call a service with web's own account: for pages that need no sign-in."""
    settings = site().settings
    return site().peer.call(service, method, request or {}, token=settings.service_token())


def _find() -> SignedIn | None:
    secret = session.get(COOKIE_FIELD)
    if secret is None:
        return None
    found = tokens().get(secret, site().settings.clock())
    return found or _renew(secret)


def _renew(secret: str) -> SignedIn | None:
    try:
        return begin(site().peer.call("campaign", "renew", {"session": secret}))
    except Failure as failure:
        if failure.code != "session_over":
            raise
        return None


def _instant(value: str | int | float) -> datetime:
    return (
        datetime.fromisoformat(value)
        if isinstance(value, str)
        else datetime.fromtimestamp(value, UTC)
    )
