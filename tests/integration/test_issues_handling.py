"""An issue through its states over RPC, by the people of the district."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eventlog.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    NEIGHBOUR,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[IssuesWorld]:
    """One storage is enough here: the log and the board have suites over both."""
    world = IssuesWorld(
        f"sqlite:///{tmp_path / 'issues.db'}", f"sqlite:///{tmp_path / 'visits.db'}"
    )
    yield world
    world.close()


def planned(world: IssuesWorld) -> str:
    issue = world.reported()
    assigned(world, issue)
    world.does(HANDLER, "plan_task", id=issue, measure="换灯", quantity=8, quantity_unit="盏")
    return issue


def done(world: IssuesWorld) -> str:
    issue = planned(world)
    task = world.get(issue)["tasks"][0]["id"]
    told = {"task_id": task, "result": "换好了", "quantity": 8, "report_done": True}
    world.does(HANDLER, "complete_task", id=issue, **told)
    return issue


def test_an_ordinary_issue_is_handled_by_its_unit_with_two_entries(world: IssuesWorld):
    issue = done(world)
    found = world.get(issue)
    assert found["state"] == "reported_done"
    assert found["tasks"][0]["effect_number"] == "XG-202611-0001-1"
    by_unit = [r for r in world.issues.log.read_stream(issue) if r.actor == "hans"]
    assert len({r.command_id for r in by_unit}) == 2
    assert [r.type for r in by_unit] == [
        "IssueSignedFor",
        "TaskPlanned",
        "TaskCompleted",
        "CompletionReported",
    ]


def test_it_is_called_back_and_closed_by_others(world: IssuesWorld):
    issue = done(world)
    for method, more in (
        ("record_callback", {"basis": "reached", "solved": "solved"}),
        ("close", {"outcome": "solved"}),
    ):
        with pytest.raises(Forbidden):
            world.does(HANDLER, method, id=issue, **more)
    world.does(REVIEWER, "record_callback", id=issue, basis="reached", solved="partly_solved")
    with pytest.raises(Refused) as refused:
        world.does(REVIEWER, "close", id=issue, outcome="solved")
    assert refused.value.code == "outcome_above_callback"
    world.does(REVIEWER, "close", id=issue, outcome="partly_solved")
    found = world.get(issue)
    assert (found["state"], found["outcome"]) == ("closed", "partly_solved")
    assert found["callback"]["solved"] == "partly_solved"
    assert (found["limit"], found["whose_turn"]) == (None, None)


def test_a_rework_starts_the_work_again(world: IssuesWorld):
    issue = done(world)
    world.does(REVIEWER, "record_callback", id=issue, reached=False)
    world.does(REVIEWER, "order_rework", id=issue, reason="又不亮了")
    found = world.get(issue)
    assert found["marks"] == [{"mark": "rework", "times": 1}]
    assert (found["state"], found["callback"]) == ("in_progress", None)
    world.does(HANDLER, "report_done", id=issue, measure="换线", result="亮了")
    assert [task["number"] for task in world.get(issue)["tasks"]] == [
        "RW-202611-0001-1",
        "RW-202611-0001-2",
    ]


def test_a_stale_form_is_a_conflict_that_says_the_version(world: IssuesWorld):
    issue = world.reported()
    assigned(world, issue)
    with pytest.raises(Conflict) as conflict:
        world.does(OFFICE, "triage", id=issue, category="roads", expected_version=1)
    assert conflict.value.params == {"version": 3}
    world.does(HANDLER, "sign_for", id=issue, expected_version=3)


def test_a_refused_command_is_decided_anew_under_the_same_id(world: IssuesWorld):
    issue = world.reported()
    closing = {"command_id": "c1", "id": issue, "measure": "换灯"}
    assigned(world, issue, due="2026-11-25")
    late = {**closing, "due": "2026-11-26"}
    with pytest.raises(Refused) as refused:
        world.call(HANDLER, "plan_task", **late)
    assert refused.value.code == "due_after_issue"
    assigned(world, issue, due="2026-11-26")
    answer = world.call(HANDLER, "plan_task", **late)
    assert world.call(HANDLER, "plan_task", **late) == answer
    with pytest.raises(Refused) as refused:
        world.call(HANDLER, "plan_task", **closing)
    assert refused.value.code == "command_id_reused"


def test_what_one_may_not_see_does_not_exist(world: IssuesWorld):
    issue = world.reported()
    for who in (NEIGHBOUR, ADMIN, HANDLER):
        with pytest.raises(NotFound):
            world.get(issue, who)
        with pytest.raises(NotFound):
            world.does(who, "sign_for", id=issue)
    with pytest.raises(NotFound):
        world.get("11111111-1111-4111-8111-111111111111")


def test_public_texts_are_approved_as_they_were_read(world: IssuesWorld):
    issue = done(world)
    world.does(OFFICE, "propose_public_text", id=issue, part="public_text", text="村口路灯损坏。")
    proposed = world.get(issue)["public"]["public_text"]
    assert proposed == {"proposed": "村口路灯损坏。", "approved": None, "proposed_by": "olga"}
    with pytest.raises(Refused) as refused:
        world.does(OFFICE, "approve_public_text", id=issue, part="public_text")
    assert refused.value.code == "second_person"
    world.does(REVIEWER, "approve_public_text", id=issue, part="public_text")
    assert world.get(issue)["public"]["public_text"]["approved"] == "村口路灯损坏。"
    last = world.issues.log.read_stream(issue)[-1]
    assert last.data["text"] == "村口路灯损坏。"  # approved text is in clear
    world.does(HANDLER, "propose_public_text", id=issue, part="public_measure", text="更换路灯。")
    task = world.get(issue)["tasks"][0]
    assert task["public"]["public_measure"]["proposed"] == "更换路灯。"


def test_quantities_come_with_their_unit(world: IssuesWorld):
    issue = world.reported()
    assigned(world, issue)
    with pytest.raises(Invalid) as invalid:
        world.does(HANDLER, "plan_task", id=issue, measure="换灯", quantity=8)
    assert invalid.value.params == {"quantity_unit": ["required"]}
    with pytest.raises(Invalid) as invalid:
        world.does(HANDLER, "plan_task", id=issue, measure="换灯", quantity_unit="盏")
    assert invalid.value.params == {"quantity": ["required"]}


def test_a_visitor_of_the_place_reads_and_adds_what_the_person_says(world: IssuesWorld):
    issue = done(world)
    assert world.get(issue, VISITOR)["verbatim"] == "路灯坏了"
    offered = world.call(VISITOR, "allowed", id=issue)["items"]
    assert [item["command"] for item in offered] == ["supplement"]
    world.does(VISITOR, "supplement", id=issue, text="夜里很黑")
    with pytest.raises(Forbidden):
        world.does(VISITOR, "add_note", id=issue, text="夜里很黑")
