"""Limits and due days follow the years that the office enters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventlog.errors import Conflict
from eventlog.log import Head
from eventlog.rebuild import rebuild
from eventlog.record import Record
from services.issues.recomputing import Recomputing
from tests.integration.issues_fixtures import world
from tests.integration.issues_world import HANDLER, OFFICE, IssuesWorld, assigned
from tests.integration.pausing import pause

__all__ = ["world"]
TUESDAY = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)  # ordinary: 30, 31 December, 4, 5, 6 January
THURSDAY = datetime(2026, 12, 31, 2, 0, tzinfo=UTC)
BY_RULE, ENTERED = "2027-01-06", "2027-01-07"


class Campaign:
    """The log of campaign, as a rebuild reads it."""

    def __init__(self, world: IssuesWorld):
        self.records = world.campaign

    def read(self, after: int, limit: int) -> list[Record]:
        return self.records[after : after + limit]

    def head(self) -> Head:
        return Head(len(self.records), "00", 0, "here")


@pytest.fixture
def late_december(world: IssuesWorld) -> IssuesWorld:
    world.clock.set(TUESDAY)
    return world


def enter(world: IssuesWorld, year: int, *off: str, settled: bool = True) -> None:
    data = {"by": "olga", "year": year, "days_off": list(off), "working_days": []}
    world.says("CalendarYearEntered", data)
    if settled:
        world.settle()


def limits(world: IssuesWorld) -> dict[str, tuple[str, str]]:
    """By issue: what the board sorts and counts by, which is also what the list shows."""
    shown = world.call(OFFICE, "list", limit=50)["items"]
    with world.issues.reading() as conn:
        board = world.issues.read_models.live(conn, world.issues.board)["issue_board"]
        rows = conn.execute(sa.select(board.c.issue_id, board.c.limit_kind, board.c.limit_due))
        found = {row.issue_id: (row.limit_kind, row.limit_due) for row in rows}
    assert found == {item["id"]: (item["limit"]["kind"], item["limit"]["due"]) for item in shown}
    return found


def recompute(world: IssuesWorld) -> int:
    """Steps of the loop until it has nothing left to do."""
    [worker] = [each for each in world.issues.workers if each.name == "due days"]
    steps = 0
    while worker.step(world.clock()):
        steps += 1
        world.settle()
    return steps


def handling(world: IssuesWorld, issue_id: str) -> tuple[str, str, bool]:
    """`(rule, due, whether it is provisional)`, as the issue's page shows it."""
    running = world.get(issue_id)["limits"]
    [limit] = [limit for limit in running if limit["kind"] == "handling"]
    return limit["rule"], limit["due"], limit["provisional"]


def types(world: IssuesWorld, issue_id: str) -> list[str]:
    return [record.type for record in world.issues.log.read_stream(issue_id)]


def test_the_board_counts_by_the_entered_days_whatever_came_first(late_december: IssuesWorld):
    world = late_december
    world.clock.set(THURSDAY)
    before = world.reported()
    assert limits(world)[before] == ("triage", "2027-01-04")
    enter(world, 2027, "2027-01-04")
    after = world.reported()
    assert limits(world) == dict.fromkeys((before, after), ("triage", "2027-01-05"))
    late = world.call(OFFICE, "list", late=True)["total"]
    world.clock.set(datetime(2027, 1, 5, 2, 0, tzinfo=UTC))
    assert (late, world.call(OFFICE, "list", late=True)["total"]) == (0, 0)

    logs = {"issues": world.issues.log, "campaign": Campaign(world)}
    assert rebuild(world.issues.board, world.issues.read_models, logs).equal


def test_an_entry_that_is_entered_again_is_counted_by_alone(late_december: IssuesWorld):
    world = late_december
    world.clock.set(THURSDAY)
    issue = world.reported()
    enter(world, 2027, "2027-01-04", "2027-01-05")
    assert limits(world)[issue] == ("triage", "2027-01-06")
    enter(world, 2027, "2027-02-05")
    assert limits(world)[issue] == ("triage", "2027-01-04")


def test_a_row_that_is_counted_while_a_year_is_entered_has_the_new_days(
    late_december: IssuesWorld,
):
    world = late_december
    world.clock.set(THURSDAY)
    told = {"unit": "reed", "verbatim": "路灯坏了", "category": "power_and_lighting"}
    issue = world.call(OFFICE, "report", command_id="1", **told)["id"]
    enter(world, 2027, "2027-01-04", settled=False)
    follows = {f.source: f for f in world.followers if f.name == "issue_board"}
    engine = world.issues.environment.engine
    with pause(engine, "INSERT INTO issue_board_") as paused, ThreadPoolExecutor() as pool:
        row = pool.submit(follows["issues"].step, world.clock())
        paused.reached()
        year = pool.submit(follows["campaign"].step, world.clock())
        paused.until(year)
        assert (row.result(), year.result()) == (True, True)
    assert limits(world)[issue] == ("triage", "2027-01-05")


def test_a_due_day_that_was_counted_moves_once_and_is_recorded(late_december: IssuesWorld):
    world = late_december
    counted, chosen = world.reported(), world.reported()
    assigned(world, counted, due=BY_RULE)
    assigned(world, chosen, due="2027-01-08")
    assert handling(world, counted) == ("handling_ordinary", BY_RULE, True)
    assert recompute(world) == 0

    enter(world, 2027, "2027-01-04")
    assert recompute(world) == 1
    assert handling(world, counted) == ("handling_ordinary", ENTERED, False)
    assert world.get(counted)["due"] == ENTERED
    assert types(world, counted)[-1] == "DeadlineRecomputed"
    assert world.get(chosen)["due"] == "2027-01-08"
    assert recompute(world) == 0

    enter(world, 2027, "2027-02-05")
    assert recompute(world) == 1
    assert world.get(counted)["due"] == BY_RULE


def test_a_second_look_before_the_board_has_caught_up_records_nothing(late_december: IssuesWorld):
    world = late_december
    issue = world.reported()
    assigned(world, issue, due=BY_RULE)
    enter(world, 2027, "2027-01-04")
    [worker] = [each for each in world.issues.workers if each.name == "due days"]
    assert worker.step(world.clock())
    assert not worker.step(world.clock())
    assert types(world, issue).count("DeadlineRecomputed") == 1


def test_what_was_assigned_by_the_old_days_in_that_moment_is_found(late_december: IssuesWorld):
    """The entry is folded before the board has seen the assignment."""
    world = late_december
    issue = world.reported()
    world.call(
        OFFICE,
        "assign",
        command_id="late",
        id=issue,
        category="power_and_lighting",
        lead_unit="power",
        due=BY_RULE,
    )
    enter(world, 2027, "2027-01-04")
    assert recompute(world) == 1
    assert world.get(issue)["due"] == ENTERED


def test_whoever_saw_the_issue_before_its_day_moved_is_told_so(late_december: IssuesWorld):
    world = late_december
    issue = world.reported()
    version = assigned(world, issue, due=BY_RULE)["version"]
    enter(world, 2027, "2027-01-04")
    recompute(world)
    with pytest.raises(Conflict):
        world.does(HANDLER, "sign_for", id=issue, expected_version=version)


def test_more_issues_than_a_page_holds(late_december: IssuesWorld):
    world = late_december
    issues = [world.reported() for _ in range(5)]
    for issue in issues:
        assigned(world, issue, due=BY_RULE)
    enter(world, 2027, "2027-01-04")
    worker, steps = Recomputing(world.issues, page=2), 0
    while worker.step(world.clock()):
        steps += 1
        world.settle()
    assert steps == 3
    assert {world.get(issue)["due"] for issue in issues} == {ENTERED}


def test_new_assignments_are_offered_the_entered_days(late_december: IssuesWorld):
    world = late_december
    enter(world, 2027, "2027-01-04")
    items = world.call(OFFICE, "allowed", id=world.reported())["items"]
    [assign] = [item for item in items if item["command"] == "assign"]
    assert assign["fields"]["dues"]["ordinary"] == ENTERED
