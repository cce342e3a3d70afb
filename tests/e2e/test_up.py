"""`minqing up` as its users start it: first start, later starts, a second start, signals, and commands beside it."""

import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eventlog.engine import open_engine
from eventlog.migrate import upgrade
from tests.e2e.systems import MINQING, answers
from tests.servers.machine import free_ports, wait_until

FIRST_START, LATER_START, STOP = 120.0, 30.0, 10.0


class Up:
    """One running `minqing up`."""

    def __init__(self, data: Path, **more: str):
        self.port = free_ports(1)[0]
        self.address = f"http://127.0.0.1:{self.port}"
        self.output = data.parent / "up.log"
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MINQING_")}
        self.environment = {
            **environment,
            "MINQING_DATA": str(data),
            "MINQING_PORT": str(self.port),
            **more,
        }
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*MINQING, "up"], env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )

    def wait(self, seconds: float) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.output.read_text()
            return answers(self.address + "/public/")

        wait_until(ready, seconds, "the page to answer")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*MINQING, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as response:
            return response.read().decode()


@contextmanager
def running(data: Path, seconds: float = LATER_START, **more: str) -> Iterator[Up]:
    up = Up(data, **more)
    try:
        up.wait(seconds)
        yield up
    finally:
        if up.process.poll() is None:
            up.process.kill()
            up.process.wait(10)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the story was played, stopped again."""
    data = tmp_path_factory.mktemp("up") / "data"
    with running(data, FIRST_START) as up:
        assert up.stop() == 0
    return data


def count(data: Path) -> int:
    with sqlite3.connect(data / "issues.sqlite") as conn:
        return conn.execute("SELECT count(DISTINCT stream) FROM log").fetchone()[0]


def test_the_first_start_plays_a_story_of_every_fate(played: Path) -> None:
    with sqlite3.connect(played / "issues.sqlite") as conn:
        assert conn.execute("SELECT origin FROM log_head").fetchone() == ("demo",)
    with running(played) as up:
        shown = up.command("log", "show", "issues", "--limit", "3000").stdout
        public = up.page("/public/")
        assert up.stop() == 0
    assert count(played) == 122
    outcomes = set(re.findall(r'"outcome": "(\w+)"', shown))
    assert {"solved", "partly_solved", "unsolved"} <= outcomes
    assert "ReworkOrdered" in shown
    months = set(re.findall(r"WT-(\d{6})-", shown))
    assert len(months) >= 2
    assert "问题清单" in public
    assert "演示数据" in public


def test_passwords_are_private_and_printed_at_every_start(played: Path) -> None:
    sign_ins = played / "demo-sign-ins.txt"
    assert stat.S_IMODE(sign_ins.stat().st_mode) == 0o600
    assert stat.S_IMODE(played.stat().st_mode) == 0o700
    for key in ("master.key", "token.key", "edition.key", "web.key"):
        assert stat.S_IMODE((played / key).stat().st_mode) == 0o600
    with running(played) as up:
        assert sign_ins.read_text() in up.output.read_text()
        assert up.address in up.output.read_text()
        assert up.stop(signal.SIGINT) == 0


def test_later_starts_keep_all_data_and_a_second_start_is_refused(played: Path) -> None:
    before = count(played)
    with running(played) as up:
        second = Up(played)
        assert second.process.wait(30) == 1
        assert "in use" in second.output.read_text()
        assert up.stop() == 0
    assert count(played) == before


def test_reading_commands_run_beside_it_and_writing_ones_say_that_the_folder_is_in_use(
    played: Path,
) -> None:
    with running(played) as up:
        for reading in (("log", "show"), ("log", "verify"), ("rebuild", "--verify")):
            done = up.command(*reading)
            assert done.returncode == 0, done.stdout + done.stderr
        shown = up.command("log", "show", "--limit", "3")
        assert len(shown.stdout.splitlines()) == 3
        assert "more: --after 3" in shown.stderr
        assert up.command("log", "show", "--limit", "5000").stderr == ""
        for writing in (("rebuild",), ("forget", "nobody", "--yes"), ("init",)):
            done = up.command(*writing)
            assert done.returncode == 1
            assert "in use" in done.stderr
            assert "Traceback" not in done.stderr
        assert up.stop() == 0


def test_an_empty_start_has_no_story_and_gives_a_link_for_the_first_administrator(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with running(data, MINQING_DEMO="0") as up:
        link = re.search(r"/welcome/\S+", up.output.read_text())
        assert link
        assert "密码" in up.page(link[0])
        assert "本月清单还没有公布" in up.page("/public/")
        assert up.stop() == 0
    assert count(data) == 0


def test_init_prepares_a_folder_and_prints_a_link_once_a_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment = {**os.environ, "MINQING_DATA": str(data)}
    done = subprocess.run(
        [*MINQING, "init"], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    link = re.search(r"/welcome/(\S+)", done.stdout)
    assert link
    with running(data) as up:
        assert not (data / "demo-sign-ins.txt").exists()
        assert up.stop() == 0
    assert count(data) == 0


def age(database: Path, projection: str) -> None:
    """Let the read model be one that an older version of the program has left."""
    with sqlite3.connect(database) as conn:
        conn.execute(
            "UPDATE live_generation SET version = version - 1 WHERE projection = ?", (projection,)
        )
        conn.execute("DELETE FROM checkpoint WHERE name LIKE ?", (f"{projection}__v%",))


def test_an_older_folder_says_what_to_rebuild_and_loses_nothing(
    played: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(played, data)
    age(data / "issues.sqlite", "issue_board")
    age(data / "reports.sqlite", "three_lists")
    environment = {**os.environ, "MINQING_DATA": str(data)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*MINQING, *arguments], env=environment, capture_output=True, text=True, timeout=60
        )

    refused = Up(data)
    assert refused.process.wait(30) == 1
    assert "issue_board: needs a rebuild, run `minqing rebuild`" in refused.output.read_text()
    named = run("migrate")
    assert named.returncode == 1
    assert "issues: issue_board: needs a rebuild" in named.stdout
    assert "reports: three_lists: needs a rebuild" in named.stdout
    assert "visits: up to date" in named.stdout
    rebuilt = run("rebuild")
    assert (rebuilt.returncode, rebuilt.stdout.count("made anew")) == (0, 2)
    assert run("rebuild", "--verify").returncode == 0
    with running(data) as up:
        assert "问题清单" in up.page("/public/")
        assert up.stop() == 0
    assert count(data) == count(played)


def test_a_folder_from_before_there_were_editions_gets_their_log_and_their_key(
    played: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(played, data)
    shutil.rmtree(data / "public")
    for file in (*data.glob("reports.sqlite*"), data / "edition.key"):
        file.unlink()
    engine = open_engine(f"sqlite:///{data / 'reports.sqlite'}")
    upgrade(engine)  # every database had the tables of a log; reports wrote nothing into them
    engine.dispose()
    with running(data) as up:
        assert "本月清单还没有公布" in up.page("/public/")
        shown = up.command("log", "verify")
        assert "reports: 0 facts intact" in shown.stdout
        assert up.stop() == 0
    assert stat.S_IMODE((data / "edition.key").stat().st_mode) == 0o600


def test_an_altered_read_model_row_and_an_altered_fact_are_named(played: Path) -> None:
    environment = {**os.environ, "MINQING_DATA": str(played)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*MINQING, *arguments], env=environment, capture_output=True, text=True, timeout=60
        )

    with sqlite3.connect(played / "reports.sqlite") as conn:
        tables = conn.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'problem_line__%' AND type = 'table'"
        )
        table = tables.fetchone()[0]
        conn.execute(f"UPDATE {table} SET state = 'closed' WHERE rowid = 3")
    done = run("rebuild", "--verify")
    assert (done.returncode, "DIFFERENT" in done.stdout) == (1, True)
    done = run("rebuild")  # says what was wrong, and mends it
    assert (done.returncode, "DIFFERENT" in done.stdout) == (0, True)
    assert run("rebuild", "--verify").returncode == 0

    with sqlite3.connect(played / "issues.sqlite") as conn:
        conn.execute("DROP TRIGGER log_append_only_update")
        conn.execute("UPDATE log SET actor = 'somebody' WHERE position = 7")
    done = run("log", "verify")
    assert done.returncode == 1
    assert "issues: position 7 altered" in done.stdout
