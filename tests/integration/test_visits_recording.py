"""A visit is recorded over RPC: facts in the log, rows in the lists, words sealed."""

import pytest

from eventlog.errors import Forbidden, Invalid, NotFound, Refused
from services.kernel.caller import Caller, Role
from tests.integration.visits_world import (
    ADMIN,
    ISSUES,
    OFFICE,
    REVIEWER,
    SOUTHERNER,
    VISITOR,
    VisitsWorld,
)

WORDS = {"verbatim": "村口的路灯坏了快一个月"}


@pytest.fixture
def world(storage_url):
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def test_a_visit_with_problems_is_one_append_on_one_stream(world):
    party = world.party()
    solved = {"result": "换了灯泡", "quantity": 2, "quantity_unit": "盏"}
    answer = world.command(
        VISITOR,
        "record",
        party_id=party,
        outcome="met",
        problems=[WORDS, {**WORDS, "category": "roads", "solved_on_spot": solved}],
    )
    stream = world.app.log.read_stream(f"visit-{answer['id']}")
    assert [record.type for record in stream] == ["VisitRecorded", "ProblemRaised", "ProblemRaised"]
    assert answer == {"id": answer["id"], "version": 3, "position": stream[-1].position}
    assert [record.digest is None for record in stream] == [True, True, False]
    assert stream[0].data["by_unit"] == "north"
    assert stream[2].data["category"] == "roads"
    assert stream[2].data["result"]["alg"] == "A256GCM"
    assert "路灯" not in str([record.data for record in stream])


def test_the_same_command_twice_gives_one_visit(world):
    party = world.party()
    request = {"command_id": "c1", "party_id": party, "outcome": "met"}
    first = world.command(VISITOR, "record", **request)
    assert world.command(VISITOR, "record", **request) == first
    assert world.types().count("VisitRecorded") == 1
    with pytest.raises(Refused, match="command_id_reused"):
        world.command(VISITOR, "record", **{**request, "outcome": "refused"})


def test_a_household_is_registered_at_the_doorstep_in_the_same_append(world):
    new = {"kind": "household", "name": "李四", "unit": "north-1", "phone": "13900001111"}
    answer = world.command(VISITOR, "record", new_party=new, outcome="met")
    assert world.types() == ["VisitRecorded", "PartyRegistered"]
    [party] = world.call(VISITOR, "parties", q="李四")["items"]
    assert (party["unit"], party["phone"]) == ("north-1", "139****1111")
    visit = world.call(VISITOR, "get", id=answer["id"])
    assert (visit["party"]["id"], visit["unit"], visit["version"]) == (party["id"], "north-1", 1)


def test_the_day_is_that_of_the_time_zone(world):
    party = world.party()
    world.clock.set(world.clock().replace(hour=17))  # 01:00 on the 25th in Shanghai
    world.command(VISITOR, "record", party_id=party, outcome="not_home", date="2026-11-25")
    with pytest.raises(Invalid) as failed:
        world.command(VISITOR, "record", party_id=party, outcome="met", date="2026-11-26")
    assert failed.value.params == {"date": ["date_in_future"]}


def test_what_is_missing_is_named_at_its_field(world):
    with pytest.raises(Invalid) as failed:
        world.command(VISITOR, "record", problems=[{"verbatim": " "}])
    assert failed.value.params == {
        "party_id": ["party_missing"],
        "outcome": ["outcome_missing"],
        "problems.0.verbatim": ["verbatim_missing"],
    }


def test_a_category_cannot_carry_words(world):
    with pytest.raises(Invalid) as failed:
        world.command(
            VISITOR, "record", outcome="met", problems=[{**WORDS, "category": "13812345678"}]
        )
    assert failed.value.params == {"problems.0.category": ["choice"]}


def test_a_party_of_another_subtree_does_not_exist(world):
    party = world.party()
    with pytest.raises(NotFound):
        world.command(SOUTHERNER, "record", party_id=party, outcome="met")
    with pytest.raises(NotFound):
        world.command(VISITOR, "record", party_id="unheard-of", outcome="met")


def test_who_may_only_read_may_not_record(world):
    party = world.party()
    for caller in (REVIEWER, ADMIN):
        with pytest.raises(Forbidden):
            world.command(caller, "record", party_id=party, outcome="met")


def test_five_roles_record(world):
    party = world.party()
    for role in ("visitor", "handler", "unit_head", "delegate", "office"):
        caller = Caller("somebody", None, (Role(role, "district"), Role("reviewer", "south")))
        answer = world.command(caller, "record", party_id=party, outcome="met")
        assert world.call(caller, "get", id=answer["id"])["by_unit"] == "district"


def test_the_place_of_a_visit_is_in_sight(world):
    party = world.party()
    with pytest.raises(Invalid) as failed:
        world.command(VISITOR, "record", party_id=party, outcome="met", unit="south")
    assert failed.value.params == {"unit": ["unknown_unit"]}


def test_a_visit_is_read_with_its_words_by_those_who_see_its_unit(world):
    party = world.party(phone="13812345678")
    problem = {**WORDS, "kind": "complaint", "field": "livelihood_pain_point", "danger": True}
    visit = world.command(
        VISITOR, "record", party_id=party, outcome="met", note="身体都好", problems=[problem]
    )
    told = world.call(REVIEWER, "get", id=visit["id"])
    assert told["party"] == {
        "id": party,
        "kind": "household",
        "name": "余**",
        "phone": "138****5678",
    }
    assert (told["note"], told["occurred_on"], told["visitors"]) == (
        "身体都好",
        "2026-11-24",
        ["visitor"],
    )
    assert told["problems"][0] | {"n": 1, **problem} == told["problems"][0]
    for caller in (SOUTHERNER, ADMIN):
        with pytest.raises(NotFound):
            world.call(caller, "get", id=visit["id"])


def test_visits_are_listed_by_month_place_and_visitor_in_pages(world):
    party = world.party()
    for day in ("2026-10-31", "2026-11-01", "2026-11-02"):
        world.command(VISITOR, "record", party_id=party, outcome="met", date=day)
    world.command(OFFICE, "record", party_id=party, outcome="refused", date="2026-11-01")

    first = world.call(VISITOR, "list", limit=2)
    rest = world.call(VISITOR, "list", limit=2, after=first["next"])
    days = [(visit["occurred_on"], visit["by"]) for visit in first["items"] + rest["items"]]
    assert days == [
        ("2026-11-02", "visitor"),
        ("2026-11-01", "office"),
        ("2026-11-01", "visitor"),
        ("2026-10-31", "visitor"),
    ]
    assert (first["total"], rest["next"]) == (4, None)
    assert world.call(VISITOR, "list", month="2026-11", mine=True)["total"] == 2
    assert world.call(OFFICE, "list", unit="south")["total"] == 0
    assert first["items"][0]["party"] == {"id": party, "kind": "household", "name": "余**"}


def test_a_list_out_of_sight_is_refused(world):
    with pytest.raises(Forbidden):
        world.call(ADMIN, "list")
    with pytest.raises(NotFound):
        world.call(VISITOR, "list", unit="south")
    with pytest.raises(Invalid):
        world.call(VISITOR, "list", after="2026-11-01")


def test_the_reaction_of_issues_gets_a_problems_words_and_nobody_else(world):
    party = world.party(phone="13812345678")
    own = {**WORDS, "contact_name": "小余", "contact_phone": "139 0000 1111"}
    own["contact_email"] = "yu@Example.org"
    visit = world.command(VISITOR, "record", party_id=party, outcome="met", problems=[WORDS, own])[
        "id"
    ]
    assert world.call(ISSUES, "problem_words", visit_id=visit, n=1) == {
        "verbatim": WORDS["verbatim"],
        "contact_name": "余大明",
        "contact_phone": "13812345678",
        "contact_email": None,
        "result": None,
    }
    second = world.call(ISSUES, "problem_words", visit_id=visit, n=2)
    assert (second["contact_name"], second["contact_phone"]) == ("小余", "13900001111")
    assert second["contact_email"] == "yu@example.org"
    with pytest.raises(NotFound):
        world.call(ISSUES, "problem_words", visit_id=visit, n=3)
    with pytest.raises(Forbidden):
        world.call(OFFICE, "problem_words", visit_id=visit, n=1)


def test_facts_are_followed_by_services_only(world):
    world.party()
    page = world.call(ISSUES, "facts_after", after=0)
    assert [item["type"] for item in page["items"]] == ["PartyRegistered"]
    assert page["head"]["position"] == 1
    with pytest.raises(Forbidden):
        world.call(OFFICE, "facts_after", after=0)


def test_how_far_the_followers_have_come_is_told(world):
    world.party()
    passed = world.call(OFFICE, "passed")["items"]
    assert passed["party_register__v1_g1@visits"] == passed["forgetting@visits"] == 1


def test_only_staff_can_be_named_as_visitors(world):
    party = world.party()
    for stranger in ("nobody", "138.1234.5678"):
        with pytest.raises(Invalid):
            world.command(
                VISITOR, "record", party_id=party, outcome="met", visitors=["visitor", stranger]
            )
