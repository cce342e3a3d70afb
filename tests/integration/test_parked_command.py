"""`minqing parked`: what an operator sees of messages that could not be sent, and does with them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventlog.clock import system_clock
from minqing.commands.parked import parked
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from services.notify.mail_queue import MailQueue
from tests.integration.notify_world import NotifyWorld
from tests.servers.mail import Certificate, MailServer

NUMBER = "WT-202611-0001"


@pytest.fixture
def folder(tmp_path: Path, certificate: Certificate) -> Iterator[DataFolder]:
    """A data folder, held by a running system, with two messages parked and one that waits."""
    folder = DataFolder(tmp_path / "data")
    folder.make()
    settings = MailServer(certificate, 1).settings()
    host = EmbeddedHost(folder, system_clock, "Asia/Shanghai")
    host.migrate()
    host.stop()
    world = NotifyWorld(folder.database_url("notify"), settings)
    world.reported()
    for unit in ("north", "south", "west"):
        world.assigned(lead=unit)
    world.settle()
    queue = MailQueue(world.engine)
    for reason in ("recipient 550 5.1.1", "data 554", "recipient 450"):
        intent = queue.take(world.clock(), only_urgent=False)
        assert intent
        leave = queue.try_later if "450" in reason else queue.park
        leave(intent, reason, world.clock())
        world.passes(seconds=1)
    world.close()
    with folder.locked():
        yield folder


def run(folder: DataFolder, *arguments: str) -> Result:
    return CliRunner().invoke(parked, arguments, env={"MINQING_DATA": str(folder.path)})


def listed(folder: DataFolder) -> list[str]:
    lines = run(folder, "list").stdout.splitlines()
    return [line.split()[0] for line in lines if NUMBER in line]


def test_an_operator_sees_sends_again_and_gives_up_beside_a_running_system(folder: DataFolder):
    found = run(folder, "list")
    assert found.exit_code == 0, found.stderr
    first, second = listed(folder)
    assert "recipient 550 5.1.1, tries 1, since 2026-11-24T02:00:00+00:00" in found.stdout
    assert found.stdout.endswith("parked 2, waiting 1\n  waiting after recipient 450: 1\n")

    assert run(folder, "retry", first).stdout == "to be sent again: 1\n"
    told = json.loads(run(folder, "show", first).stdout)
    assert (told["state"], told["tries"], told["number"]) == ("waiting", 0, NUMBER)
    assert [(act["act"], act["by"]) for act in told["acts"]] == [("retry", "service:cli")]

    assert run(folder, "drop", second, "--reason", "outdated").exit_code == 0
    told = json.loads(run(folder, "show", second).stdout)
    assert (told["state"], told["acts"][0]["reason"]) == ("dropped", "outdated")
    assert listed(folder) == []


def test_what_is_not_parked_is_left_alone(folder: DataFolder):
    first, _ = listed(folder)
    wrong = run(folder, "retry", first, "nothing")
    assert (wrong.exit_code, wrong.stderr) == (1, "Error: not parked: nothing\n")
    assert len(listed(folder)) == 2  # not the first one either
    assert run(folder, "drop", "nothing", "--reason", "test").exit_code == 1
    assert run(folder, "show", "nothing").stderr == "Error: no such message: nothing\n"
    for usage in (("retry",), ("retry", first, "--all"), ("drop", first), ("show",)):
        assert run(folder, *usage).exit_code == 2
    assert run(folder, "drop", first, "--reason", "because of Li").exit_code == 2
    assert run(folder, "retry", "--all").stdout == "to be sent again: 2\n"
