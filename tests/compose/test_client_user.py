"""The broker's user for other programs: it may call and listen, and nothing that belongs to others is in reach."""

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pika
import pytest
from pika.exceptions import ChannelClosedByBroker

from tests.compose.stack import Stack
from tests.e2e.district import District
from tests.servers.machine import wait_until

REFUSED = 403
OWN = "client.compose-test"
ANSWER = {"exchange": "nameko-rpc", "routing_key": str(uuid.uuid4()), "body": b"{}"}
Act = Callable[[Any], object]

FORBIDDEN: dict[str, Act] = {
    "read what a follower is to get": lambda c: c.basic_get("issues.visits.v1"),
    "take a service's requests": lambda c: c.basic_get("rpc-issues"),
    "consume a service's requests": lambda c: c.basic_consume("rpc-issues", lambda *_: None),
    "read dead letters": lambda c: c.basic_get("reports.issues.dead"),
    "empty a queue": lambda c: c.queue_purge("issues.visits.v1"),
    "delete a queue": lambda c: c.queue_delete("issues.visits.v1"),
    "unbind a queue": lambda c: c.queue_unbind("issues.visits.v1", "visits.events", "#"),
    "make a service's queue": lambda c: c.queue_declare("rpc-elsewhere"),
    "publish a fact": lambda c: c.basic_publish("issues.events", "IssueReported", b"{}"),
    "put a request past the exchange": lambda c: c.basic_publish("", "rpc-issues", b"{}"),
    "forge an answer": lambda c: c.basic_publish(**ANSWER),
    "listen to all requests": lambda c: c.queue_bind(OWN, "nameko-rpc", "#"),
    "listen to a service's requests": lambda c: c.queue_bind(OWN, "nameko-rpc", "issues.*"),
    "delete an exchange of facts": lambda c: c.exchange_delete("issues.events"),
    "publish through a dead letter": lambda c: c.queue_declare(
        f"{OWN}-dead", arguments={"x-dead-letter-exchange": "issues.events"}
    ),
}


@pytest.fixture
def channel(stack: Stack) -> Iterator[Any]:
    with pika.BlockingConnection(pika.URLParameters(stack.client_url)) as connection:
        found = connection.channel()
        found.confirm_delivery()
        found.queue_declare(OWN, exclusive=True)
        yield found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_it_may_not(channel: Any, what: str) -> None:
    with pytest.raises(ChannelClosedByBroker) as refused:
        FORBIDDEN[what](channel)
    assert refused.value.reply_code == REFUSED
    assert "access to" in refused.value.reply_text


def test_it_hears_of_facts(channel: Any, district: District) -> None:
    channel.queue_bind(OWN, "issues.events", "IssueReported")
    district.visit("标记姓名甲", {"verbatim": "水管漏了", "category": "water"})
    heard: list[str] = []

    def listen() -> list[str]:
        method, _, _ = channel.basic_get(OWN, auto_ack=True)
        heard.extend([method.routing_key] if method else [])
        return heard

    wait_until(listen, 20, "the fact to be heard")
    assert heard == ["IssueReported"]


def test_an_unchanged_client_of_nameko_calls_with_it(stack: Stack) -> None:
    call = (
        "from nameko.standalone.rpc import ClusterRpcProxy\n"
        f"with ClusterRpcProxy({{'AMQP_URI': {stack.client_url!r}}}, timeout=20) as services:\n"
        "    services.campaign.sign_in({'login': 'nobody', 'password': 'nothing'})\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", call], capture_output=True, text=True, timeout=60
    )
    assert "RemoteError: Refused login_failed" in done.stderr


def test_nobody_comes_in_without_its_password(stack: Stack) -> None:
    for user in ("guest:guest", "client:wrong", "minqing:minqing"):
        url = f"amqp://{user}@127.0.0.1:{stack.ports[1]}/%2F"
        with pytest.raises(pika.exceptions.ProbableAuthenticationError):
            pika.BlockingConnection(pika.URLParameters(url))
