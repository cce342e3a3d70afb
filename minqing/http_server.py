"""An HTTP server that stops in good order: what is being answered is answered, and nothing waits for a browser.

waitress has no such end: once closed, it drops the answers under way.
"""

import time
from typing import Any

import waitress
from waitress import wasyncore

THREADS = 8
# Of a request. Pages take far less and say so in words, which they can do up to here.
MOST_BYTES = 12_000_000
DRAIN_SECONDS = 5.0
TURN_SECONDS = 0.5  # how soon a stop is noticed


class HttpServer:
    """Listens from the moment it is made. `stop` may be called from a signal handler or another thread."""

    def __init__(self, app: Any, host: str, port: int, proxy: str = "127.0.0.1"):
        """`proxy`: the address from which X-Forwarded-For is believed; of others it is not read."""
        self._sockets: dict[int, Any] = {}
        self._stopping = False
        waitress.create_server(
            app,
            map=self._sockets,
            host=host,
            port=port,
            threads=THREADS,
            max_request_body_size=MOST_BYTES,
            channel_timeout=60,
            trusted_proxy=proxy,
            trusted_proxy_headers={"x-forwarded-for"},
            clear_untrusted_proxy_headers=True,
            ident=None,
        )

    def run(self) -> None:
        """Serve until `stop`, and five seconds more at most for what had begun."""
        while not self._stopping:
            self._turn(TURN_SECONDS)
        for listener in self._sockets.values():
            listener.accepting = False
        deadline = time.monotonic() + DRAIN_SECONDS
        while self._is_answering() and time.monotonic() < deadline:
            self._turn(0.05)
        wasyncore.close_all(self._sockets, ignore_all=True)

    def stop(self) -> None:
        self._stopping = True

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(seconds, map=self._sockets, count=1)

    def _is_answering(self) -> bool:
        """Whether any connection has a request that runs or an answer that is not sent."""
        return any(
            getattr(channel, "requests", ()) or getattr(channel, "total_outbufs_len", 0)
            for channel in self._sockets.values()
        )
