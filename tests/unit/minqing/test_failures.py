"""What goes wrong on the command line is told in one line, without a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventlog.engine import open_engine
from eventlog.errors import Refused
from minqing.failures import plainly
from tests.servers.machine import free_ports


def told(capsys: pytest.CaptureFixture[str], act: Callable[[], object]) -> str:
    with pytest.raises(SystemExit) as end, plainly():
        act()
    assert end.value.code == 1
    return capsys.readouterr().err


def refuse() -> None:
    raise Refused("locked", {"minutes": 5})


def test_a_refusal_is_told_by_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, refuse) == "minqing: locked (minutes: 5)\n"


def test_a_database_that_is_away_is_named_with_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = f"postgresql+psycopg://nobody:hidden@127.0.0.1:{free_ports(1)[0]}/issues"
    line = told(capsys, open_engine(url).connect)
    assert "service_down (database: issues)" in line
    assert "refused" in line
    assert "hidden" not in line
    assert line.count("\n") == 1


def test_a_database_without_tables_is_told_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def read() -> None:
        with open_engine(f"sqlite:///{tmp_path / 'x.db'}").connect() as conn:
            conn.execute(sa.text("SELECT * FROM log"))

    assert "no tables yet" in told(capsys, read)


def test_a_folder_that_cannot_be_made_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / "file") in told(capsys, (tmp_path / "file" / "folder").mkdir)


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), plainly():
        _ = 1 / 0
