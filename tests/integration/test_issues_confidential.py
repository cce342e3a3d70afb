"""Confidential issues over RPC, on both storages: who sees them, what the reporter is shown, what goes out."""

import json
from datetime import timedelta
from typing import Any

import pytest

from eventlog.errors import NotFound, Refused
from eventlog.log import Write
from eventlog.wire import is_concealed
from services.issues.facts import AccusedPartyNamed, IssueCorrected
from services.kernel.caller import Caller, Role, service_caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    HANDLER,
    NEIGHBOUR,
    OFFICE,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

CONFIDANT = Caller(
    "cora", "cloud", (Role("office", "cloud"), Role("confidential_handler", "cloud"))
)
INSIDER = Caller("ines", "power", (Role("confidential_handler", "cloud"),))
FOLLOWER = service_caller("reports", "follow")
WEB = service_caller("web", "public")
SECRET = {"kind": "tipoff", "verbatim": "标记原话，他收了钱"}


@pytest.fixture
def staffed(world: IssuesWorld) -> IssuesWorld:
    for who in (CONFIDANT, INSIDER):
        world.joins(who)
    return world


def sees(world: IssuesWorld, caller: Caller, issue: str, number: str) -> set[str]:
    """By which ways the caller finds the issue."""
    found = set()
    for way, asked in (("id", {"id": issue}), ("number", {"number": number})):
        try:
            world.call(caller, "get", **asked)
            found.add(way)
        except NotFound:
            pass
    listed = world.call(caller, "list", q=number)
    found |= {"list"} if listed["items"] or listed["total"] else set()
    return found | ({"count"} if world.call(caller, "counts") else set())


EVERY_WAY = {"id", "number", "list", "count"}


def becomes_confidential(world: IssuesWorld, issue: str, **accused: Any) -> None:
    fact = AccusedPartyNamed(issue_id=issue, by="olga", by_unit="cloud", note="标记", **accused)
    version = len(world.issues.log.read_stream(issue))
    with world.issues.log.transaction() as transaction:
        transaction.append([Write(issue, version, [fact])], actor="olga", answer_id=issue)
    world.settle()


def test_a_tip_off_is_seen_by_confidential_handlers_alone(staffed: IssuesWorld) -> None:
    issue = staffed.reported(VISITOR, **SECRET)
    number = staffed.get(issue, CONFIDANT)["number"]
    assert sees(staffed, CONFIDANT, issue, number) == EVERY_WAY
    for caller in (OFFICE, VISITOR, NEIGHBOUR, HANDLER):
        assert sees(staffed, caller, issue, number) == set(), caller.person


def test_the_accused_see_nothing_whatever_their_roles(staffed: IssuesWorld) -> None:
    issue = staffed.reported(VISITOR, accused_units=["power"])
    number = staffed.get(issue, CONFIDANT)["number"]
    assert sees(staffed, INSIDER, issue, number) == set()
    other = staffed.reported(VISITOR, accused_people=["ines"])
    assert sees(staffed, INSIDER, other, "WT-202611-0002") == set()
    assert sees(staffed, CONFIDANT, other, "WT-202611-0002") == EVERY_WAY


def test_one_that_becomes_confidential_leaves_the_board_of_all_others(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    assigned(staffed, issue)
    number = staffed.get(issue)["number"]
    assert sees(staffed, HANDLER, issue, number) == EVERY_WAY
    becomes_confidential(staffed, issue, accused_unit_ids=("power",))
    for caller in (OFFICE, VISITOR, HANDLER, INSIDER):
        assert sees(staffed, caller, issue, number) == set(), caller.person
    assert sees(staffed, CONFIDANT, issue, number) == EVERY_WAY


def test_whoever_reported_it_is_shown_number_and_code_for_a_quarter_of_an_hour(
    staffed: IssuesWorld,
) -> None:
    issue = staffed.reported(VISITOR, **SECRET)
    told = staffed.call(VISITOR, "receipt", id=issue)
    assert told == {
        "id": issue,
        "number": "WT-202611-0001",
        "tracking_code": staffed.get(issue, CONFIDANT)["tracking_code"],
        "confidential": True,
    }
    for caller in (OFFICE, NEIGHBOUR, CONFIDANT, WEB):
        with pytest.raises(NotFound):
            staffed.call(caller, "receipt", id=issue)
    staffed.clock.set(staffed.clock() + timedelta(minutes=15))
    assert staffed.call(VISITOR, "receipt", id=issue) == told
    staffed.clock.set(staffed.clock() + timedelta(seconds=1))
    with pytest.raises(NotFound):
        staffed.call(VISITOR, "receipt", id=issue)


def test_no_receipt_is_shown_of_one_that_became_confidential(staffed: IssuesWorld) -> None:
    issue = staffed.reported(HANDLER)
    assert staffed.call(HANDLER, "receipt", id=issue)["confidential"] is False
    becomes_confidential(staffed, issue, accused_unit_ids=("power",))
    with pytest.raises(NotFound):
        staffed.call(HANDLER, "receipt", id=issue)


def test_the_public_may_tip_off_and_is_given_a_code(staffed: IssuesWorld) -> None:
    issue = staffed.reported(WEB, **SECRET)
    assert len(staffed.call(WEB, "receipt", id=issue)["tracking_code"]) == 8
    with pytest.raises(NotFound):
        staffed.call(WEB, "get", id=issue)


def test_without_anybody_to_handle_it_nothing_is_taken_and_no_number_is_lost(
    world: IssuesWorld,
) -> None:
    for told in (SECRET, {"accused_units": ["power"]}, {"accused_people": ["hans"]}):
        with pytest.raises(Refused, match="use_legal_channel"):
            world.reported(VISITOR, **told)
    assert world.get(world.reported())["number"] == "WT-202611-0001"


def test_its_facts_go_out_sealed_as_a_whole_also_those_from_before(staffed: IssuesWorld) -> None:
    ordinary, later, secret = staffed.reported(), staffed.reported(), staffed.reported(**SECRET)
    assigned(staffed, later)

    def sent() -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for item in staffed.call(FOLLOWER, "facts_after", after=0)["items"]:
            found.setdefault(item["subject"], []).append(item)
        return found

    assert [is_sealed(fact) for fact in sent()[later]] == [False] * 3
    becomes_confidential(staffed, later, accused_unit_ids=("power",))
    facts = sent()
    assert {name: {is_sealed(fact) for fact in told} for name, told in facts.items()} == {
        ordinary: {False},
        later: {True},
        secret: {True},
    }
    beside = [{**fact, "data": None} for fact in facts[later] + facts[secret]]
    out = json.dumps(beside, ensure_ascii=False)
    for word in ("标记", "WT-2026", "reed", "power", "olga", "vera", "tipoff"):
        assert word not in out


def test_a_correction_to_a_tip_off_seals_it_too(staffed: IssuesWorld) -> None:
    issue = staffed.reported()
    fact = IssueCorrected(issue_id=issue, by="olga", kind="tipoff")
    with staffed.issues.log.transaction() as transaction:
        transaction.append([Write(issue, 1, [fact])], actor="olga", answer_id=issue)
    staffed.settle()
    assert all(is_concealed(record) for record in staffed.issues.wire.read(0, 10))
    assert sees(staffed, OFFICE, issue, "WT-202611-0001") == set()


def is_sealed(event: dict[str, Any]) -> bool:
    """Nothing of it is there but one envelope."""
    return event["data"].keys() == {"sealed"} and "text" in event["data"]["sealed"]


REFEREE = person("rolf", "cloud", "office", "confidential_handler")


def test_what_was_merged_into_it_becomes_confidential_with_it(staffed: IssuesWorld) -> None:
    staffed.joins(REFEREE)
    first, second, third = (staffed.reported() for _ in range(3))
    staffed.does(OFFICE, "merge", id=third, into=second)
    staffed.does(OFFICE, "merge", id=second, into=first)
    staffed.does(OFFICE, "mark_accused", id=first, accused_units=["power"], note="标记")
    for number, issue in enumerate((first, second, third), 1):
        assert sees(staffed, OFFICE, issue, f"WT-202611-000{number}") == set()
        assert "id" in sees(staffed, REFEREE, issue, f"WT-202611-000{number}")
        assert "id" not in sees(staffed, INSIDER, issue, f"WT-202611-000{number}")
    assert {is_concealed(r) for r in staffed.issues.wire.read(0, 100)} == {True}


def test_issues_about_different_people_are_not_merged(staffed: IssuesWorld) -> None:
    """Else who is accused in one would read it in the other."""
    staffed.joins(REFEREE)
    one = staffed.reported(accused_units=["power"])
    other = staffed.reported(accused_units=["lotus"])
    with pytest.raises(Refused, match="confidentiality_differs"):
        staffed.does(REFEREE, "merge", id=one, into=other)
    same = staffed.reported(accused_units=["power"])
    staffed.does(REFEREE, "merge", id=same, into=one)
