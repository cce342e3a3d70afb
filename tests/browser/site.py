"""The whole site on a free port of this machine: embedded, with the invented story played into a fresh folder."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.demo.play import SIGN_INS, play
from minqing.embedded import EmbeddedHost
from minqing.settings import Settings
from minqing.site import Site
from tests.servers.machine import free_ports

TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class RunningSite:
    """`passwords` by login, as the story made them."""

    address: str
    passwords: dict[str, str]
    host: EmbeddedHost


@contextmanager
def running_site(path: Path) -> Iterator[RunningSite]:
    folder = DataFolder(path)
    folder.make()
    play(folder, TIMEZONE, system_clock())
    with serving(folder, _passwords(folder)) as running:
        yield running


@contextmanager
def serving(folder: DataFolder, passwords: dict[str, str]) -> Iterator[RunningSite]:
    """What stands in this folder, from now on by the clock of this machine."""
    host = EmbeddedHost(folder, system_clock, TIMEZONE)
    host.migrate()
    host.start()
    port = free_ports(1)[0]
    site = Site(host, Settings({"MINQING_PORT": str(port), "MINQING_HTTPS": "0"}), folder)
    thread = threading.Thread(target=site.run, name="site")
    thread.start()
    try:
        yield RunningSite(f"http://127.0.0.1:{port}", passwords, host)
    finally:
        site.stop()
        thread.join(10)
        host.stop()


def _passwords(folder: DataFolder) -> dict[str, str]:
    text = folder.file(SIGN_INS).read_text(encoding="utf-8")
    return dict(re.findall(r"^  (\S+) +(\S+) ", text, re.MULTILINE))
