"""The RPC client against a real service, on a real broker that may be killed."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eventlog.errors import (
    Conflict,
    Failure,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    Unavailable,
    to_wire,
)
from services.kernel.caller import Caller
from services.kernel.rpc_client import RpcClient
from services.kernel.token import issue
from tests.servers.machine import wait_until
from tests.servers.rabbitmq import RabbitServer
from tests.servers.tiny_host import TinyHost, tiny_host
from tests.servers.tiny_key import KEY


@pytest.fixture(scope="module")
def url(rabbitmq_server: RabbitServer) -> str:
    return rabbitmq_server.new_vhost()


@pytest.fixture
def client(url: str) -> Iterator[RpcClient]:
    client = RpcClient(url)
    yield client
    client.close()


@pytest.fixture(scope="module")
def running(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TinyHost]:
    with tiny_host(url, tmp_path_factory.mktemp("tiny")) as host:
        client = RpcClient(url)
        host.wait_until_answering(client)
        client.close()
        yield host


@pytest.fixture
def tiny(running: TinyHost, client: RpcClient) -> RpcClient:
    running.wait_until_answering(client)
    return client


def test_a_call_brings_back_what_the_method_returned(tiny: RpcClient) -> None:
    request = {"words": "电线杆歪了", "n": 3, "yes": True, "none": None, "list": [1.5, {}]}
    assert tiny.call("tiny", "echo", request) == request


def test_what_looks_like_a_typed_value_stays_plain_json(tiny: RpcClient) -> None:
    request = {"id": {"__type__": "uuid", "__value__": {"hex": "0" * 32}}}
    assert tiny.call("tiny", "echo", request) == request


def test_the_token_travels_in_the_header(tiny: RpcClient) -> None:
    caller = Caller(person="p-1", unit="u-1")
    token = issue(caller, KEY, datetime.now(UTC))
    assert tiny.call("tiny", "who", {}, token=token) == {"person": "p-1"}
    with pytest.raises(Forbidden) as refused:
        tiny.call("tiny", "who", {})
    assert refused.value.code == "token_missing"


@pytest.mark.parametrize(
    "failure",
    [
        Invalid({"due": ["date"], "tasks": {"0": {"unit": ["required"]}}}),
        Refused("locked", {"minutes": 15, "again": True, "by": None}),
        Conflict(params={"version": 7}),
        NotFound(),
        Forbidden("token_expired"),
        Unavailable("reading_behind"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_every_failure_comes_back_as_it_was_raised(tiny: RpcClient, failure: Failure) -> None:
    with pytest.raises(type(failure)) as raised:
        tiny.call("tiny", "fail", to_wire(failure))
    assert raised.value.args == failure.args


def test_a_method_that_the_service_lacks_is_unavailable_at_once(tiny: RpcClient) -> None:
    with _takes_less_than(1), pytest.raises(Unavailable):
        tiny.call("tiny", "no_such_method", {})


def test_an_unknown_service_is_unavailable_at_once(client: RpcClient) -> None:
    with _takes_less_than(1), pytest.raises(Unavailable) as refused:
        client.call("nobody", "echo", {})
    assert refused.value.args == ("service_down", {"service": "nobody"})


def test_a_call_ends_with_its_time_out(tiny: RpcClient) -> None:
    with _takes_less_than(1), pytest.raises(Unavailable):
        tiny.call("tiny", "sleep", {"seconds": 2}, timeout=0.3)
    assert tiny.call("tiny", "echo", {"n": 1}) == {"n": 1}  # and the late answer confuses nobody


def test_threads_share_a_client_and_each_gets_its_own_answers(tiny: RpcClient) -> None:
    wrong: list[Any] = []

    def call_often(thread: int) -> None:
        for n in range(40):
            if tiny.call("tiny", "echo", {"n": [thread, n]}) != {"n": [thread, n]}:
                wrong.append((thread, n))
        done.append(thread)

    done: list[int] = []
    threads = [threading.Thread(target=call_often, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(done), wrong) == (list(range(8)), [])


def test_a_request_that_nobody_took_in_time_is_never_run(rabbitmq_url: str, tmp_path: Path) -> None:
    client = RpcClient(rabbitmq_url)
    with tiny_host(rabbitmq_url, tmp_path) as host:
        host.wait_until_answering(client)
        host.stop()
    with pytest.raises(Unavailable):  # its queue is still there, so the broker takes the request
        client.call("tiny", "sleep", {"seconds": 0, "name": "stale"}, timeout=0.3)
    with tiny_host(rabbitmq_url, tmp_path) as host:
        host.wait_until_answering(client)
        assert client.call("tiny", "what_ran", {}) == {"items": []}
    client.close()


def test_a_dying_broker_ends_calls_soon_and_is_found_again(
    tiny: RpcClient, running: TinyHost, rabbitmq_server: RabbitServer
) -> None:
    under_way = threading.Thread(target=_call_unavailable, args=(tiny, 20))
    under_way.start()
    wait_until(lambda: tiny._waiting, 5, "a call is under way")
    rabbitmq_server.kill()
    under_way.join(3)
    assert not under_way.is_alive()
    for _ in range(2):
        with _takes_less_than(3), pytest.raises(Unavailable):
            tiny.call("tiny", "echo", {})
    rabbitmq_server.restart()
    running.wait_until_answering(tiny)


def test_a_closed_client_is_unavailable(tiny: RpcClient) -> None:
    tiny.call("tiny", "echo", {})
    tiny.close()
    with pytest.raises(Unavailable):
        tiny.call("tiny", "echo", {}, timeout=0.2)


@contextmanager
def _takes_less_than(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def _call_unavailable(client: RpcClient, seconds: float) -> None:
    with pytest.raises(Unavailable):
        client.call("tiny", "sleep", {"seconds": seconds}, timeout=seconds)
