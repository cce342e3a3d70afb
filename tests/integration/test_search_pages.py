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
    return visitor, visitor.fills_in(form, "/visits/new", act=act, **PROBLEM, **typed)


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


def test_the_script_is_answered_with_the_note_alone_on_the_only_page_that_has_one(
    world: PagesWorld, pump: str
):
    visitor = world.person("visitor")
    form = visitor.opens("/visits/new")
    assert "script-src 'self'" in form.response.headers["Content-Security-Policy"]
    assert "script-src" not in visitor.opens("/issues").response.headers["Content-Security-Policy"]
    form.page.__init__(form.html, "visit")
    note = visitor.fills_in(form, "/visits/similar?n=0", **PROBLEM)
    assert (f'href="/issues/{pump}"' in note.html, "<html" in note.html) == (True, False)
    apart = visitor.fills_in(form, "/visits/similar?n=0", act=f"apart-0-{pump}", **PROBLEM)
    assert f'href="/issues/{pump}"' not in apart.html
    assert f'value="{pump}"' in apart.html
    assert visitor.fills_in(form, "/visits/similar?n=7", **PROBLEM).html == ""
    with world.without("issues"):
        assert "/issues/" not in visitor.fills_in(form, "/visits/similar?n=0", **PROBLEM).html
