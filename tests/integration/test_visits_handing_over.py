"""A person leaves: the next contacts they agreed on are listed and go to somebody else, over RPC on both storages."""

from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid
from services.kernel.caller import Caller, Role
from services.visits import handing_over
from tests.integration.test_visits_appointments import appointed, visited
from tests.integration.visits_world import (
    ADMIN,
    OFFICE,
    OPERATOR,
    REVIEWER,
    SOUTHERNER,
    VISITOR,
    VisitsWorld,
)

COLLEAGUE = Caller("colleague", "north", (Role("visitor", "north"),))
ABOVE = Caller("above", "district", (Role("handler", "district"),))
NORTHERN_OFFICE = Caller("north-office", "north", (Role("office", "north"),))
SOUTHERN_OFFICE = Caller("south-office", "south", (Role("office", "south"),))


@pytest.fixture
def world(storage_url):
    world = VisitsWorld(storage_url)
    for who in (VISITOR, COLLEAGUE, ABOVE, SOUTHERNER, REVIEWER):
        world.joins(who)
    yield world
    world.engine.dispose()


def agreed(world: VisitsWorld, *days: str, **more: Any) -> list[str]:
    """A visit to a party of its own for each day."""
    return [
        visited(world, world.party(name=f"余{day}{n}"), "2026-11-10", day, **more)
        for n, day in enumerate(days)
    ]


def of(world: VisitsWorld, who: Caller, caller: Caller = OFFICE) -> dict[str, Any]:
    return world.call(caller, "appointments_of", person=who.person)


def hands_over(
    world: VisitsWorld, giver: Caller, taker: Caller, caller: Caller = OFFICE, **more: Any
) -> dict[str, Any]:
    people = {"from_person": giver.person, "to_person": taker.person}
    return world.command(caller, "hand_over_appointments", **people, **more)


def test_what_stands_is_listed_by_its_day_however_far_it_is(world):
    later, sooner = agreed(world, "2027-03-01", "2026-11-25")
    visited(world, world.party(name="无约"), "2026-11-10")
    gone = world.party(name="去过了")
    visited(world, gone, "2026-11-10", "2026-11-20")
    visited(world, gone, "2026-11-20", who=COLLEAGUE)
    forgotten = world.party(name="忘了我")
    visited(world, forgotten, "2026-11-10", "2026-11-20")
    world.command(OPERATOR, "forget_person", person_id=forgotten)
    found = of(world, VISITOR)
    assert [(item["id"], item["next_contact"]) for item in found["items"]] == [
        (sooner, "2026-11-25"),
        (later, "2027-03-01"),
    ]
    assert (found["count"], found["left"]) == (2, 0)
    assert found["items"][0]["party"]["name"] == "余**"
    assert of(world, COLLEAGUE)["count"] == 0


def test_each_looks_in_its_own_subtree_and_the_administrator_at_the_count(world):
    agreed(world, "2026-11-25")
    assert of(world, VISITOR, NORTHERN_OFFICE)["count"] == 1
    assert of(world, VISITOR, SOUTHERN_OFFICE) == {
        "person": "visitor",
        "count": 0,
        "items": [],
        "left": 0,
    }
    told = of(world, VISITOR, ADMIN)
    assert (told["count"], told["items"], told["left"]) == (1, [], 0)
    for caller in (VISITOR, REVIEWER, OPERATOR):
        with pytest.raises(Forbidden):
            of(world, VISITOR, caller)
        with pytest.raises(Forbidden):
            hands_over(world, VISITOR, COLLEAGUE, caller)


def test_they_go_over_in_one_act_and_once_and_stand_where_the_other_looks(world):
    visits = agreed(world, "2026-11-24", "2026-11-25")
    first = hands_over(world, VISITOR, COLLEAGUE, command_id="leaving")
    assert (first["handed"], first["left"], first["counts"], first["items"]) == (2, 0, {}, [])
    assert hands_over(world, VISITOR, COLLEAGUE, command_id="leaving") == first
    assert world.types().count("AppointmentHandedOver") == 2
    assert appointed(world, VISITOR) == []
    assert appointed(world, COLLEAGUE) == ["2026-11-24", "2026-11-25"]
    assert of(world, COLLEAGUE)["count"] == 2
    for visit in visits:
        assert world.call(COLLEAGUE, "get", id=visit)["visitors"] == ["visitor"]
    assert world.call(VISITOR, "list", mine=True)["total"] == 2
    assert hands_over(world, COLLEAGUE, VISITOR)["handed"] == 2
    assert appointed(world, VISITOR) == ["2026-11-24", "2026-11-25"]


def test_one_who_was_there_too_goes_alone(world):
    agreed(world, "2026-11-24", visitors=["colleague", "above"])
    assert hands_over(world, VISITOR, COLLEAGUE)["handed"] == 1
    assert [len(appointed(world, who)) for who in (VISITOR, COLLEAGUE, ABOVE)] == [0, 1, 1]


def test_where_the_other_may_not_go_it_stays_and_is_told(world):
    (visit,) = agreed(world, "2026-11-24")
    for taker in (SOUTHERNER, REVIEWER):
        told = hands_over(world, VISITOR, taker)
        assert (told["handed"], told["left"], told["counts"]) == (0, 0, {"not_a_visitor": 1})
        assert [(item["id"], item["code"]) for item in told["items"]] == [(visit, "not_a_visitor")]
    assert hands_over(world, VISITOR, SOUTHERNER, ADMIN)["items"] == []
    assert appointed(world) == ["2026-11-24"]
    assert hands_over(world, VISITOR, ABOVE, ADMIN)["handed"] == 1


def test_nobody_takes_over_from_themselves_or_is_unknown(world):
    agreed(world, "2026-11-24")
    for taker in (VISITOR, Caller("nobody-has-this")):
        with pytest.raises(Invalid):
            hands_over(world, VISITOR, taker)
    assert hands_over(world, Caller("nobody-has-this"), VISITOR)["handed"] == 0


def test_many_go_over_in_several_acts(world, monkeypatch):
    monkeypatch.setattr(handing_over, "MOST", 2)
    agreed(world, "2026-11-24", "2026-11-25", "2026-11-26")
    assert [hands_over(world, VISITOR, COLLEAGUE)[name] for name in ("left",)] == [1]
    told = hands_over(world, VISITOR, COLLEAGUE)
    assert (told["handed"], told["left"]) == (1, 0)


def test_what_the_read_models_do_not_know_yet_is_looked_up_in_the_log(world):
    agreed(world, "2026-11-24")
    people = {"from_person": "visitor", "to_person": "colleague"}
    first = world.call(OFFICE, "hand_over_appointments", command_id="one", **people)
    again = world.call(OFFICE, "hand_over_appointments", command_id="two", **people)
    assert (first["handed"], again["handed"], again["left"]) == (1, 0, 0)
