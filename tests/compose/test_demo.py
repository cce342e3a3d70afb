"""The demonstration moves from one process into a fresh stack: the same lists, and the same people at the pages."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.demo.play import SIGN_INS, play
from minqing.embedded import EmbeddedHost
from services.kernel.application import Peer
from tests.compose.lists import all_lines
from tests.compose.stack import ComposeSystem, Stack, system_of
from tests.compose.visitor import Visitor
from tests.e2e.systems import MINQING

TIMEZONE = "Asia/Shanghai"


@dataclass
class Demo:
    """A data folder in which the story was played, and everything of it as `log export` writes it."""

    data: DataFolder
    archive: Path
    sign_ins: dict[str, str]

    def lists(self, peer: Peer) -> dict[str, list[dict]]:
        """As the office of the story sees them."""
        login = next(iter(self.sign_ins))
        request = {"login": login, "password": self.sign_ins[login]}
        return all_lines(peer, peer.call("campaign", "sign_in", request)["token"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    data = DataFolder(folder / "data")
    data.make()
    play(data, TIMEZONE, system_clock())
    written = re.findall(
        r"^  (\S+) +(\S+) .*（.*办公室.*）$", data.file(SIGN_INS).read_text(), re.M
    )
    export = [*MINQING, "log", "export", str(folder / "archive"), "--with-keys", "--with-accounts"]
    environment = {"MINQING_DATA": str(data.path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(export, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return Demo(data, folder / "archive", dict(written))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Iterator[ComposeSystem]:
    """A fresh stack that begins with the archive: first its servers, then the history, then everything."""
    stack = Stack(tmp_path_factory.mktemp("filled"))
    try:
        stack.make_secrets()
        stack.up("postgres", "rabbitmq")
        shutil.copytree(demo.archive, stack.folder / "archive")
        shutil.copy(demo.data.file("master.key"), stack.folder / "master.key")
        done = stack.minqing("log", "import", "archive", "--master-key-file", "master.key")
        assert done.returncode == 0, done.stdout + done.stderr
        stack.up()
        system = system_of(stack)
        yield system
        system.peer.close()
    finally:
        stack.down()


def test_the_lists_are_equal(demo: Demo, filled: ComposeSystem) -> None:
    host = EmbeddedHost(demo.data, system_clock, TIMEZONE)
    told = demo.lists(host)
    host.stop()
    assert all(told.values())
    assert demo.lists(filled.peer) == told


def test_the_logs_are_intact_and_rebuilding_changes_nothing(filled: ComposeSystem) -> None:
    for check in (("log", "verify"), ("rebuild", "--verify")):
        done = filled.command(*check)
        assert done.returncode == 0, done.stdout + done.stderr


def test_people_sign_in_and_read_what_was_said(demo: Demo, filled: ComposeSystem) -> None:
    login, password = next(iter(demo.sign_ins.items()))
    office = Visitor.signed_in(filled.stack.address, login, password)
    number = demo.lists(filled.peer)["problem"][0]["number"]
    assert "演示数据" in office.opens(office.finds_issue(number)).words


def test_what_is_exported_from_the_stack_is_what_was_imported(
    demo: Demo, filled: ComposeSystem
) -> None:
    done = filled.command("log", "export", "again", "--with-keys", "--with-accounts")
    assert done.returncode == 0, done.stdout + done.stderr
    for file in demo.archive.glob("*.log.*"):
        assert (filled.stack.folder / "again" / file.name).read_bytes() == file.read_bytes()
