"""Who holds which role is kept in memory, and is what the rows say whoever moved them on, on both storages."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from eventlog.engine import open_engine, writing
from eventlog.errors import Invalid
from eventlog.projection import RebuildNeeded
from eventlog.rebuild import rebuild
from eventlog.remembered import Remembered
from eventlog.tables import live_generation
from services.issues.application import IssuesApplication
from services.issues.application import build as build_issues
from services.issues.service import Issues
from services.kernel.here import Here
from services.kernel.unit_directory import load_directory
from tests.integration.issues_fixtures import world
from tests.integration.issues_world import OFFICE, IssuesWorld, assigned
from tests.integration.test_issues_calendar import Campaign

__all__ = ["world"]
NILS = {"person_id": "nils", "role": "reviewer", "unit_id": "cloud"}


@pytest.fixture
def other(world: IssuesWorld, storage_url: str) -> Iterator[IssuesApplication]:
    """The application as another process has it: the same database, a memory of its own."""
    engine = open_engine(storage_url)
    yield build_issues(replace(world.issues.environment, engine=engine))
    engine.dispose()


def designate(world: IssuesWorld, app: IssuesApplication, issue_id: str) -> dict[str, Any]:
    """Make nils the reviewer, in that process."""
    issues = Issues()
    issues.here = Here(app, world.token(OFFICE))
    command = {"command_id": str(uuid.uuid4()), "id": issue_id, "reviewer": "nils"}
    return issues.designate_reviewer(command)


def reviewers(world: IssuesWorld, app: IssuesApplication) -> set[str]:
    with app.reading() as conn:
        return {who.person for who in app.act(conn, OFFICE, world.clock()).holders("reviewer")}


class Counting:
    """Loads the directory, and counts how often; `then` is what happens just after it was read."""

    def __init__(self, world: IssuesWorld, then: Any = lambda: None):
        self.world, self.then, self.loads = world, then, 0
        self.memory = Remembered(world.issues.units, "campaign", self._load)

    def _load(self, conn: sa.Connection, tables: Any) -> Any:
        directory = load_directory(conn, tables)
        self.loads += 1
        self.then()
        return directory

    def reviewers(self) -> set[str]:
        with self.world.issues.reading() as conn:
            found = self.memory.read(conn, self.world.issues.read_models)
        return {holder.person for holder in found.holders("reviewer")}


def test_a_role_counts_from_the_next_command_in_every_process(
    world: IssuesWorld, other: IssuesApplication
) -> None:
    issues = [world.reported(), world.reported()]
    for issue_id, app in zip(issues, (world.issues, other), strict=True):
        assigned(world, issue_id)
        with pytest.raises(Invalid):
            designate(world, app, issue_id)
    world.says("RoleGranted", NILS)
    world.settle()
    for issue_id, app in zip(issues, (world.issues, other), strict=True):
        assert designate(world, app, issue_id)["version"] == 4
    world.says("RoleEnded", NILS)
    world.settle()
    assert reviewers(world, world.issues) == reviewers(world, other) == {"rita"}


def test_an_entered_year_counts_in_every_process(
    world: IssuesWorld, other: IssuesApplication
) -> None:
    def is_known(app: IssuesApplication) -> bool:
        with app.reading() as conn:
            return app.calendar(conn).is_known(2031)

    assert not is_known(world.issues)
    assert not is_known(other)
    year = {"by": "olga", "year": 2031, "days_off": ["2031-01-02"], "working_days": []}
    world.says("CalendarYearEntered", year)
    world.settle()
    assert is_known(world.issues)
    assert is_known(other)


def test_rows_are_read_again_only_when_they_moved_on(world: IssuesWorld) -> None:
    counting = Counting(world)
    assert counting.reviewers() == counting.reviewers() == {"rita"}
    world.reported()  # the board moves on, the directory does not
    assert counting.reviewers() == {"rita"}
    assert counting.loads == 1
    world.says("RoleGranted", NILS)
    world.settle()
    assert counting.reviewers() == {"rita", "nils"}
    assert counting.loads == 2


def test_what_moves_on_while_it_is_read_is_read_again(world: IssuesWorld) -> None:
    counting = Counting(world, then=world.settle)
    world.says("RoleGranted", NILS)
    assert counting.reviewers() == {"rita"}
    assert counting.reviewers() == {"rita", "nils"}


def test_rebuilt_rows_are_read_again_though_no_fact_came(world: IssuesWorld) -> None:
    app = world.issues
    with writing(app.environment.engine) as conn:
        conn.execute(sa.delete(app.read_models.live(conn, app.units)["directory_role"]))
    assert reviewers(world, app) == set()
    assert not rebuild(app.units, app.read_models, {"campaign": Campaign(world)}).equal
    assert reviewers(world, app) == {"rita"}


def test_rows_of_another_version_are_not_remembered(world: IssuesWorld) -> None:
    assert reviewers(world, world.issues) == {"rita"}
    with writing(world.issues.environment.engine) as conn:
        row = live_generation.c
        newer = sa.update(live_generation).where(row.projection == "unit_directory")
        conn.execute(newer.values(version=row.version + 1))
    with pytest.raises(RebuildNeeded):
        reviewers(world, world.issues)
