"""An assignment reaches the inbox of its units once, whatever the broker does."""

import pytest
import sqlalchemy as sa

from eventlog.errors import Forbidden, Invalid
from services.kernel.caller import Caller, Role
from services.kernel.here import Here
from services.kernel.token import issue
from services.notify.service import Notify
from services.notify.tables import numbered_issue
from tests.integration.notify_world import NotifyWorld

HANDLER = Caller("h", "north", (Role("handler", "north"),))
HEAD = Caller("u", "south", (Role("unit_head", "south"), Role("visitor", "north")))
OFFICE = Caller("o", "district", (Role("office", "district"),))


@pytest.fixture
def world(storage_url):
    world = NotifyWorld(storage_url)
    yield world
    world.engine.dispose()


def test_an_assignment_stands_in_the_inbox_of_lead_and_support_units(world):
    world.reported()
    world.assigned("i1", "south")
    world.settle()
    page = world.inbox(HANDLER)
    assert page == {
        "items": [
            {
                "id": "fact-2.north",
                "kind": "assigned",
                "issue_id": "i1",
                "number": "WT-202611-0001",
                "unit": "north",
                "due": "2026-12-01",
                "at": "2026-11-24T02:00:00.000002+00:00",
            }
        ],
        "next": None,
        "total": 1,
    }
    assert [item["unit"] for item in world.inbox(HEAD)["items"]] == ["south"]
    assert world.inbox(OFFICE) == {"items": [], "next": None, "total": 0}


def test_a_doubled_or_replayed_fact_gives_no_second_entry(world):
    report, assignment = world.reported(), world.assigned()
    world.follower.offer([report, assignment, assignment])
    world.follower.offer([assignment])
    world.settle()
    assert world.inbox(HANDLER)["total"] == 1
    with world.engine.begin() as conn:  # a checkpoint lost with an older backup
        conn.exec_driver_sql("DELETE FROM checkpoint")
    world.settle()
    assert world.inbox(HANDLER)["total"] == 1


def test_a_fact_that_came_alone_is_preceded_by_what_was_missed(world):
    world.reported()
    world.follower.offer([world.assigned()])
    assert world.inbox(HANDLER)["items"][0]["number"] == "WT-202611-0001"


def test_an_issue_given_to_another_unit_keeps_its_entry(world):
    world.reported()
    world.assigned(lead="north")
    world.assigned(lead="south")
    world.settle()
    assert world.inbox(HANDLER)["total"] == world.inbox(HEAD)["total"] == 1


def test_pages_go_from_the_newest_to_the_oldest(world):
    for n in range(1, 6):
        world.reported(f"i{n}", f"WT-202611-000{n}")
        world.assigned(f"i{n}")
    world.settle()
    first = world.inbox(HANDLER, limit=3)
    rest = world.inbox(HANDLER, limit=3, after=first["next"])
    shown = [item["issue_id"] for item in first["items"] + rest["items"]]
    assert shown == ["i5", "i4", "i3", "i2", "i1"]
    assert (first["total"], rest["next"]) == (5, None)
    with pytest.raises(Invalid):
        world.inbox(HANDLER, after="nonsense")


def test_an_inbox_is_shown_to_who_signed_in(world):
    service = Notify()
    service.here = Here(world.app, None)
    with pytest.raises(Forbidden, match="token_missing"):
        service.inbox({})


def test_how_far_it_has_come_is_told(world):
    world.reported()
    world.settle()
    service = Notify()
    service.here = Here(world.app, issue(OFFICE, world.private_key, world.clock()))
    assert service.passed({})["items"] == {
        "assignment_inbox@issues": 1,
        "calendar_days__v1_g1@campaign": 1,
        "mail_intents@issues": 1,
    }


def test_an_issue_that_becomes_confidential_leaves_every_inbox(world):
    for n in (1, 2):
        world.reported(f"i{n}", f"WT-202611-000{n}")
        world.assigned(f"i{n}", "south")
    world.settle()
    world.accused("i1")
    world.settle()
    world.happens(
        "IssueAssigned", "i3"
    )  # reported in confidence: its facts have come sealed from the first
    world.accused("i3")
    world.settle()
    for caller in (HANDLER, HEAD):
        assert [item["issue_id"] for item in world.inbox(caller)["items"]] == ["i2"]
    with world.engine.connect() as conn:
        kept = conn.execute(sa.select(numbered_issue.c.issue_id)).scalars().all()
    assert kept == ["i2"]
