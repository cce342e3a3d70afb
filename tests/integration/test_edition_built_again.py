"""An edition is a function of the logs: built again, also from a log taken elsewhere, it has the same digest."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minqing.commands.edition import edition
from minqing.commands.log import log
from minqing.data_folder import DataFolder
from services.reports.editions.document import Edition
from tests.integration.editions_world import CATEGORY, World, copy_of


@pytest.fixture
def world(settled_editions: World, tmp_path: Path) -> Iterator[World]:
    with copy_of(settled_editions, tmp_path / "data") as found:
        yield found


def run(data: Path, group: object, *arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), env={"MINQING_DATA": str(data)})  # type: ignore[arg-type]


def lived_through(world: World) -> list[str]:
    """Two editions with a household's problem, one of its rows withdrawn; their digests."""
    party = world.asks("visitor", "parties", service="visits", q="标记姓名甲")["items"][0]["id"]
    told = {"verbatim": "标记原话：灯坏了", "category": CATEGORY, "contact_phone": "13900000001"}
    visit = {"party_id": party, "outcome": "met", "date": "2026-06-10", "problems": [told]}
    visited = world.does("visitor", "record", service="visits", **visit)["id"]
    [issue] = world.asks("office", "by_visit", service="issues", visit_id=visited)["items"]
    world.words(issue["id"], "修好路灯")
    _, number = world.problem("换好灯泡")
    world.publish("2026-06", "2026-07-02")
    world.does("publisher", "withdraw_row", list="problem", number=number, reason="mistaken")
    world.words(issue["id"], "修好村口的路灯")
    world.publish("2026-07", "2026-08-03")
    world.party = party  # type: ignore[attr-defined]
    return [world.document(1)["digest"], world.document(2)["digest"]]


def test_built_again_it_has_the_same_digest_also_when_a_person_was_forgotten(
    world: World, tmp_path: Path
) -> None:
    digests = lived_through(world)
    before = [world.bytes_of(1), world.bytes_of(2)]
    forget = {"person_id": world.party}  # type: ignore[attr-defined]
    world.does("office", "forget_person", service="visits", **forget)

    built = run(world.folder.path, edition, "build", "--into", str(tmp_path / "again"))

    assert built.exit_code == 0, built.output
    assert all(f"equal, {digest}" in built.output for digest in digests)
    files = [tmp_path / "again" / f"{n:04d}" / "edition.json" for n in (1, 2)]
    assert [file.read_bytes() for file in files] == before
    assert "标记" not in before[0].decode() + before[1].decode()


def test_from_an_exported_and_imported_log_it_has_the_same_digest(
    world: World, tmp_path: Path
) -> None:
    digests = lived_through(world)
    before = [world.bytes_of(1), world.bytes_of(2)]
    taken = run(world.folder.path, log, "export", str(tmp_path / "archive"), "--with-keys")
    assert taken.exit_code == 0, taken.output
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("edition.key", "master.key"):
        shutil.copy(world.folder.file(name), elsewhere / name)
    (elsewhere / "story.unfinished").touch()  # keys alone are no data

    brought = run(elsewhere, log, "import", str(tmp_path / "archive"))
    assert brought.exit_code == 0, brought.output
    built = run(elsewhere, edition, "build")

    assert built.exit_code == 0, built.output
    assert all(f"equal, {digest}" in built.output for digest in digests)
    other = World(elsewhere)
    try:
        other.press()  # folders that are missing are written from what came along
        assert [other.bytes_of(1), other.bytes_of(2)] == before
    finally:
        other.stop()


def test_another_key_makes_other_salts_and_build_says_so(world: World) -> None:
    lived_through(world)
    DataFolder(world.folder.path).file("edition.key").unlink()
    built = run(world.folder.path, edition, "build", "--number", "2")
    assert built.exit_code == 1
    assert "0002 2026-07: DIFFERENT" in built.output
    assert Edition(world.document(2)).digest not in built.output
