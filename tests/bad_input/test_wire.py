"""Messages of strangers at a real service over the real broker: answered or dropped, and the next call works.

What the host does with them is tested with a tiny service; here real schemas and a real database stand behind it.
"""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pika
import pytest

from eventlog.clock import system_clock
from eventlog.errors import Failure
from services.kernel import token
from services.kernel.caller import Caller, Role
from services.kernel.rpc_client import RpcClient
from services.kernel.token_key import load_private_key
from tests.bad_input.answers import told
from tests.bad_input.test_refusals import CURSORS
from tests.e2e.systems import MINQING
from tests.servers.machine import wait_until
from tests.servers.postgres import PostgresServer
from tests.servers.rabbitmq import RabbitServer

START_SECONDS, ANSWER_SECONDS = 60.0, 15.0
DROPPED = "dropped"
SOMEBODY = Caller("olga", "cloud", (Role("office", "cloud"),))
USUAL = {"content_type": "application/json", "content_encoding": "utf-8", "reply_to": "answers"}
FIVE_MEGABYTES = "x" * 5 * 2**20


@dataclass
class Wire:
    """`minqing serve issues` in a process of its own; `ask` publishes a message as it is and waits for what comes."""

    url: str
    token: str
    process: subprocess.Popen[bytes]
    log: Path
    client: RpcClient
    channel: Any = None

    def is_alive(self) -> bool:
        try:
            return bool(self.call("categories", {})["items"])
        except Failure:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            return False

    def call(self, method: str, request: Any) -> Any:
        return self.client.call("issues", method, request, self.token, timeout=ANSWER_SECONDS)

    def ask(self, body: bytes, method: str, answered: bool, **more: Any) -> str:
        """The kind of the error with what it says of the fields; `dropped` when nothing came."""
        number = str(uuid.uuid4())
        more["headers"] = {"nameko.token": self.token, **more.get("headers", {})}
        properties = pika.BasicProperties(**{**USUAL, "correlation_id": number, **more})
        self.channel.basic_publish("nameko-rpc", f"issues.{method}", body, properties)
        found: list[str] = []

        def came() -> bool:
            _, about, reply = self.channel.basic_get("answers", auto_ack=True)
            if reply and about.correlation_id == properties.correlation_id:
                error = json.loads(reply)["error"]
                found.append(f"{error['exc_type']} {error['exc_args'][1:]}")
            return bool(found)

        if answered:
            wait_until(came, ANSWER_SECONDS, "an answer")
        assert self.is_alive()
        return found[0] if found or came() else DROPPED


@pytest.fixture(scope="module")
def wire(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    rabbitmq_server: RabbitServer,
) -> Iterator[Wire]:
    folder = tmp_path_factory.mktemp("wire")
    url, database = rabbitmq_server.new_vhost(), postgres_server.new_database()
    secrets = folder / "secrets"
    subprocess.run([*MINQING, "keys", str(secrets)], check=True, capture_output=True)
    key = load_private_key((secrets / "token_key").read_text())
    environment = {
        "MINQING_AMQP_URL": url,
        "MINQING_DATABASE_URL": database,
        "MINQING_MASTER_KEY_FILE": str(secrets / "master_key"),
        "MINQING_TOKEN_PUBLIC_KEY_FILE": str(secrets / "token_public_key"),
        "MINQING_SERVICE_SECRET_FILE": str(secrets / "service_secret_issues"),
    }
    log = folder / "issues.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "minqing.cli", "serve", "issues"],
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
        )
    client = RpcClient(url)
    signed = token.issue(SOMEBODY, key, system_clock())
    found = Wire(url, signed, process, log, client)
    try:
        with pika.BlockingConnection(pika.URLParameters(url)) as connection:
            wait_until(found.is_alive, START_SECONDS, "issues answers")
            found.channel = connection.channel()
            found.channel.queue_declare("answers")
            found.channel.queue_bind("answers", "nameko-rpc", "answers")
            yield found
    finally:
        client.close()
        process.terminate()
        process.wait(30)
        rabbitmq_server.drop_vhost(url)
        postgres_server.drop_database(database)


def asked(request: str) -> bytes:
    return f'{{"args": [{request}], "kwargs": {{}}}}'.encode()


def field(value: str) -> bytes:
    return asked(f'{{"command_id": "c", "unit": "reed", "category": "other", "verbatim": {value}}}')


MESSAGES: dict[str, tuple[bytes, dict[str, Any], str]] = {
    "null": (asked("null"), {}, "Invalid [{'request': ['type']}]"),
    "a number": (asked("5"), {}, "Invalid [{'request': ['type']}]"),
    "a text": (asked('"x"'), {}, "Invalid [{'request': ['type']}]"),
    "a list": (asked("[]"), {}, "Invalid [{'request': ['type']}]"),
    "five megabytes": (field(f'"{FIVE_MEGABYTES}"'), {}, "Invalid [{'verbatim': ['length']}]"),
    "five megabytes as a name": (asked(f'{{"{FIVE_MEGABYTES}": 1}}'), {}, "Invalid"),
    "a hundred thousand fields": (
        asked("{" + ",".join(f'"f{n}": 1' for n in range(100_000)) + "}"),
        {},
        "Invalid",
    ),
    "five megabytes of white space": (
        field(f'"{" " * 5 * 2**20}"'),
        {},
        "Invalid [{'verbatim': ['blank']}]",
    ),
    "a hundred levels": (field("[" * 100 + "]" * 100), {}, "Invalid [{'request': ['depth']}]"),
    "a million levels": (field("[" * 10**6 + "]" * 10**6), {}, DROPPED),
    "NaN": (field("NaN"), {}, DROPPED),
    "infinity": (field("-Infinity"), {}, DROPPED),
    "a huge number": (field("1e400"), {}, "Invalid [{'verbatim': ['type']}]"),
    "a number of five thousand digits": (field("9" * 5_000), {}, DROPPED),
    "half of a surrogate pair": (field('"\\ud83d"'), {}, "Invalid [{'verbatim': ['character']}]"),
    "NUL": (field('"\\u0000"'), {}, "Invalid [{'verbatim': ['character']}]"),
    "no UTF-8": (field('"x"').replace(b"x", b"\xff"), {}, DROPPED),
    "the same field twice": (
        asked('{"command_id": "c", "command_id": 5}'),
        {},
        "Invalid",
    ),
    "a type to be made": (
        field('{"__type__": "datetime", "__value__": "2026-11-24"}'),
        {},
        "Invalid [{'verbatim': ['type']}]",
    ),
    "a second argument": (b'{"args": [{}, {}], "kwargs": {}}', {}, "IncorrectSignature"),
    "no argument": (b'{"args": [], "kwargs": {}}', {}, "IncorrectSignature"),
    "another argument": (b'{"args": [{}], "kwargs": {"no": 1}}', {}, "IncorrectSignature"),
    "an encoding nobody has": (asked("{}"), {"content_encoding": "x-none"}, "Invalid"),
    "UTF-16": (asked("{}").decode().encode("utf-16"), {"content_encoding": "utf-16"}, "Invalid"),
    "XML": (b"<x/>", {"content_type": "application/xml"}, DROPPED),
    "YAML": (b"!!python/object:os.system", {"content_type": "application/x-yaml"}, DROPPED),
    "a token that is a number": (asked("{}"), {"headers": {"nameko.token": 5}}, "Forbidden"),
    "a token that is a list": (asked("{}"), {"headers": {"nameko.token": [[]]}}, "Forbidden"),
    "a token of bytes": (asked("{}"), {"headers": {"nameko.token": b"\xff"}}, "Forbidden"),
    "a long token": (asked("{}"), {"headers": {"nameko.token": "x" * 60_000}}, "Forbidden"),
    "headers of nonsense": (
        asked("null"),
        {"headers": {"nameko.call_id_stack": {"a": [5]}, "x" * 200: None}},
        "Invalid",
    ),
    "without a correlation": (asked("null"), {"correlation_id": None}, "Invalid"),
    "to nobody": (asked("null"), {"reply_to": "nobody-" + "x" * 200}, DROPPED),
    "to no address": (asked("null"), {"reply_to": None}, DROPPED),
}


@pytest.mark.parametrize("fault", MESSAGES)
def test_a_strange_message_is_answered_or_dropped_and_the_next_call_works(
    wire: Wire, fault: str
) -> None:
    body, properties, expected = MESSAGES[fault]
    found = wire.ask(body, "report", answered=expected != DROPPED, **properties)
    assert found.startswith(expected), f"{fault}: {found[:300]}"


@pytest.mark.parametrize("method", ["no_such", "__init__", "here", "name", "x" * 100])
def test_what_is_no_method_is_told_as_such(wire: Wire, method: str) -> None:
    assert wire.ask(asked("{}"), method, answered=True).startswith("MethodNotFound")


def test_a_place_that_no_page_has_given_is_refused_by_the_server_s_database_too(wire: Wire) -> None:
    for cursor in CURSORS:
        try:
            found = told(wire.call("list", {"after": cursor}))
        except Failure as failure:
            found = told(failure)
        assert found in ("answered", "Invalid after: pattern"), f"{cursor!r}: {found}"


def test_nothing_of_all_this_was_unexpected(wire: Wire) -> None:
    """Runs last: what cannot be read is one line without its words."""
    log = wire.log.read_text()
    assert "Traceback" not in log, log[-3000:]
    assert FIVE_MEGABYTES[:100] not in log
