"""Two issues become one in one append, and two again; everybody who reported either keeps a code."""

from collections.abc import Iterator

import pytest

from eventlog.errors import Conflict, Forbidden, Invalid
from services.issues.register import reporters_of
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import HANDLER, OFFICE, VISITOR, IssuesWorld, assigned
from tests.integration.residents_world import Residents, worked_on
from tests.unit.refused import refused

MANY = 20


@pytest.fixture
def residents(world: IssuesWorld) -> Iterator[Residents]:
    return Residents(world)


def two(world: IssuesWorld) -> tuple[str, str]:
    return world.reported(verbatim="路灯坏了"), world.reported(verbatim="这条路没灯")


def test_one_append_moves_both_and_each_code_opens_what_goes_on(
    world: IssuesWorld, residents: Residents
):
    issue, target = two(world)
    slip, other = residents.slip(issue), residents.slip(target)
    before = world.issues.log.head().position
    answer = world.does(OFFICE, "merge", id=issue, into=target, reason="同一处")
    records = world.issues.log.read(before, 10)
    assert [(r.type, r.stream) for r in records] == [
        ("IssueMerged", issue),
        ("IssueAbsorbed", target),
    ]
    assert len({r.command_id for r in records}) == 1
    assert (answer["id"], answer["position"]) == (issue, records[-1].position)
    found = world.get(issue)
    assert found["state"] == "merged"
    residents.does(slip, "supplement", text="夜里很黑")
    assert world.issues.log.read_stream(target)[-1].type == "IssueSupplemented"
    seen = residents.sees(slip)
    assert (seen["number"], seen["goes_on_as"]) == (slip["number"], other["number"])
    assert seen["state"] == "reported"
    assert [step["type"] for step in seen["milestones"]] == ["reported", "merged"]
    assigned(world, target)
    assert residents.sees(slip)["milestones"][-1]["type"] == "assigned"
    # By either number, the code of either.
    assert residents.sees({**slip, "number": other["number"]})["state"] == "assigned"
    with refused("code_wrong"):
        residents.sees({**other, "number": slip["number"]})


def test_both_versions_are_checked(world: IssuesWorld):
    issue, target = two(world)
    seen = world.get(target)["version"]
    assigned(world, target)
    moved_on = world.get(target)["version"]
    with refused("conflict", Conflict, version=moved_on):
        world.does(OFFICE, "merge", id=issue, into=target, into_version=seen)
    with refused("conflict", Conflict, version=1):
        world.does(OFFICE, "merge", id=issue, into=target, expected_version=9)
    assert world.get(issue)["state"] == "reported"
    world.does(OFFICE, "merge", id=issue, into=target, into_version=moved_on, expected_version=1)
    assert world.get(issue)["state"] == "merged"


def test_unmerged_they_are_two_again_and_a_code_opens_its_own(
    world: IssuesWorld, residents: Residents
):
    issue, target = two(world)
    slip, other = residents.slip(issue), residents.slip(target)
    world.does(OFFICE, "merge", id=issue, into=target)
    world.does(OFFICE, "unmerge", id=issue, note="两处")
    assert world.get(issue)["state"] == "reported"
    seen = residents.sees(slip)
    assert (seen["goes_on_as"], seen["state"]) == (None, "reported")
    with refused("code_wrong"):
        residents.sees({**slip, "number": other["number"]})
    residents.does(slip, "withdraw")
    assert (world.get(issue)["state"], world.get(target)["state"]) == ("withdrawn", "reported")


def test_it_is_unmerged_until_the_target_is_reported_done(world: IssuesWorld):
    issue, target = two(world)
    world.does(OFFICE, "merge", id=issue, into=target)
    worked_on(world, target)
    with refused("target_done_already"):
        world.does(OFFICE, "unmerge", id=issue)


def test_open_tasks_move_with_their_words(world: IssuesWorld):
    issue, target = two(world)
    for each, measure in ((issue, "换灯"), (target, "换线")):
        assigned(world, each)
        world.does(HANDLER, "plan_task", id=each, measure=measure)
    world.does(OFFICE, "merge", id=issue, into=target)
    tasks = world.get(target)["tasks"]
    assert [(task["measure"], task["number"]) for task in tasks] == [
        ("换线", "RW-202611-0002-1"),
        ("换灯", "RW-202611-0002-2"),
    ]
    last = tasks[-1]["id"]
    world.does(HANDLER, "complete_task", id=target, task_id=last, result="换了")
    with pytest.raises(Invalid):
        world.does(OFFICE, "merge", id=world.reported(), into="no-such-issue")


def test_what_one_may_not_merge(world: IssuesWorld):
    issue, target = two(world)
    with refused("merge_into_itself"):
        world.does(OFFICE, "merge", id=issue, into=issue)
    with pytest.raises(Forbidden):
        world.does(VISITOR, "merge", id=issue, into=target)
    world.does(OFFICE, "merge", id=issue, into=target)
    with refused("target_not_open", state="merged"):
        world.does(OFFICE, "merge", id=world.reported(), into=issue)


def test_codes_follow_a_chain_of_merges(world: IssuesWorld, residents: Residents):
    first, second = two(world)
    third = world.reported(verbatim="全村没灯")
    slip = residents.slip(first)
    world.does(OFFICE, "merge", id=first, into=second)
    world.does(OFFICE, "merge", id=second, into=third)
    residents.does(slip, "supplement", text="夜里很黑")
    assert world.issues.log.read_stream(third)[-1].type == "IssueSupplemented"
    seen = residents.sees(slip)
    assert seen["goes_on_as"] == residents.slip(third)["number"]
    assert [step["type"] for step in seen["milestones"]] == ["reported", "merged", "merged"]
    with refused("target_done_already"):  # the second goes on elsewhere itself
        world.does(OFFICE, "unmerge", id=first)


def test_an_issue_of_many_is_opened_by_every_one_of_them(world: IssuesWorld, residents: Residents):
    issue = world.reported()
    for n in range(MANY):
        told = {"text": f"第{n}户也没灯", "adds_reporter": True}
        world.call(OFFICE, "supplement", command_id=f"joins-{n}", id=issue, **told)
    world.settle()
    app = world.issues
    with app.reading() as conn:
        people = [person for person, _ in reporters_of(conn, issue)]
    assert len(people) == MANY + 1
    codes = {residents.slip(issue, person)["code"] for person in people}
    assert len(codes) >= MANY  # eight digits may meet by chance
    for person in people[:: MANY // 4]:
        residents.does(residents.slip(issue, person), "supplement", text="还没修")
    target = world.reported(verbatim="全村没灯")
    world.does(OFFICE, "merge", id=issue, into=target)
    assert residents.sees(residents.slip(issue, people[-1]))["state"] == "reported"
