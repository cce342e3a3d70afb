"""Programs that are not ours, docs/examples/: run as a stranger would, with a stranger's rights on the broker.

Both run beside each other against the distributed system; in the middle the broker is restarted.
"""

import ast
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pika
import pytest
from pika.exceptions import ChannelClosedByBroker

from eventlog.errors import Failure
from minqing.broker_users import CLIENT, definitions
from minqing.registry import SERVICES
from tests.e2e.district import WILLOW, District
from tests.e2e.systems import System
from tests.servers.machine import wait_until
from tests.servers.rabbitmq import RabbitServer

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
PROGRAMS = sorted(EXAMPLES.glob("*_client.py"))
OURS = {"eventlog", "minqing", "services", "tests", "tools", "web"}
PASSWORD = "of-the-broker"
SECONDS = 60.0

pytestmark = pytest.mark.parametrize("system", ["distributed"], indirect=True, scope="session")


@dataclass
class Program:
    """One running example, and what it has printed."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def lines(self) -> list[dict[str, Any]]:
        whole = self.output.read_text().rpartition("\n")[0]
        return [json.loads(line) for line in whole.splitlines()]

    def said(self, step: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["step"] == step]

    def wait_for(self, step: str, times: int) -> None:
        self._wait(lambda: len(self.said(step)) >= times, f"say {step} {times} times")

    def wait_to_hear(self, position: int) -> None:
        self._wait(lambda: self.said("fact")[-1]["position"] == position, f"hear fact {position}")

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        def is_so_while_it_lives() -> bool:
            errors = self.output.with_suffix(".err").read_text()[-2000:]
            assert self.process.poll() is None, f"{self.lines[-5:]} {errors}"
            return is_so()

        wait_until(is_so_while_it_lives, SECONDS, f"{self.output.stem} to {what}")


@pytest.fixture(scope="module")
def client_url(system: System, rabbitmq_server: RabbitServer) -> str:
    """The system's broker for the user that other programs get, with the rights that are shipped."""
    return new_user(system, rabbitmq_server, CLIENT)


@pytest.fixture(scope="module")
def modest_url(system: System, rabbitmq_server: RabbitServer) -> str:
    """The same for a program that does not declare the exchange of calls."""
    return new_user(system, rabbitmq_server, "modest", {"configure": r"^(rpc\.reply-|client\.).+$"})


def new_user(
    system: System, broker: RabbitServer, name: str, other_rights: dict[str, str] | None = None
) -> str:
    url = system.environment["MINQING_AMQP_URL"]
    vhost = url.rpartition("/")[2]
    made = definitions(list(SERVICES), "", PASSWORD)
    user, rights, topic_rights = (
        next(each for each in made[kind] if CLIENT in (each.get("user"), each.get("name")))
        for kind in ("users", "permissions", "topic_permissions")
    )
    broker.manage("PUT", f"users/{name}", user)
    broker.manage("PUT", f"permissions/{vhost}/{name}", {**rights, **(other_rights or {})})
    broker.manage("PUT", f"topic-permissions/{vhost}/{name}", topic_rights)
    return url.replace("guest:guest", f"{name}:{PASSWORD}")


@pytest.fixture(scope="module")
def programs(
    system: System,
    district: District,
    client_url: str,
    modest_url: str,
    rabbitmq_server: RabbitServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Program]]:
    """Both, when they have been through everything and have ended."""
    folder = tmp_path_factory.mktemp("examples")
    settings = {
        "LOGIN": "visitor",
        "PASSWORD": district.passwords["visitor"],
        "CLIENT_SECRET": (system.folder / "secrets" / "service_secret_client").read_text(),
    }
    for words in ("灯坏了", "路不平", "井盖丢了"):  # there are facts before, and several pages
        district.does("visitor", "issues", "report", unit=WILLOW, verbatim=words, category="other")
    urls = {"nameko_client": client_url, "pika_client": modest_url}
    running = {
        path.stem: start(path, {**settings, "AMQP_URL": urls[path.stem]}, folder)
        for path in PROGRAMS
    }
    try:
        live_through(running, system, district, rabbitmq_server)
        yield running
    finally:
        for program in running.values():
            program.process.kill()
            program.process.wait()


def start(path: Path, settings: dict[str, str], folder: Path) -> Program:
    output = folder / f"{path.stem}.out"
    with output.open("wb") as out, output.with_suffix(".err").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-u", "-W", "ignore", str(path), f"由 {path.stem} 报告"],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                **settings,
                "STATE": str(folder / f"{path.stem}.json"),
            },
            stdout=out,
            stderr=errors,
        )
    return Program(process, output)


def live_through(
    running: dict[str, Program], system: System, district: District, broker: RabbitServer
) -> None:
    for program in running.values():
        program.wait_for("following", 1)
    for program in running.values():
        miss_a_fact(
            program, [each for each in running.values() if each != program], district, broker
        )
    broker.kill()
    for program in running.values():
        program.wait_for("lost", 1)
    broker.restart()
    for program in running.values():
        program.wait_for("following", 2)
    wait_until(lambda: every_service_answers(system), SECONDS, "every service to answer again")
    position = make_a_fact(running["pika_client"], district)
    for program in running.values():
        program.wait_to_hear(position)
        program.process.send_signal(signal.SIGTERM)
        assert program.process.wait(SECONDS) == 0


def miss_a_fact(
    program: Program, others: list[Program], district: District, broker: RabbitServer
) -> None:
    """One fact does not reach the program's queue; the next one does, and shows the gap."""
    vhost = district.system.environment["MINQING_AMQP_URL"].rpartition("/")[2]
    queue = f"client.{program.output.stem.partition('_')[0]}-example.issues"
    binding = f"bindings/{vhost}/e/issues.events/q/{queue}"
    broker.manage("DELETE", f"{binding}/%23")
    missed = make_a_fact(program, district)
    for other in others:
        other.wait_to_hear(missed)
    broker.manage("POST", binding, {"routing_key": "#"})
    program.wait_to_hear(make_a_fact(program, district))


def make_a_fact(program: Program, district: District) -> int:
    """The office triages what the program has reported; the fact's position."""
    issue = program.said("reported")[0]["id"]
    return district.does("office", "issues", "triage", id=issue, category="other")["position"]


def every_service_answers(system: System) -> bool:
    try:
        for service in SERVICES:
            system.peer.call(service, "passed", {}, token=system.operator(), timeout=2.0)
    except Failure:
        return False
    return True


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_an_example_imports_nothing_of_ours(system: System, path: Path) -> None:
    tree = ast.walk(ast.parse(path.read_text()))
    names = {
        name.partition(".")[0]
        for node in tree
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(each.name for each in node.names)]
    }
    assert names.isdisjoint(OURS)


@pytest.mark.parametrize("name", [path.stem for path in PROGRAMS])
def test_an_example_reports_once_although_it_reported_twice(
    programs: dict[str, Program], district: District, name: str
) -> None:
    reported = programs[name].said("reported")
    assert len(reported) >= 2, "before the broker was restarted, and after"
    assert all(line == reported[0] for line in reported)
    issue = district.asks("visitor", "issues", "get", id=reported[0]["id"])
    assert issue["verbatim"] == f"由 {name} 报告"


@pytest.mark.parametrize("name", [path.stem for path in PROGRAMS])
def test_an_example_hears_every_fact_once_and_in_order(
    programs: dict[str, Program], name: str
) -> None:
    facts = programs[name].said("fact")
    assert [fact["position"] for fact in facts] == list(range(1, len(facts) + 1))
    assert facts[-1]["type"] == "IssueTriaged"
    reported = programs[name].said("reported")[0]
    assert (
        next(f["position"] for f in facts if f["subject"] == reported["id"]) == reported["position"]
    )


@pytest.mark.parametrize("name", [path.stem for path in PROGRAMS])
def test_an_example_reads_the_three_lists_to_their_end(
    programs: dict[str, Program], district: District, name: str
) -> None:
    lists = {line["list"]: line for line in programs[name].said("list")}
    assert set(lists) == {"problem", "task", "effect"}
    whole = district.asks("visitor", "reports", "problem_list", limit=200)["items"]
    assert lists["problem"]["numbers"] == [line["number"] for line in whole]
    assert lists["problem"]["pages"] == -(-len(whole) // 2) >= 2


def test_a_stranger_cannot_listen_to_the_calls_of_others(system: System, client_url: str) -> None:
    for exchange, key in (("nameko-rpc", "#"), ("nameko-rpc", "*"), ("nameko-rpc", "issues.*")):
        with pytest.raises(ChannelClosedByBroker) as refused:
            bind(client_url, exchange, key)
        assert refused.value.reply_code == 403


def test_a_stranger_cannot_publish_a_fact_or_an_answer(system: System, client_url: str) -> None:
    for exchange, key in (("issues.events", "IssueClosed"), ("nameko-rpc", "an-answer")):
        with pytest.raises(ChannelClosedByBroker) as refused:
            publish(client_url, exchange, key)
        assert refused.value.reply_code == 403


def bind(url: str, exchange: str, key: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.queue_declare("client.curious", exclusive=True)
        channel.queue_bind("client.curious", exchange, key)


def publish(url: str, exchange: str, key: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish(exchange, key, b"{}")
