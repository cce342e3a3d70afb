"""A confidential issue is on no list, of no moment, however often the lists are folded; it is counted in fives."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from eventlog.errors import Forbidden
from eventlog.rebuild import verify
from services.issues.facts import AccusedPartyNamed, IssueReported
from tests.integration.reports_world import (
    ADMIN,
    HANDLER,
    NOW,
    OFFICE,
    PUBLIC,
    ReportsWorld,
    approved,
    assigned,
    completed,
    of,
    planned,
)

LISTS = ("problem_list", "task_list", "effect_list")
ENVELOPE = {"alg": "A256GCM", "key_id": "k", "field": "f", "nonce": "n", "text": "t"}


@pytest.fixture
def world(storage_url: str) -> Iterator[ReportsWorld]:
    found = ReportsWorld(storage_url)
    yield found
    found.engine.dispose()


def conceal(world: ReportsWorld, *issues: str) -> None:
    """As the owner tells these issues from now on: their facts from before as well."""
    source = world.logs["issues"]
    source.records = [
        dataclasses.replace(record, data={"sealed": ENVELOPE})
        if record.stream in issues
        else record
        for record in source.records
    ]


def is_accused(world: ReportsWorld, issue: IssueReported) -> None:
    """It becomes confidential, which only its last fact tells those who follow."""
    world.logs["issues"].add(world.clock(), AccusedPartyNamed(**of(issue), note="他收了钱"))
    conceal(world, issue.issue_id)
    world.settle()


def lived_through(world: ReportsWorld) -> IssueReported:
    issue = world.reported()
    world.tell(issue)
    world.tell(assigned(issue))
    world.tell(planned(issue))
    world.tell(completed(issue), approved(issue, "public_text", "修路灯"))
    world.tell(
        approved(issue, "public_measure", "换灯", 1), approved(issue, "public_result", "亮了", 1)
    )
    return issue


def test_an_issue_reported_in_confidence_gives_no_line(world: ReportsWorld) -> None:
    issue = world.reported()
    world.logs["issues"].add(NOW, issue, assigned(issue), planned(issue))
    conceal(world, issue.issue_id)
    world.settle()
    assert [world.call(OFFICE, method)["total"] for method in LISTS] == [0, 0, 0]
    assert world.call(OFFICE, "months") == {"items": [], "counts": {}}
    assert world.call(OFFICE, "confidential_counts") == {"counts": {}}


def test_one_that_becomes_confidential_leaves_the_lists_of_every_moment(
    world: ReportsWorld,
) -> None:
    kept, issue = lived_through(world), lived_through(world)
    head = world.logs["issues"].head().position
    assert world.call(OFFICE, "effect_list")["total"] == 2
    is_accused(world, issue)
    for as_of in (*range(head + 1), None):
        asked = {} if as_of is None else {"as_of": as_of}
        for method in LISTS:
            items = world.call(OFFICE, method, **asked)["items"]
            assert issue.number not in str(items), f"{method} as of {as_of}"
    assert [world.call(OFFICE, method)["total"] for method in LISTS] == [1, 1, 1]
    for method in LISTS:
        [line] = world.call(OFFICE, method)["items"]
        assert kept.number[3:] in str(line)
    assert world.call(OFFICE, "months")["counts"] == {
        "2026-11": dict.fromkeys(("problem", "task", "effect"), 1)
    }


def test_it_has_never_been_there_once_the_lists_are_folded_again(world: ReportsWorld) -> None:
    _kept, issue = lived_through(world), lived_through(world)
    is_accused(world, issue)
    for projection in world.app.projections:
        assert verify(projection, world.app.read_models, world.logs).equal, projection.name


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_the_rows_are_the_same_for_every_split_into_batches(
    world: ReportsWorld, batch: int
) -> None:
    """Facts that were read in clear, and those that followed sealed, in one batch or in several."""
    kept, issue = world.reported(), world.reported()
    source = world.logs["issues"]
    source.add(NOW, issue, kept, assigned(issue), assigned(kept))
    source.add(NOW, AccusedPartyNamed(**of(issue)), planned(issue))
    clear = [r.position for r in source.records if r.stream == issue.issue_id][:2]
    read = [
        dataclasses.replace(r, data={"sealed": ENVELOPE})
        if r.stream == issue.issue_id and r.position not in clear
        else r
        for r in source.records
    ]
    for follower in (f for f in world.followers if f.source == "issues"):
        for start in range(0, len(read), batch):
            follower.apply(read[start : start + batch])
    conceal(world, issue.issue_id)
    for projection in world.app.projections:
        assert verify(projection, world.app.read_models, world.logs).equal, projection.name


def test_confidential_issues_are_counted_by_month_from_five_on(world: ReportsWorld) -> None:
    october = datetime(2026, 10, 31, 15, tzinfo=UTC)  # 23 o'clock in Shanghai
    told = [world.reported() for _ in range(11)]
    world.tell(*told[:4], at=october)
    world.tell(*told[4:], at=october + timedelta(hours=2))
    for issue in told[:4]:
        is_accused(world, issue)
    for issue in told[4:8]:
        is_accused(world, issue)
    assert world.call(HANDLER, "confidential_counts") == {"counts": {"2026-11": None}}
    is_accused(world, told[8])
    assert world.call(OFFICE, "confidential_counts") == {"counts": {"2026-11": 5}}


@pytest.mark.parametrize("caller", [ADMIN, PUBLIC])
def test_only_who_reads_lists_is_told_the_count(world: ReportsWorld, caller) -> None:
    with pytest.raises(Forbidden):
        world.call(caller, "confidential_counts")
