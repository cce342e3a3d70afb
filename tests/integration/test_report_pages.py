"""登记问题: an issue without a visit, in confidence where it is against somebody, and the receipt for the person."""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.district import POWER, STONE, WILLOW
from tests.integration.pages_world import Answer, Page, PagesWorld, pages_world

TOLD = {"verbatim": "渡口的路塌了", "category": "roads", "unit": WILLOW}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("reports")) as found:
        yield found


def fills_in(world: PagesWorld, login: str, **values: object) -> Answer:
    person = world.person(login)
    form = person.opens("/issues/new")
    form.page = Page(form.html, "report")
    return person.fills_in(form, **{**TOLD, **values})


def receipt_of(answer: Answer) -> tuple[str, str, str]:
    """(id, number, tracking code)."""
    path = re.fullmatch(r"/issues/([0-9a-f-]+)/receipt", answer.response.request.path)
    assert path, answer.page.words
    number, code = re.findall(r'<p class="big">([^<]+)</p>', answer.html)
    return path[1], number, code


@pytest.mark.parametrize("login", ["visitor", "handler", "office"])
def test_a_report_without_a_visit_gives_number_and_code(world: PagesWorld, login: str) -> None:
    answer = fills_in(world, login, danger="1", contact_phone="13900000001")
    issue, number, code = receipt_of(answer)
    told = world.get(issue)
    assert (told["number"], told["tracking_code"], told["marks"]) == (number, code, ["urgent"])
    assert (told["source"], told["unit"], told["kind"]) == ("staff", WILLOW, "help_request")
    assert f"/issues/{issue}" in answer.page.links


@pytest.mark.parametrize(
    "accused", [{"kind": "tipoff"}, {"accused_units": [POWER]}], ids=["tip-off", "unit"]
)
def test_a_confidential_report_gives_number_and_code_and_no_way_to_it(
    world: PagesWorld, accused: dict[str, object]
) -> None:
    answer = fills_in(world, "visitor", **accused)
    issue, number, code = receipt_of(answer)
    assert "只有保密件承办人看得到" in answer.page.words
    assert f"/issues/{issue}" not in answer.page.links
    assert TOLD["verbatim"] not in answer.html
    assert world.person("visitor").opens(f"/issues/{issue}").status == 404
    for login in ("handler", "office"):
        assert world.person(login).opens(f"/issues/{issue}").status == 404
        assert world.person(login).opens(f"/issues/{issue}/receipt").status == 404
    told = world.get(issue, "confidant")
    assert (told["number"], told["marks"]) == (number, ["confidential"])
    assert code.isdecimal()


def test_an_accused_person_is_chosen_from_the_unit_where_they_work(world: PagesWorld) -> None:
    visitor = world.person("visitor")
    form = visitor.opens("/issues/new")
    form.page = Page(form.html, "report")
    listed = visitor.fills_in(form, **TOLD, look_in=POWER, act="look")
    [person] = re.findall(
        r'name="accused_people"[^>]* value="([^"]+)"[^<]*<span>(?:<[^>]+>)?丁', listed.html
    )
    listed.page = Page(listed.html, "report")
    again = visitor.fills_in(listed, look_in=STONE, act="look", accused_people=[person])
    assert f'value="{person}" checked' in again.html, (
        "who was ticked stays while one looks elsewhere"
    )
    assert TOLD["verbatim"] in again.html
    again.page = Page(again.html, "report")
    issue, _, _ = receipt_of(visitor.fills_in(again, act="submit"))
    assert world.get(issue, "confidant")["marks"] == ["confidential"]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(world: PagesWorld) -> None:
    answer = fills_in(world, "visitor", verbatim="", category="", contact_name="周大爷")
    assert answer.status == 422
    for field, text in (("verbatim", "写一句群众原话"), ("category", "选一个类别，拿不准选“其他”")):
        assert f'<a href="#{field}">{text}</a>' in answer.html
    assert "周大爷" in answer.html


def test_an_office_says_where_it_is_and_a_community_need_not(world: PagesWorld) -> None:
    answer = fills_in(world, "office", unit="")
    assert answer.status == 422
    assert '<a href="#unit">选事情在哪里</a>' in answer.html
    assert f'value="{WILLOW}" selected' in world.person("visitor").opens("/issues/new").html
    assert '<option value="">选一个</option>' in world.person("office").opens("/issues/new").html


def test_a_hotline_s_order_is_taken_once(world: PagesWorld) -> None:
    order = {"source": "hotline", "external_id": "T-7"}
    issue, _, _ = receipt_of(fills_in(world, "office", **order))
    assert world.get(issue)["source"] == "hotline"
    again = fills_in(world, "office", **order)
    assert (again.status, "这张热线工单登记过了" in again.page.words) == (409, True)


def test_what_nobody_may_handle_names_the_legal_channels_and_keeps_the_words(
    world: PagesWorld,
) -> None:
    answer = fills_in(world, "visitor", accused_units=["9912"])  # where the only one works
    assert answer.status == 422
    assert "告诉他打 12388 或到信访窗口" in answer.page.words
    assert TOLD["verbatim"] in answer.html


def test_the_form_keeps_its_words_while_a_service_is_away(world: PagesWorld) -> None:
    person = world.person("visitor")
    form = person.opens("/issues/new")
    form.page = Page(form.html, "report")
    with world.without("issues"):
        answer = person.fills_in(form, **TOLD)
    assert (answer.status, TOLD["verbatim"] in answer.html) == (503, True)


def test_sent_twice_it_is_one_issue(world: PagesWorld) -> None:
    person = world.person("visitor")
    form = person.opens("/issues/new")
    form.page = Page(form.html, "report")
    first, second = (receipt_of(person.fills_in(form, **TOLD)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("login", ["reviewer", "admin", "head"])
def test_only_who_may_report_gets_the_form(world: PagesWorld, login: str) -> None:
    assert world.person(login).opens("/issues/new").status == 403
    assert "/issues/new" not in world.person(login).opens("/").page.links


def test_the_form_of_a_visit_shows_the_way_to_it(world: PagesWorld) -> None:
    assert "/issues/new" in world.person("visitor").opens("/visits/new").page.links
    answer = world.person("head").opens("/visits/new")
    assert "/issues/new" not in answer.page.links
    assert "打 12388 或到信访窗口" in answer.page.words
