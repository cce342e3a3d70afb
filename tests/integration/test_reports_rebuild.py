"""The three lists are equal to what the log says, a row altered by hand is named, and a rebuild mends it."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from eventlog.engine import writing
from eventlog.rebuild import rebuild, verify
from tests.integration.reports_world import OFFICE, ReportsWorld, completed, on_spot
from tests.unit.reports.histories import history, to_records


@pytest.fixture
def world(storage_url: str) -> Iterator[ReportsWorld]:
    found = ReportsWorld(storage_url)
    found.logs["issues"].records = to_records(history(seed=7, length=1200, issues=60))
    found.settle()
    yield found
    found.engine.dispose()


def alter(world: ReportsWorld, statement: str) -> None:
    with writing(world.engine) as conn:
        assert conn.execute(sa.text(statement)).rowcount == 1


def test_all_read_models_are_equal_to_their_logs(world: ReportsWorld) -> None:
    facts = {"issues": 1200, "campaign": len(world.logs["campaign"].records)}
    for projection in world.app.projections:
        done = verify(projection, world.app.read_models, world.logs)
        expected = sum(facts[source] for source in projection.sources)
        assert (done.equal, done.facts) == (True, expected), projection.name


@pytest.mark.parametrize("column", ["category", "sequence", "to_position", "confidential"])
def test_a_line_altered_by_hand_is_named(world: ReportsWorld, column: str) -> None:
    value = {"category": "'roads-2'", "confidential": f"NOT {column}"}.get(column, f"{column} + 1")
    alter(
        world,
        f"UPDATE effect_line__v2_g1 SET {column} = {value} WHERE (from_position, task_id) IN "
        "(SELECT from_position, task_id FROM effect_line__v2_g1 WHERE to_position IS NOT NULL "
        "ORDER BY from_position LIMIT 1)",
    )
    found = verify(world.app.lists, world.app.read_models, world.logs)
    (difference,) = found.differences
    assert (difference.table, difference.kind, difference.columns) == (
        "effect_line",
        "altered",
        (column,),
    )
    assert [name for name, _ in difference.key] == ["from_position", "task_id"]


def test_a_rebuild_mends_the_lists_and_they_go_on(world: ReportsWorld) -> None:
    before = world.call(OFFICE, "problem_list", limit=200)
    alter(
        world,
        "DELETE FROM problem_line__v2_g1 WHERE (from_position, issue_id) IN "
        "(SELECT from_position, issue_id FROM problem_line__v2_g1 WHERE to_position IS NULL "
        "ORDER BY from_position LIMIT 1)",
    )
    done = rebuild(world.app.lists, world.app.read_models, world.logs)
    assert [(d.table, d.kind) for d in done.differences] == [("problem_line", "missing")]
    assert world.call(OFFICE, "problem_list", limit=200) == before
    issue = world.reported(issue_id="new", number="WT-202611-0777", on_spot=True)
    world.tell(*on_spot(issue)[:3])
    world.tell(completed(issue))
    assert world.call(OFFICE, "effect_list", month="2026-11")["total"] == 1
    assert verify(world.app.lists, world.app.read_models, world.logs).equal
