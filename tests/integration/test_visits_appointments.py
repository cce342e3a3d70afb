"""约好的走访: what was agreed on at the last visit, until somebody goes there again. Today is 2026-11-24."""

import pytest

from services.kernel.caller import Caller, Role
from tests.integration.visits_world import OFFICE, OPERATOR, VISITOR, VisitsWorld

COLLEAGUE = Caller("colleague", "north", (Role("visitor", "north"),))


@pytest.fixture
def world(storage_url):
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def visited(world: VisitsWorld, party: str, day: str, then: str | None = None, **more) -> str:
    who = more.pop("who", VISITOR)
    fields = {"outcome": "met", "date": day, "next_contact": then, **more}
    return world.command(who, "record", party_id=party, **fields)["id"]


def appointed(world: VisitsWorld, caller: Caller = VISITOR, **more) -> list[str]:
    answer = world.call(caller, "list", appointed=True, mine=True, **more)
    return [visit["next_contact"] for visit in answer["items"]]


def test_what_is_past_due_today_or_due_within_a_week_is_listed_in_the_order_of_its_day(world):
    days = ("2026-12-01", "2026-11-20", "2026-12-02", "2026-11-24")
    for n, day in enumerate(days):
        visited(world, world.party(name=f"余{n}"), "2026-11-10", day)
    visited(world, world.party(name="无约"), "2026-11-10")
    assert appointed(world) == ["2026-11-20", "2026-11-24", "2026-12-01"]
    world.clock.set(world.clock().replace(hour=17))  # 01:00 on the 25th in Shanghai
    assert appointed(world)[-1] == "2026-12-02"


@pytest.mark.parametrize("outcome", ["met", "not_home"])
@pytest.mark.parametrize("who", [VISITOR, COLLEAGUE])
def test_a_later_visit_ends_an_appointment_whoever_went_and_however_it_was(world, who, outcome):
    party = world.party()
    visited(world, party, "2026-11-10", "2026-11-24")
    visited(world, party, "2026-11-09")
    assert appointed(world) == ["2026-11-24"]
    visited(world, party, "2026-11-10", who=who, outcome=outcome)
    assert appointed(world) == []


def test_the_last_visit_says_when_the_next_one_is(world):
    party = world.party()
    visited(world, party, "2026-11-10", "2026-11-20")
    visited(world, party, "2026-11-20", "2026-11-25")
    assert appointed(world) == ["2026-11-25"]


def test_an_appointment_is_the_visitors_own(world):
    visited(world, world.party(), "2026-11-10", "2026-11-24")
    assert appointed(world, COLLEAGUE) == []
    assert world.call(COLLEAGUE, "list", appointed=True)["total"] == 1
    assert world.call(OFFICE, "list", appointed=True, unit="south")["total"] == 0


def test_appointments_come_in_pages(world):
    for n in range(3):
        visited(world, world.party(name=f"余{n}"), "2026-11-10", f"2026-11-2{n}")
    first = world.call(VISITOR, "list", appointed=True, limit=2)
    assert first["total"] == 3
    rest = world.call(VISITOR, "list", appointed=True, limit=2, after=first["next"])
    days = [visit["next_contact"] for visit in first["items"] + rest["items"]]
    assert days == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert rest["next"] is None


def test_nobody_is_sent_to_a_person_who_is_forgotten(world):
    party = world.party()
    visited(world, party, "2026-11-10", "2026-11-24")
    world.command(OPERATOR, "forget_person", person_id=party)
    assert appointed(world) == []
