"""A service's own token, asked of `campaign` and kept until shortly before it expires."""

import threading
from datetime import datetime, timedelta

from eventlog.clock import Clock
from services.kernel.application import Peer

EARLY = timedelta(minutes=1)


class ServiceToken:
    """Call it for a token that is good for another minute at least. Safe for several threads."""

    def __init__(self, peer: Peer, service: str, secret: str, clock: Clock):
        self._peer = peer
        self._request = {"service": service, "secret": secret}
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._expires: datetime | None = None

    def __call__(self) -> str:
        with self._lock:
            if self._expires is None or self._clock() >= self._expires - EARLY:
                answer = self._peer.call("campaign", "service_token", self._request)
                self._token = answer["token"]
                self._expires = datetime.fromisoformat(answer["expires_at"])
            return self._token
