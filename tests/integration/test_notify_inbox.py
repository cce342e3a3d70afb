"""An assignment reaches the inbox of its units once, whatever the broker does."""

from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import SettableClock, to_microseconds
from eventlog.engine import open_engine
from eventlog.errors import Forbidden, Invalid
from eventlog.record import Record
from eventlog.seal import Keyring
from services.kernel.application import Environment
from services.kernel.caller import Caller, Role
from services.kernel.here import Here
from services.kernel.token import issue
from services.notify.application import build
from services.notify.service import Notify

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HANDLER = Caller("h", "north", (Role("handler", "north"),))
HEAD = Caller("u", "south", (Role("unit_head", "south"), Role("visitor", "north")))
OFFICE = Caller("o", "district", (Role("office", "district"),))


class NotifyWorld:
    """`notify` on a real database, following a list of facts."""

    def __init__(self, url: str):
        self.engine = open_engine(url)
        self.private_key = Ed25519PrivateKey.generate()
        self.facts: list[Record] = []
        self.app = build(
            Environment(
                engine=self.engine,
                clock=SettableClock(NOW),
                keyring=Keyring(self.engine, bytes(range(32))),
                peer=None,
                public_key=self.private_key.public_key(),
                timezone="Asia/Shanghai",
                service_token=str,
            )
        )
        self.app.migrate()
        self.follower, _ = self.app.followers(
            lambda source: lambda seen, limit: self.facts[seen.position : seen.position + limit]
        )

    def happens(self, type_: str, **data) -> Record:
        position = len(self.facts) + 1
        record = Record(
            position=position,
            stream=data["issue_id"],
            version=1,
            type=type_,
            schema=1,
            fact_id=f"fact-{position}",
            actor="o",
            command_id=None,
            causation_id=None,
            data=data,
            recorded_us=to_microseconds(NOW) + position,
            digest="00",
        )
        self.facts.append(record)
        return record

    def assigned(self, issue_id: str = "i1", *supports: str, lead: str = "north") -> Record:
        due = date(2026, 12, 1).isoformat()
        return self.happens(
            "IssueAssigned",
            issue_id=issue_id,
            lead_unit_id=lead,
            support_unit_ids=list(supports),
            due=due,
            on_spot=False,
        )

    def reported(self, issue_id: str = "i1", number: str = "WT-202611-0001") -> Record:
        return self.happens("IssueReported", issue_id=issue_id, number=number, unit_id="north")

    def settle(self) -> None:
        while self.follower.step(NOW):
            pass

    def inbox(self, caller: Caller, **fields):
        service = Notify()
        service.here = Here(self.app, issue(caller, self.private_key, NOW))
        return service.inbox(fields)


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
    service.here = Here(world.app, issue(OFFICE, world.private_key, NOW))
    assert service.passed({})["items"] == {"assignment_inbox@issues": 1}
