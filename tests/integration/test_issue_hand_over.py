"""A person leaves: what is open in their name, and how it goes to somebody else, over RPC on both storages."""

from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid
from services.issues import hand_over
from services.kernel.caller import Caller, Role
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

RUTH = person("ruth", "cloud", "reviewer")
# A reviewer who belongs to the power station, and a leader of the lotus community.
HUGO = Caller("hugo", "power", (Role("reviewer", "cloud"),))
LENA = person("lena", "cloud", "office")
LORE = person("lore", "lotus", "office")


@pytest.fixture
def staffed(world: IssuesWorld) -> IssuesWorld:
    for who in (RUTH, HUGO):
        world.joins(who)
    for who in (LENA, LORE):
        world.joins(who)
        leader = {"person_id": who.person, "unit_id": who.unit, "position": "principal_leader"}
        world.says("PersonRegistered", leader)
    world.settle()
    return world


def reviewed(world: IssuesWorld, lead_unit: str = "power", reviewer: str = "rita") -> str:
    issue = world.reported()
    assigned(world, issue, lead_unit=lead_unit, reviewer=reviewer)
    return issue


def pledged(world: IssuesWorld) -> str:
    issue = world.reported()
    assigned(world, issue)
    world.does(LENA, "pledge", id=issue)
    return issue


def of(world: IssuesWorld, who: str, caller: Caller = OFFICE) -> dict[str, Any]:
    return world.call(caller, "open_items_of", person=who)


def hands_over(
    world: IssuesWorld, giver: str, taker: str, caller: Caller = OFFICE
) -> dict[str, Any]:
    return world.does(caller, "hand_over", from_person=giver, to_person=taker)


def test_what_is_open_in_a_persons_name_is_listed_by_kind(staffed: IssuesWorld) -> None:
    named, taken = reviewed(staffed), pledged(staffed)
    proposed = staffed.reported()
    text = {"part": "public_text", "text": "修路灯"}
    staffed.does(LENA, "propose_public_text", id=proposed, **text)
    staffed.does(LENA, "propose_reject", id=proposed, reason="不归我们管")
    found = of(staffed, "lena")
    assert found["counts"] == {"review": 0, "pledge": 1, "text": 1, "rejection": 1}
    assert [(item["kind"], item["id"]) for item in found["items"]] == [
        ("pledge", taken),
        ("text", proposed),
        ("rejection", proposed),
    ]
    assert found["left"] == 0
    assert [item["id"] for item in of(staffed, "rita")["items"]] == [named]


def test_the_administrator_is_told_how_much_and_others_nothing(staffed: IssuesWorld) -> None:
    reviewed(staffed)
    told = of(staffed, "rita", ADMIN)
    assert (told["counts"]["review"], told["items"], told["left"]) == (1, [], 0)
    for caller in (REVIEWER, HANDLER, VISITOR):
        with pytest.raises(Forbidden):
            of(staffed, "rita", caller)
        with pytest.raises(Forbidden):
            hands_over(staffed, "rita", "ruth", caller)
    assert of(staffed, "rita", LORE)["counts"]["review"] == 0


def test_reviews_and_pledges_go_over_in_one_act_and_once(staffed: IssuesWorld) -> None:
    issues = [reviewed(staffed) for _ in range(3)]
    asked = {"command_id": "leaving", "from_person": "rita", "to_person": "ruth"}
    first = staffed.call(OFFICE, "hand_over", **asked)
    assert (first["handed"], first["left"], first["items"]) == (3, 0, [])
    assert staffed.call(OFFICE, "hand_over", **asked) == first
    assert {staffed.get(issue)["reviewer"] for issue in issues} == {"ruth"}
    positions = {staffed.issues.log.read_stream(issue)[-1].position for issue in issues}
    assert first["position"] == max(positions) == min(positions) + 2
    staffed.settle()
    assert of(staffed, "rita")["counts"]["review"] == 0

    taken = pledged(staffed)
    assert hands_over(staffed, "lena", "lore")["counts"] == {"not_visible": 1}
    staffed.joins(Caller("lore", "lotus", (Role("office", "cloud"),)))
    staffed.says(
        "PersonRegistered",
        {"person_id": "lore", "unit_id": "lotus", "position": "leadership_member"},
    )
    staffed.settle()
    assert hands_over(staffed, "lena", "lore")["handed"] == 1
    facts = [record.type for record in staffed.issues.log.read_stream(taken)]
    assert facts[-2:] == ["PledgeReleased", "IssuePledged"]
    assert [item["kind"] for item in of(staffed, "lore")["items"]] == ["pledge"]


def test_what_the_other_may_not_have_stays_and_is_told(staffed: IssuesWorld) -> None:
    mine, stays = reviewed(staffed, "lotus"), reviewed(staffed)
    told = hands_over(staffed, "rita", "hugo")
    assert told["handed"] == 1
    assert told["counts"] == {"reviewer_handles_it": 1}
    assert [(item["id"], item["code"]) for item in told["items"]] == [
        (stays, "reviewer_handles_it")
    ]
    assert staffed.get(mine)["reviewer"] == "hugo"
    assert staffed.get(stays)["reviewer"] == "rita"
    assert hands_over(staffed, "rita", "hans")["counts"] == {"not_a_reviewer": 1}
    pledged(staffed)
    assert hands_over(staffed, "lena", "ruth")["counts"] == {"not_a_leader": 1}


def test_the_administrator_hands_over_without_seeing_a_case(staffed: IssuesWorld) -> None:
    reviewed(staffed, "lotus")
    reviewed(staffed)
    told = hands_over(staffed, "rita", "hugo", ADMIN)
    assert (told["handed"], told["counts"]) == (1, {"reviewer_handles_it": 1})
    assert told["items"] == []


def test_many_go_over_in_several_acts(
    staffed: IssuesWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_over, "MOST", 2)
    for _ in range(3):
        reviewed(staffed)
    assert [hands_over(staffed, "rita", "ruth")[name] for name in ("left",)] == [1]
    assert hands_over(staffed, "rita", "ruth")["handed"] == 1


def test_nobody_takes_over_from_themselves_or_is_unknown(staffed: IssuesWorld) -> None:
    for taker in ("rita", "nobody-has-this"):
        with pytest.raises(Invalid):
            hands_over(staffed, "rita", taker)
    assert hands_over(staffed, "nobody-has-this", "rita")["handed"] == 0
