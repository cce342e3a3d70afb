"""One act on many issues over RPC, on both storages: one answer each, and the same ones when it is sent again."""

from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid
from services.kernel.caller import Caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    HANDLER,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
)

LAMPS = {"category": "power_and_lighting", "lead_unit": "power", "due": "2026-12-01"}

OTHER_SHAPES: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "lead_unit"),
    ({**LAMPS, "outcome": "solved"}, "outcome"),
    ({**LAMPS, "items": [{"id": "same"}, {"id": "same"}]}, "items"),
    ({**LAMPS, "items": [{"id": f"issue-{n}"} for n in range(51)]}, "items"),
    ({**LAMPS, "command": "withdraw"}, "command"),
)


def bulk(
    world: IssuesWorld, caller: Caller, command: str, *issues: str, **fields: Any
) -> list[dict[str, Any]]:
    items = [{"id": issue, "expected_version": version_of(world, issue)} for issue in issues]
    asked = {"command": command, "items": items, **fields}
    return world.does(caller, "bulk", **asked)["items"]


def version_of(world: IssuesWorld, issue: str) -> int:
    return len(world.issues.log.read_stream(issue))


def test_many_are_assigned_at_once_and_each_tells_its_own_answer(world: IssuesWorld) -> None:
    issues = [world.reported() for _ in range(3)]
    assigned(world, issues[1])
    answers = bulk(world, OFFICE, "triage", *issues, category="roads")
    assert [answer["id"] for answer in answers] == issues
    assert [answer.get("version") for answer in answers] == [2, None, 2]
    assert answers[1] == {
        "id": issues[1],
        "code": "not_in_state",
        "params": {"state": "assigned"},
    }
    assigned_now = bulk(world, OFFICE, "assign", issues[0], issues[2], **LAMPS)
    assert [answer["version"] for answer in assigned_now] == [4, 4]
    assert {world.get(issue)["lead_unit"] for issue in issues} == {"power"}


def test_sent_twice_it_is_done_once_and_answered_alike(world: IssuesWorld) -> None:
    issues = [world.reported() for _ in range(3)]
    items = [{"id": issue, "expected_version": 1} for issue in issues]
    asked = {"command_id": "bulk-1", "command": "assign", "items": items, **LAMPS}
    first = world.call(OFFICE, "bulk", **asked)
    head = world.issues.log.head().position
    assert world.call(OFFICE, "bulk", **asked) == first
    assert world.issues.log.head().position == head


def test_half_done_and_sent_again_it_does_what_is_left(world: IssuesWorld) -> None:
    issues = [world.reported() for _ in range(4)]
    items = [{"id": issue, "expected_version": 1} for issue in issues]
    asked = {"command_id": "bulk-1", "command": "assign", **LAMPS}
    half = world.call(OFFICE, "bulk", items=items[:2], **asked)["items"]
    whole = world.call(OFFICE, "bulk", items=items, **asked)["items"]
    assert whole[:2] == half
    assert [answer["version"] for answer in whole] == [3, 3, 3, 3]
    assert [version_of(world, issue) for issue in issues] == [3, 3, 3, 3]


def test_what_somebody_changed_meanwhile_is_left_as_it_is(world: IssuesWorld) -> None:
    issues = [world.reported() for _ in range(2)]
    items = [{"id": issue, "expected_version": 1} for issue in issues]
    world.does(OFFICE, "supplement", id=issues[0], text="还有一盏")
    answers = world.does(OFFICE, "bulk", command="assign", items=items, **LAMPS)["items"]
    assert answers[0] == {"id": issues[0], "code": "conflict", "params": {"version": 2}}
    assert answers[1]["version"] == 3


def test_another_bulk_under_the_same_id_is_refused_issue_by_issue(world: IssuesWorld) -> None:
    issue = world.reported()
    asked = {"command_id": "bulk-1", "command": "triage", "items": [{"id": issue}]}
    world.call(OFFICE, "bulk", category="roads", **asked)
    (answer,) = world.call(OFFICE, "bulk", category="other", **asked)["items"]
    assert answer["code"] == "command_id_reused"


def test_texts_of_one_issue_are_approved_together_at_the_version_that_was_seen(
    world: IssuesWorld,
) -> None:
    issue = world.reported()
    assigned(world, issue)
    world.does(HANDLER, "plan_task", id=issue, measure="换灯")
    for part in ("public_text", "public_measure"):
        world.does(OFFICE, "propose_public_text", id=issue, part=part, text="换路灯")
    version = version_of(world, issue)
    items = [
        {"id": issue, "expected_version": version, "part": part}
        for part in ("public_text", "public_measure")
    ]
    asked = {"command_id": "texts", "command": "approve_public_text", "items": items}
    first = world.call(REVIEWER, "bulk", **asked)["items"]
    assert [answer["version"] for answer in first] == [version + 1, version + 2]
    assert world.call(REVIEWER, "bulk", **asked)["items"] == first
    (own,) = bulk(world, OFFICE, "approve_public_text", issue, part="public_text")
    assert own["code"] == "no_proposal"


def test_what_an_issue_has_of_its_own_counts_instead_of_what_is_said_for_all(
    world: IssuesWorld,
) -> None:
    issues = [world.reported() for _ in range(2)]
    items = [{"id": issues[0], "category": "roads"}, {"id": issues[1]}]
    world.does(OFFICE, "bulk", command="assign", items=items, **LAMPS)
    assert [world.get(issue)["category"] for issue in issues] == ["roads", "power_and_lighting"]


def test_whoever_may_not_is_told_so_of_each_and_what_is_not_seen_does_not_exist(
    world: IssuesWorld,
) -> None:
    issue = world.reported()
    (answer,) = bulk(world, VISITOR, "assign", issue, **LAMPS)
    assert answer["code"] == Forbidden.default_code
    items = [{"id": "nobody-has-this", "expected_version": 1}]
    (answer,) = world.does(OFFICE, "bulk", command="assign", items=items, **LAMPS)["items"]
    assert answer == {"id": "nobody-has-this", "code": "not_found", "params": {}}


def test_a_bulk_of_another_shape_does_nothing(world: IssuesWorld) -> None:
    issue = world.reported()
    for more, field in OTHER_SHAPES:
        asked = {"command": "assign", "items": [{"id": issue}], **more}
        with pytest.raises(Invalid) as refused:
            world.does(OFFICE, "bulk", **asked)
        assert field in refused.value.params
    assert version_of(world, issue) == 1
