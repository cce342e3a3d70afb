"""The host of the services against what a broker and strangers can do to it, as a process of its own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pika
import pytest

from eventlog.errors import Failure, Refused, Unavailable, to_wire
from services.kernel.nameko_host import serve
from services.kernel.rpc_client import RpcClient
from tests.servers.machine import wait_until
from tests.servers.rabbitmq import RabbitServer
from tests.servers.tiny_host import ROOT, TinyHost, answers, tiny_host

GOOD_BODY = b'{"args": [{}], "kwargs": {}}'
JSON = {"content_type": "application/json", "content_encoding": "utf-8", "reply_to": "nobody"}


@pytest.fixture(scope="module")
def url(rabbitmq_server: RabbitServer) -> str:
    return rabbitmq_server.new_vhost()


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[RpcClient]:
    client = RpcClient(url)
    yield client
    client.close()


@pytest.fixture(scope="module")
def running(
    url: str, client: RpcClient, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TinyHost]:
    with tiny_host(url, tmp_path_factory.mktemp("tiny")) as host:
        host.wait_until_answering(client)
        yield host


@pytest.fixture
def tiny(running: TinyHost, client: RpcClient) -> TinyHost:
    running.wait_until_answering(client)
    return running


def publish(url: str, body: bytes, method: str = "echo", **properties: Any) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish(
            "nameko-rpc", f"tiny.{method}", body, pika.BasicProperties(**properties), mandatory=True
        )


def waiting_requests(url: str) -> int:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        declared = connection.channel().queue_declare("rpc-tiny", passive=True)
    return int(declared.method.message_count)


def declare_replies(url: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.queue_declare("replies", durable=True)
        channel.queue_bind("replies", "nameko-rpc", "replies")


def reply(url: str) -> dict[str, Any] | None:
    """The error that was answered, once there is one."""
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        _, _, body = connection.channel().basic_get("replies", auto_ack=True)
    return None if body is None else json.loads(body)["error"]


STRANGE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "without reply_to": (GOOD_BODY, JSON | {"reply_to": None}),
    "not JSON": (b"{not json", JSON),
    "not a number": (b'{"args": [NaN], "kwargs": {}}', JSON),
    "not text": (b"\xff\xfe", JSON),
    "too deep": (b"[" * 100_000, JSON),
    "a pickle": (b"cos\nsystem", JSON | {"content_type": "application/x-python-serialize"}),
    "without content type": (GOOD_BODY, {"reply_to": "nobody"}),
    "a list": (b"[]", JSON),
    "arguments that are numbers": (b'{"args": 5, "kwargs": 5}', JSON),
    "without arguments": (b'{"kwargs": {}}', JSON),
    "arguments that the method lacks": (b'{"args": [], "kwargs": {"no": 1}}', JSON),
    "headers of the wrong types": (
        GOOD_BODY,
        JSON | {"headers": {"nameko.call_id_stack": 5, "nameko.token": 5}},
    ),
}


def test_strange_messages_are_taken_once_and_harm_nothing(
    rabbitmq_url: str, tmp_path: Path
) -> None:
    client = RpcClient(rabbitmq_url)
    with tiny_host(rabbitmq_url, tmp_path) as host:
        host.wait_until_answering(client)
        for name, (body, properties) in STRANGE.items():
            publish(rabbitmq_url, body, **properties)
            assert answers(client), name
        assert host.stop() == 0, host.log()
    client.close()
    assert waiting_requests(rabbitmq_url) == 0  # what was not acknowledged would be back


def test_a_refusal_is_logged_without_its_parameters(tiny: TinyHost, client: RpcClient) -> None:
    with pytest.raises(Refused):
        client.call("tiny", "fail", to_wire(Refused("not_your_turn", {"said": "秘密"})))
    wait_until(lambda: "Refused not_your_turn" in tiny.log(), 5, "the refusal is in the log")
    line = next(line for line in tiny.log().splitlines() if "not_your_turn" in line)
    assert line.startswith("INFO")
    assert "秘密" not in tiny.log()


def test_a_bug_tells_its_kind_and_place_but_nobody_s_words(
    tiny: TinyHost, client: RpcClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unavailable):
        client.call("tiny", "break_down", {"words": "隐私"})
    wait_until(lambda: "ValueError" in tiny.log(), 5, "the bug is in the log")
    assert "in break_down" in tiny.log()
    assert "KeyError" in tiny.log()
    assert "隐私" not in tiny.log() + caplog.text


def test_an_undecodable_request_is_not_quoted_in_the_log(url: str, tiny: TinyHost) -> None:
    publish(url, "{悄悄话".encode(), **JSON)
    wait_until(lambda: "cannot be read" in tiny.log(), 5, "the message is dropped")
    assert "悄悄话" not in tiny.log()


def test_a_result_that_is_not_plain_json_fails_that_call_alone(
    tiny: TinyHost, client: RpcClient
) -> None:
    with pytest.raises(Unavailable):
        client.call("tiny", "instant", {})
    assert answers(client)
    assert tiny.is_running()


def test_the_broker_may_be_away_when_an_answer_is_due(
    tiny: TinyHost, client: RpcClient, rabbitmq_server: RabbitServer
) -> None:
    calling = threading.Thread(target=_call_and_fail, args=(client, {"seconds": 1.5}))
    calling.start()
    wait_until(lambda: client._waiting, 5, "the call is under way")
    time.sleep(0.2)  # the request is with the service, which sleeps
    rabbitmq_server.kill()
    calling.join()
    wait_until(lambda: "was lost" in tiny.log(), 15, "the answer is given up")
    rabbitmq_server.restart()
    tiny.wait_until_answering(client)
    assert tiny.is_running()


def test_a_living_process_touches_its_health_file(tiny: TinyHost) -> None:
    before = tiny.health_file.stat().st_mtime_ns
    wait_until(lambda: tiny.health_file.stat().st_mtime_ns > before, 5, "a sign of life")


def test_a_request_that_was_delivered_before_and_never_expires_is_not_run_again(
    rabbitmq_url: str, tmp_path: Path
) -> None:
    client = RpcClient(rabbitmq_url)
    with tiny_host(rabbitmq_url, tmp_path) as host:
        host.wait_until_answering(client)
        declare_replies(rabbitmq_url)
        asking = JSON | {"reply_to": "replies"}
        publish(rabbitmq_url, b'{"args": [{"seconds": 60}], "kwargs": {}}', "sleep", **asking)
        assert answers(client)
        host.kill()
    with tiny_host(rabbitmq_url, tmp_path) as host:
        host.wait_until_answering(client)
        error: list[Any] = []
        wait_until(lambda: error.append(reply(rabbitmq_url)) or error[-1], 5, "the answer")
        assert error[-1]["exc_type"] == "Unavailable"
        assert host.stop() == 0
    client.close()


CANNOT_GO_ON = """
import services.kernel.patched
import sys
from nameko.extensions import DependencyProvider
from services.kernel.nameko_host import rpc, serve

class Gone(DependencyProvider):
    def get_dependency(self, worker_ctx):
        raise LookupError("gone")

class Tiny:
    name = "tiny"
    gone = Gone()

    @rpc
    def echo(self, request):
        return request

serve(Tiny, None, sys.argv[1])
"""


def test_a_host_that_cannot_go_on_ends_its_process(rabbitmq_url: str) -> None:
    client = RpcClient(rabbitmq_url)
    program = [sys.executable, "-c", CANNOT_GO_ON, rabbitmq_url]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: not answers(client) and process.poll() is not None, 20, "it ends")
    client.close()
    assert process.returncode == 3


def test_a_process_that_is_not_patched_does_not_serve() -> None:
    with pytest.raises(RuntimeError, match=r"import services\.kernel\.patched first"):
        serve(object, None, "amqp://127.0.0.1:1/%2F")


def test_using_the_marks_patches_nothing() -> None:
    program = (
        "import services.kernel.nameko_host, socket, threading, eventlet.patcher as p;"
        "assert not p.is_monkey_patched('socket') and not p.is_monkey_patched('thread')"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, check=True)


def _call_and_fail(client: RpcClient, request: dict[str, Any]) -> None:
    with pytest.raises(Failure):
        client.call("tiny", "sleep", request, timeout=3)
