"""Stopping a server: what is being answered is answered, and kept-open connections hold nothing up."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from minqing import http_server
from minqing.http_server import HttpServer
from tests.servers.machine import free_ports


class Pages:
    """Answers /slow only when it is let go."""

    def __init__(self) -> None:
        self.seen_from = ""
        self.begun, self.let_go = threading.Event(), threading.Event()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        self.seen_from = environ["REMOTE_ADDR"]
        if environ["PATH_INFO"] == "/slow":
            self.begun.set()
            self.let_go.wait(20)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]


class Running:
    def __init__(self, proxy: str = "127.0.0.1") -> None:
        self.port = free_ports(1)[0]
        self.pages = Pages()
        self.server = HttpServer(self.pages, "127.0.0.1", self.port, proxy)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def ask(self, path: str, **headers: str) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        return connection

    def end(self) -> None:
        self.pages.let_go.set()
        self.server.stop()
        self.thread.join(20)


@pytest.fixture
def running() -> Iterator[Running]:
    running = Running()
    yield running
    running.end()


@pytest.mark.parametrize(
    ("proxy", "seen"), [("127.0.0.1", "192.0.2.7"), ("192.0.2.1", "127.0.0.1")]
)
def test_only_the_proxy_is_believed_where_a_request_came_from(proxy: str, seen: str) -> None:
    running = Running(proxy)
    told = running.ask("/", **{"X-Forwarded-For": "198.51.100.9, 192.0.2.7"})
    assert told.getresponse().read() == b"ok"
    assert running.pages.seen_from == seen
    told.close()
    running.end()


def test_connections_that_browsers_keep_open_do_not_hold_up_the_end(running: Running) -> None:
    kept = running.ask("/")
    assert kept.getresponse().read() == b"ok"
    running.server.stop()
    running.thread.join(3)
    assert not running.thread.is_alive()
    kept.close()


def test_a_request_under_way_is_answered_and_new_ones_are_not_taken(running: Running) -> None:
    slow = running.ask("/slow")
    assert running.pages.begun.wait(10)
    running.server.stop()
    running.thread.join(1)
    assert running.thread.is_alive()
    running.pages.let_go.set()
    assert slow.getresponse().read() == b"ok"
    running.thread.join(3)
    assert not running.thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        running.ask("/")
    slow.close()


def test_a_request_that_does_not_end_is_given_up(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "DRAIN_SECONDS", 0.2)
    slow = running.ask("/slow")
    assert running.pages.begun.wait(10)
    started = time.monotonic()
    running.server.stop()
    running.thread.join(5)
    assert not running.thread.is_alive()
    assert time.monotonic() - started < 5
    slow.close()
