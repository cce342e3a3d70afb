"""What the public sends in: a report with its slip, praise, and what is done with number and code afterwards."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from eventlog.clock import system_clock
from tests.e2e.district import POWER, WILLOW
from tests.integration.pages_world import SITE, Answer, Page, PagesWorld, Person, pages_world

TOLD = {
    "verbatim": "渡口的路塌了",
    "category": "roads",
    "unit": WILLOW,
    "kind": "help_request",
    "contact_phone": "13900000001",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("public")) as found:
        yield found


@pytest.fixture
def somebody(world: PagesWorld) -> Person:
    return Person(world.app.test_client())


def fills_in(somebody: Person, path: str, **values: object) -> Answer:
    form = somebody.opens(path)
    form.page = Page(form.html, "ask")
    return somebody.fills_in(form, **values)


def slip_of(answer: Answer) -> dict[str, str]:
    number, code = re.findall(r'<p class="big">([^<]+)</p>', answer.html)
    return {"number": number, "code": code}


def looks_up(somebody: Person, slip: dict[str, str], path: str = "", **more: str) -> Answer:
    address = f"/public/look-up{path}"
    response = somebody.client.post(address, data={**slip, **more}, base_url=SITE)
    html = response.get_data(as_text=True)
    return Answer(response, html, Page(html))


def id_of(world: PagesWorld, slip: dict[str, str]) -> str:
    world.district.wait("issues", {"issues": head(world)})
    return world.district.asks("office", "issues", "get", number=slip["number"])["id"]


def head(world: PagesWorld) -> int:
    """The last position of the log of issues."""
    host = world.district.system.host
    assert host
    return host.applications["issues"].log.head().position


def test_a_report_of_the_public_gives_a_slip_and_waits_at_the_office(world, somebody):
    answer = fills_in(somebody, "/public/report", **TOLD, danger="1")
    slip = slip_of(answer)
    told = world.get(id_of(world, slip))
    assert (told["source"], told["unit"], told["marks"]) == ("public", WILLOW, ["urgent"])
    assert (told["verbatim"], told["state"]) == (TOLD["verbatim"], "reported")
    assert answer.response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.response.headers


def test_a_report_without_contact_needs_none(world, somebody):
    assert slip_of(fills_in(somebody, "/public/report", **{**TOLD, "contact_phone": ""}))


def test_what_is_missing_or_wrong_is_said_at_its_field_and_the_words_are_kept(somebody):
    answer = fills_in(somebody, "/public/report", verbatim="路塌了", contact_phone="12")
    assert answer.status == 422
    assert {"#category", "#unit", "#kind"} <= set(answer.page.links)
    assert "路塌了" in answer.html
    answer = fills_in(somebody, "/public/report", **{**TOLD, "contact_phone": "call me"})
    assert answer.status == 422
    assert "#contact_phone" in answer.page.links
    answer = fills_in(somebody, "/public/report", **{**TOLD, "verbatim": "长" * 2001})
    assert "要反映的事最多 2,000 字，现在 2,001 字" in answer.page.words


def test_a_tip_off_is_shown_the_legal_channels_and_not_stored(world, somebody):
    before = head(world)
    answer = fills_in(somebody, "/public/report", **{**TOLD, "kind": "tipoff"})
    assert "12388" in answer.page.words
    assert TOLD["verbatim"] in answer.html  # to copy: it was not kept
    assert head(world) == before


def test_the_same_form_sent_twice_is_one_report(world, somebody):
    form = somebody.opens("/public/report")
    form.page = Page(form.html, "ask")
    first, second = (slip_of(somebody.fills_in(form, **TOLD)) for _ in range(2))
    assert first == second
    changed = somebody.fills_in(form, **{**TOLD, "verbatim": "又一件"})
    assert (changed.status, "又一件" in changed.html) == (409, True)
    changed.page = Page(changed.html, "ask")
    assert slip_of(somebody.fills_in(changed))["number"] != first["number"]


def test_a_machine_that_fills_in_the_hidden_field_makes_nothing(somebody):
    answer = fills_in(somebody, "/public/report", **TOLD, homepage="https://example.org")
    assert (answer.status, TOLD["verbatim"] in answer.html) == (400, True)


@pytest.mark.parametrize("stamp", ["", "x", "WyJyZXBvcnQiXQ.AAAA"])
def test_a_stamp_of_ones_own_making_makes_nothing(somebody, stamp):
    answer = fills_in(somebody, "/public/report", **TOLD, stamp=stamp)
    assert (answer.status, TOLD["verbatim"] in answer.html) == (400, True)


def test_the_stamp_of_another_form_makes_nothing(somebody):
    praise = Page(somebody.opens("/public/praise").html, "ask").values["stamp"]
    assert fills_in(somebody, "/public/report", **TOLD, stamp=praise).status == 400


def test_a_form_left_open_for_days_comes_back_with_its_words_and_is_then_taken(world, somebody):
    form = somebody.opens("/public/report")
    form.page = Page(form.html, "ask")
    settings = world.app.extensions["minqing"].settings
    later = system_clock() + timedelta(days=2)
    object.__setattr__(settings, "clock", lambda: later)
    try:
        old = somebody.fills_in(form, **TOLD)
        assert (old.status, "放得太久" in old.page.words) == (400, True)
        old.page = Page(old.html, "ask")
        assert slip_of(somebody.fills_in(old))
    finally:
        object.__setattr__(settings, "clock", system_clock)


def test_nobody_is_quicker_than_a_hand(world, somebody):
    settings = world.app.extensions["minqing"].settings
    object.__setattr__(settings, "form_seconds", 60)
    try:
        answer = fills_in(somebody, "/public/report", **TOLD)
    finally:
        object.__setattr__(settings, "form_seconds", 0)
    assert (answer.status, TOLD["verbatim"] in answer.html) == (429, True)


def test_praise_becomes_an_issue_that_asks_for_no_work(world, somebody):
    slip = slip_of(fills_in(somebody, "/public/praise", verbatim="路修得快", unit=WILLOW))
    assert world.get(id_of(world, slip))["kind"] == "praise"


def test_number_and_code_show_the_way_and_take_more_words(world, somebody):
    slip = slip_of(fills_in(somebody, "/public/report", **TOLD))
    spaced = {"number": slip["number"].lower(), "code": f" {slip['code'][:4]} {slip['code'][4:]}"}
    answer = looks_up(somebody, spaced)
    assert (answer.status, "收到" in answer.page.words) == (200, True)
    assert TOLD["verbatim"] not in answer.html
    added = looks_up(somebody, slip, "/supplement", text="昨天又塌了一段", command_id="once")
    assert "补充的话收到了" in added.page.words
    missing = looks_up(somebody, slip, "/supplement", text="")
    assert (missing.status, "#text" in missing.page.links) == (422, True)


def test_to_take_back_is_asked_once_more(world, somebody):
    slip = slip_of(fills_in(somebody, "/public/report", **TOLD))
    asked = looks_up(somebody, slip, "/withdraw", command_id="back")
    assert world.get(id_of(world, slip))["state"] == "reported"
    assert "不能恢复" in asked.page.words
    assert "撤回了" in looks_up(somebody, slip, "/withdraw", command_id="back", sure="1").page.words
    assert world.get(id_of(world, slip))["state"] == "withdrawn"


@pytest.mark.parametrize(
    "wrong", [{"code": "00000000"}, {"code": "1"}, {"number": "WT-1"}, {"number": ""}]
)
def test_a_wrong_number_or_code_is_told_in_the_same_words(somebody, wrong):
    slip = slip_of(fills_in(somebody, "/public/report", **TOLD))
    for path in ("", "/rate"):
        answer = looks_up(somebody, {**slip, **wrong}, path)
        assert (answer.status, "编号或查询码不对" in answer.page.words) == (422, True)


def test_a_rating_by_number_and_code_is_taken_once(world, somebody):
    slip = slip_of(fills_in(somebody, "/public/report", **TOLD))
    issue = id_of(world, slip)
    world.does("office", issue, "assign", lead_unit=POWER, category="roads")
    world.does("handler", issue, "sign_for")
    world.does("handler", issue, "report_done", measure="填路", result="填好了")
    page = looks_up(somebody, slip).page
    assert "满意不满意" in page.words
    half = looks_up(somebody, slip, "/rate", solved="solved")
    assert (half.status, "#satisfaction" in half.page.links) == (422, True)
    told = {"solved": "solved", "satisfaction": "satisfied"}
    assert "评价收到了" in looks_up(somebody, slip, "/rate", **told).page.words
    assert looks_up(somebody, slip, "/rate", **told).status == 422


def test_a_slip_of_ones_own_making_shows_nothing(somebody):
    assert somebody.opens("/public/slip/x.y").status == 404


def test_while_the_service_is_down_the_words_are_kept(world, somebody):
    form = somebody.opens("/public/report")
    form.page = Page(form.html, "ask")
    with world.without("issues"):
        answer = somebody.fills_in(form, **TOLD)
    assert (answer.status, TOLD["verbatim"] in answer.html) == (503, True)


def served(somebody: Person, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    with somebody.client.get(f"/public/{path}", base_url=SITE, headers=headers) as answer:
        answer.get_data()
        return answer.status_code, dict(answer.headers)


def test_files_of_the_site_have_their_kinds_and_nothing_else_is_served(world, somebody):
    folder = world.app.extensions["minqing"].settings.public
    names = ("check.html", "notes.txt", "site.0123456789ab.css", "editions/0001/index.html")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<title>核对</title>", encoding="utf-8")
    status, headers = served(somebody, "check.html")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert served(somebody, "check.html", **{"If-None-Match": headers["ETag"]})[0] == 304
    assert "immutable" in served(somebody, "site.0123456789ab.css")[1]["Cache-Control"]
    assert served(somebody, "editions/0001/")[0] == 200
    for path in ("notes.txt", "../issues.db", "editions", "%2e%2e/issues.db", "no%00name.html"):
        assert served(somebody, path)[0] == 404, path
    for name in names:
        (folder / name).unlink()
