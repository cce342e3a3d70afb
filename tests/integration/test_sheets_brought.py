"""Tables go to their service in several calls, on both storages: counts add up, a dry run says what will be."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from minqing.sheets import bringing
from minqing.sheets.bringing import Outcome, bring
from minqing.sheets.kinds import PARTIES
from minqing.sheets.table import Table, read_table
from minqing.system import System
from services.kernel.sheet import Cell, Line, Sheet, text_cell
from tests.integration.visits_world import OPERATOR, VisitsWorld

HEADS = ("kind", "name", "unit_code", "phone", "external_id")


class Peer:
    """Calls the world as the operator, and lets its followers catch up."""

    def __init__(self, world: VisitsWorld):
        self.world = world
        self.sizes: list[int] = []

    def call(self, service: str, method: str, request: dict[str, Any], **_more: Any) -> Any:
        self.sizes.append(len(request["rows"]))
        return self.world.command(OPERATOR, method, **request)


@pytest.fixture
def world(storage_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[VisitsWorld]:
    monkeypatch.setattr(bringing, "MAX_ROWS", 3)
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def table(*rows: tuple[str | Cell, ...]) -> Table:
    lines = [
        Line(n, tuple(each if isinstance(each, Cell) else text_cell(each) for each in row))
        for n, row in enumerate((HEADS, *rows), 1)
    ]
    return read_table(Sheet("走访对象", lines), PARTIES)


def household(name: str, external_id: str = "", unit: str = "north") -> tuple[str, ...]:
    return ("农户", name, unit, "", external_id)


def brought(world: VisitsWorld, read: Table, dry_run: bool = False) -> tuple[Outcome, list[int]]:
    peer = Peer(world)
    system = System({}, peer, lambda: "token")  # type: ignore[arg-type]
    return bring(system, read, dry_run, [], []), peer.sizes


def told(outcome: Outcome) -> tuple[Any, ...]:
    assert sum(outcome.counts.values()) + len(outcome.wrong) == len(outcome.table.lines)
    return outcome.counts, [fault.line for fault in outcome.faults]


def test_a_long_table_goes_in_several_calls_whose_counts_add_up(world):
    rows = [household(f"某{n}") for n in range(7)]
    read = table(*rows, ("农户", Cell("#N/A", "error_value"), "north", "", ""))
    foretold, _ = brought(world, read, dry_run=True)
    assert world.types() == []
    first, sizes = brought(world, read)
    assert sizes == [3, 3, 1]
    assert told(first) == told(foretold)
    assert first.counts == {"new": 7, "same": 0}
    assert [fault.where for fault in first.faults] == ["走访对象!B9"]
    again, _ = brought(world, read)
    assert again.counts == {"new": 0, "same": 7}
    assert again.position == first.position == len(world.types()) == 7


def test_two_rows_of_one_party_are_found_though_they_go_in_different_calls(world):
    rows = [household("甲", "H-1"), *(household(f"某{n}") for n in range(4))]
    read = table(*rows, household("乙", "H-1"), household("某 0"), household("甲", "H-2"))
    foretold, _ = brought(world, read, dry_run=True)
    assert [(fault.where, fault.code) for fault in foretold.faults] == [
        ("走访对象!E7", "duplicate"),
        ("走访对象!B8", "duplicate"),
    ]
    assert told(brought(world, read)[0]) == told(foretold)


def test_what_a_dry_run_tells_is_what_will_be(world):
    for seed in range(6):
        chance = random.Random(seed)
        rows = [
            household(
                chance.choice("甲乙丙丁"),
                chance.choice(("", "", "H-1", "H-2", f"H-{seed}3", "有错")),
                chance.choice(("north", "south", "west")),
            )
            for _ in range(8)
        ]
        foretold, _ = brought(world, table(*rows), dry_run=True)
        length = len(world.types())
        done, _ = brought(world, table(*rows))
        assert told(done) == told(foretold), seed
        assert len(world.types()) == length + done.counts["new"]
        again, _ = brought(world, table(*rows))
        assert again.counts == {"new": 0, "same": sum(done.counts.values())}, seed
        assert len(world.types()) == length + done.counts["new"]
