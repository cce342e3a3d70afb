"""搜索 on the board and 查有没有报过 on the form of a visit, on a running system and without a script."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.pages_world import Answer, PagesWorld, Person, pages_world
from tests.servers.machine import wait_until

TOLD = "三号泵站坏了，田里进不了水"
TYPED = "3号泵站坏了好几天，没法放水进田"
PROBLEM = {"problems.0.verbatim": TYPED, "problems.0.category": "ditches_and_pumps"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("search")) as found:
        yield found


@pytest.fixture(scope="module")
def pump(world: PagesWorld) -> str:
    """An issue that stands on the board."""
    issue = world.issue(verbatim=TOLD, category="ditches_and_pumps")

    def is_listed() -> bool:
        return bool(world.district.asks("office", "issues", "list", q="泵站")["items"])

    wait_until(is_listed, 10, "the issue to stand on the board")
    return issue


def visit_form(world: PagesWorld, act: str, **typed: Any) -> tuple[Person, Answer]:
    """The form of a visit, sent by one of its buttons."""
    visitor = world.person("visitor")
    form = visitor.opens(f"/visits/new?form={uuid.uuid4()}")
    form.page.__init__(form.html, "visit")
    return visitor, visitor.fills_in(form, "/visits/new", act=act, **{**PROBLEM, **typed})


def test_words_numbers_and_places_are_searched_on_the_board(world: PagesWorld, pump: str):
    office, number = world.person("office"), world.get(pump)["number"]
    for q in ("泵", "泵站", number, number[-4:]):
        assert f"/issues/{pump}" in office.opens(f"/issues?q={q}").html, q
    unit = world.get(pump)["unit"]
    found = office.opens(f"/issues?q=泵站&area={unit}&since=2020-01-01&person=标记姓名")
    assert f"/issues/{pump}" in found.html
    assert "搜“泵站”" in found.html
    assert "人：标记姓名" in found.html
    assert "2020年1月1日起登记" in found.html


def test_each_condition_can_be_taken_away_by_itself(world: PagesWorld, pump: str):
    found = world.person("office").opens("/issues?q=泵站&until=2099-01-01")
    assert "/issues?until=2099-01-01" in found.page.links
    assert any(link.startswith("/issues?q=") and "until" not in link for link in found.page.links)


def test_what_is_not_found_is_said_with_another_way(world: PagesWorld, pump: str):
    found = world.person("office").opens("/issues?q=没有这句话")
    assert "没找到“没有这句话”。换个说法，或用编号查" in found.html


def test_the_form_of_a_visit_shows_what_was_reported_already(world: PagesWorld, pump: str):
    _, asked = visit_form(world, "similar-0")
    assert f'href="/issues/{pump}"' in asked.html
    assert (TYPED in asked.html, "就是这件" in asked.html) == (True, True)


def test_what_is_another_thing_is_not_shown_again(world: PagesWorld, pump: str):
    visitor, answer = visit_form(world, f"apart-0-{pump}")
    assert f'href="/issues/{pump}"' not in answer.html
    answer.page.__init__(answer.html, "visit")
    assert answer.page.values["problems.0.apart"] == [pump]
    again = visitor.fills_in(answer, "/visits/new", act="similar-0")
    assert f'href="/issues/{pump}"' not in again.html


def test_the_same_thing_gets_the_words_once_and_the_problem_leaves_the_form(
    world: PagesWorld, pump: str
):
    _, answer = visit_form(world, f"same-0-{pump}")
    assert "补充到" in answer.html
    assert TYPED not in answer.html
    facts = world.district.asks("office", "issues", "timeline", id=pump)["items"]
    assert [TYPED in str(fact) for fact in facts].count(True) == 1


def test_only_the_page_where_a_script_helps_may_have_one(world: PagesWorld):
    visitor = world.person("visitor")
    policies = [
        visitor.opens(address).response.headers["Content-Security-Policy"]
        for address in ("/visits/new", "/issues")
    ]
    assert ["script-src 'self'" in policy for policy in policies] == [True, False]


def test_a_hint_is_no_condition(world: PagesWorld, pump: str):
    """Nothing is shown for a problem that is not there, without a category, or while issues are away."""
    for act in ("similar-7", "similar-x", "similar-", "apart-0-", "similar-0-"):
        assert visit_form(world, act)[1].status == 200
    blank = {"problems.0.verbatim": "", "problems.0.category": ""}
    assert "就是这件" not in visit_form(world, "similar-0", **blank)[1].html
    assert visit_form(world, f"same-0-{pump}", **blank)[1].status == 422
    assert visit_form(world, "same-0-nobody-has-this")[1].status == 404
    with world.without("issues"):
        assert "就是这件" not in visit_form(world, "similar-0")[1].html
