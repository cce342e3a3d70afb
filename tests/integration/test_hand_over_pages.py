"""交接 on a running system: what somebody holds of every service stands on one page and goes in one submit."""

from collections.abc import Iterator

import pytest

from tests.e2e.district import POWER
from tests.integration.pages_world import Answer, PagesWorld, pages_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("handover")) as found:
        yield found


def id_of(world: PagesWorld, login: str, unit: str) -> str:
    people = world.district.asks("office", "campaign", "people_of_unit", unit=unit)["items"]
    names = {"office": "甲", "reviewer": "乙", "handler": "丁", "head": "戊", "own_reviewer": "己"}
    return next(each["id"] for each in people if each["name"] == names[login])


def agreed_by_the_office(world: PagesWorld, party: str) -> None:
    """`office` was at a household and is to come again."""
    fields = {"outcome": "met", "problems": [], "next_contact": world.district.due()}
    asked = {"party_id": world.district.party(party), **fields}
    answer = world.district.does("office", "visits", "record", **asked)
    world.district.wait("visits", {"visits": answer["position"]})


def submits(world: PagesWorld, giver: str, taker: str, to_unit: str, without: str = "") -> Answer:
    """The administrator does it, while this service is away."""
    page = world.person("admin").opens(f"/handover?from={giver}&to_unit={to_unit}")
    page.page.values["to"] = [taker]
    with world.without(without):
        return world.person("admin").fills_in(page)


def test_agreed_visits_stand_beside_the_rest_and_go_with_it(world: PagesWorld) -> None:
    office = id_of(world, "office", "9911")
    agreed_by_the_office(world, "标记姓名甲")
    shown = world.person("office").opens(f"/handover?from={office}")
    assert "1 家" in shown.page.words
    assert any(link.startswith("/visits/") for link in shown.page.links)
    assert not any(
        link.startswith("/visits/")
        for link in world.person("admin").opens(f"/handover?from={office}").page.links
    )
    stays = submits(world, office, id_of(world, "own_reviewer", POWER), POWER)
    assert stays.status == 200
    assert "接的人在那里不能登记走访" in stays.page.words
    assert "0 家走访" in stays.page.words


def test_while_one_service_is_away_it_says_so_and_sending_again_finishes_it(
    world: PagesWorld,
) -> None:
    office = id_of(world, "office", "9911")
    agreed_by_the_office(world, "标记姓名乙")
    admin = world.person("admin")
    taker = world.district.asks("office", "campaign", "people_of_unit", unit="99101")["items"][0]
    half = submits(world, office, taker["id"], "99101", without="visits")
    assert half.status == 503
    assert "约好的走访没有交完" in half.page.words
    assert "0 件交给了丙" in half.page.words
    again = admin.fills_in(_form(half, "again"))
    assert again.status == 200
    assert "2 家走访" in again.page.words
    assert admin.fills_in(_form(half, "again")).page.words == again.page.words
    left = world.district.asks("office", "visits", "appointments_of", person=office)
    assert left["count"] == 0


def test_while_the_first_is_away_the_second_goes_on(world: PagesWorld) -> None:
    visitor = world.district.asks("office", "campaign", "people_of_unit", unit="99101")["items"][0]
    admin = world.person("admin")
    office = id_of(world, "office", "9911")
    half = submits(world, visitor["id"], office, "9911", without="issues")
    assert half.status == 503
    assert "审核和领办没有交完" in half.page.words
    assert "2 家走访" in half.page.words
    assert admin.fills_in(_form(half, "again")).status == 200


def _form(answer: Answer, name: str) -> Answer:
    return Answer(answer.response, answer.html, type(answer.page)(answer.html, form=name))
