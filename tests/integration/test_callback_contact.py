"""Whom to call back, over RPC on both storages: shown to who may call now, and each showing written down."""

from datetime import timedelta

import pytest

from eventlog.errors import Forbidden, NotFound, Refused
from services.kernel.caller import Caller, Role
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    NEIGHBOUR,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
    person,
)

SUPERVISOR = person("sven", "cloud", "supervisor")
AUDITOR = person("anna", "cloud", "auditor")
ELSEWHERE = person("eric", "lotus", "supervisor")
CONFIDENTIAL = Role("confidential_handler", "cloud")
NAME, PHONE = "标记姓名张三", "13900000001"
CONTACT = {"contact_name": NAME, "contact_phone": PHONE}


@pytest.fixture
def staffed(world: IssuesWorld) -> IssuesWorld:
    for who in (SUPERVISOR, AUDITOR, ELSEWHERE):
        world.joins(who)
    return world


def done(world: IssuesWorld, **more: str) -> str:
    issue = world.reported(**more)
    assigned(world, issue)
    world.does(HANDLER, "sign_for", id=issue)
    world.does(HANDLER, "report_done", id=issue, measure="换灯", result="换好了")
    return issue


def test_who_may_call_back_is_shown_whom_and_it_is_written_down(staffed: IssuesWorld) -> None:
    issue = done(staffed, **CONTACT)
    for caller in (REVIEWER, OFFICE):
        told = staffed.call(caller, "callback_contact", id=issue)
        assert told == {"name": NAME, "phone": PHONE}
        staffed.clock.set(staffed.clock() + timedelta(seconds=1))
    for reader in (SUPERVISOR, AUDITOR):
        told = staffed.call(reader, "contacts_shown")
        about = {"id": issue, "number": "WT-202611-0001", "in_sight": reader == SUPERVISOR}
        assert told["items"] == [
            {**about, "person": "olga", "shown_at": "2026-11-24T02:00:01+00:00"},
            {**about, "person": "rita", "shown_at": "2026-11-24T02:00:00+00:00"},
        ]
        assert told["total"] == 2
    assert staffed.call(AUDITOR, "contacts_shown", person="rita")["total"] == 1
    first = staffed.call(AUDITOR, "contacts_shown", limit=1)
    rest = staffed.call(AUDITOR, "contacts_shown", limit=1, after=first["next"])
    assert [each["person"] for each in (*first["items"], *rest["items"])] == ["olga", "rita"]
    assert staffed.call(ELSEWHERE, "contacts_shown")["total"] == 0


def test_that_a_confidential_number_was_shown_is_told_to_the_trusted_alone(
    staffed: IssuesWorld,
) -> None:
    trusted = Caller("tess", "cloud", (Role("supervisor", "cloud"), CONFIDENTIAL))
    accused = Caller("abel", "power", (Role("supervisor", "cloud"), CONFIDENTIAL))
    for who in (trusted, accused):
        staffed.joins(who)
    issue = done(staffed, **CONTACT)
    staffed.call(REVIEWER, "callback_contact", id=issue)
    staffed.does(OFFICE, "mark_accused", id=issue, accused_units=["power"], note="标记")
    for reader in (SUPERVISOR, AUDITOR, accused):
        assert staffed.call(reader, "contacts_shown")["total"] == 0
    told = staffed.call(trusted, "contacts_shown")
    assert [(each["id"], each["in_sight"]) for each in told["items"]] == [(issue, True)]


def test_nobody_else_is_shown_a_number(staffed: IssuesWorld) -> None:
    issue = done(staffed, **CONTACT)
    for caller, refusal in (
        (HANDLER, Forbidden),
        (VISITOR, Forbidden),
        (SUPERVISOR, Forbidden),
        (NEIGHBOUR, NotFound),
        (ADMIN, NotFound),
        (AUDITOR, NotFound),
    ):
        with pytest.raises(refusal):
            staffed.call(caller, "callback_contact", id=issue)
    for caller in (OFFICE, REVIEWER, HANDLER, ADMIN):
        with pytest.raises(Forbidden):
            staffed.call(caller, "contacts_shown")
    assert staffed.call(AUDITOR, "contacts_shown")["total"] == 0


def test_a_number_is_shown_only_while_there_is_a_call_to_make(staffed: IssuesWorld) -> None:
    issue = staffed.reported(**CONTACT)
    with pytest.raises(Refused, match="not_in_state"):
        staffed.call(REVIEWER, "callback_contact", id=issue)
    hand_in_it = Caller("hugo", "power", (Role("reviewer", "cloud"), Role("handler", "power")))
    staffed.joins(hand_in_it)
    assigned(staffed, issue)
    staffed.does(hand_in_it, "sign_for", id=issue)
    staffed.does(hand_in_it, "report_done", id=issue, measure="换灯", result="换好了")
    with pytest.raises(Refused, match="caller_handled_it"):
        staffed.call(hand_in_it, "callback_contact", id=issue)


def test_of_several_who_raised_it_one_with_a_number_is_called(staffed: IssuesWorld) -> None:
    issue = done(staffed)
    assert staffed.call(REVIEWER, "callback_contact", id=issue) == {"name": None, "phone": None}
    told = {"text": "我家也黑", "adds_reporter": True, **CONTACT}
    staffed.does(VISITOR, "supplement", id=issue, **told)
    assert staffed.call(REVIEWER, "callback_contact", id=issue)["phone"] == PHONE
