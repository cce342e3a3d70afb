"""Signing in at the pages of a running system: what the cookie holds, how it ends, and that no words are lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface

from eventlog.clock import SettableClock, system_clock
from eventlog.errors import Unavailable
from tests.integration.pages_world import SITE, Page, PagesWorld, Person, pages_world
from web.app import create_app
from web.settings import Peer, site

ELEVEN_MINUTES = timedelta(minutes=11)  # longer than a token lives
WORDS = "路灯坏了快一个月，晚上看不见"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("session")) as found:
        yield found


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(system_clock())


def pages(world: PagesWorld, clock: SettableClock, peer: Peer | None = None) -> Person:
    """A browser at pages of their own, whose clock the test sets; the services keep the true time."""
    with world.app.app_context():
        settings = replace(site().settings, clock=clock)
    return Person(create_app(peer or world.district.system.peer, settings).test_client())


def sign_in(person: Person, world: PagesWorld, who: str, at: str = "/sign-in", **values: Any):
    found = person.opens(at)
    form = Page(found.html, form="sign-in")
    sent = {**form.values, "login": who, "password": world.district.passwords[who], **values}
    return person.client.post("/sign-in", data=sent, base_url=SITE)


def secret_of(person: Person) -> dict[str, Any]:
    """What is in the cookie, opened with the site's key."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(person.client.application)
    cookie = person.client.get_cookie("minqing")
    assert serializer
    assert cookie
    return serializer.loads(cookie.value)


def test_the_cookie_holds_the_session_and_neither_name_nor_token(world, clock):
    person = pages(world, clock)
    assert sign_in(person, world, "visitor").status_code == 303
    held = secret_of(person)
    assert set(held) == {"_permanent", "secret"}
    assert "丙" in person.opens("/").html


def test_a_wrong_password_is_told_no_more_than_a_wrong_account(world, clock):
    person = pages(world, clock)
    wrong = [
        sign_in(person, world, "visitor", password="wrong-password"),
        sign_in(person, world, "visitor", login="nobody"),
        sign_in(person, world, "visitor", login="no body\x00"),
    ]
    assert [answer.status_code for answer in wrong] == [422] * 3
    assert all("账号或密码不对" in answer.text for answer in wrong)


def test_five_wrong_passwords_lock_the_account_and_say_for_how_long(world, clock):
    person = pages(world, clock)
    answers = [sign_in(person, world, "own_reviewer", password="wrong") for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "分钟后再试" in answers[-1].text


def test_after_sign_in_one_stands_on_the_page_that_was_asked_for(world, clock):
    person = pages(world, clock)
    asked = person.opens("/visits?of=all")
    assert "登录" in asked.page.words
    answer = sign_in(person, world, "visitor", at="/sign-in?back=/visits?of=all")
    assert answer.location == "/visits?of=all"


def test_a_token_that_ends_is_renewed_without_notice(world, clock):
    person = pages(world, clock)
    sign_in(person, world, "visitor")
    clock.set(clock.now + ELEVEN_MINUTES)
    assert person.client.get("/", base_url=SITE).status_code == 200


def test_a_session_that_campaign_ended_leads_to_sign_in_and_back(world, clock):
    person = pages(world, clock)
    sign_in(person, world, "visitor")
    world.district.system.peer.call(
        "campaign", "sign_out", {"session": secret_of(person)["secret"]}
    )
    clock.set(clock.now + ELEVEN_MINUTES)
    answer = person.client.get("/visits", base_url=SITE)
    assert (answer.status_code, answer.location) == (303, "/sign-in?back=/visits&over=True")
    assert "太久没有操作，已退出" in person.opens(answer.location).html


def test_words_that_were_being_sent_when_the_session_ended_are_sent_after_sign_in(world, clock):
    person = pages(world, clock)
    sign_in(person, world, "visitor")
    form = Page(person.opens("/visits/new").html, form="visit")
    party = world.district.party("标记姓名甲")
    typed = {
        **form.values,
        "party_id": party,
        "outcome": "met",
        "problems.0.verbatim": WORDS,
        "problems.0.category": "power_and_lighting",
    }
    world.district.system.peer.call(
        "campaign", "sign_out", {"session": secret_of(person)["secret"]}
    )
    clock.set(clock.now + ELEVEN_MINUTES)
    at_the_door = person.client.post(
        "/visits/new", data=typed, base_url=SITE, headers={"Origin": SITE}
    )
    assert at_the_door.status_code == 403
    again = Page(at_the_door.text, form="sign-in").values
    credentials = {"login": "visitor", "password": world.district.passwords["visitor"]}
    carry_on = person.client.post("/sign-in", data={**again, **credentials}, base_url=SITE)
    assert "刚才写的还在" in carry_on.text
    kept = Page(carry_on.text, form="carry-on")
    recorded = person.client.post(kept.action, data=kept.values, base_url=SITE)
    assert "/slip" in recorded.location


def test_signing_out_ends_the_session_here_and_at_campaign(world, clock):
    person = pages(world, clock)
    sign_in(person, world, "visitor")
    secret = secret_of(person)["secret"]
    form = Page(person.opens("/more").html, form="sign-out")
    person.client.post("/sign-out", data=form.values, base_url=SITE)
    assert person.client.get("/", base_url=SITE).status_code == 303
    with pytest.raises(Exception, match="session_over"):
        world.district.system.peer.call("campaign", "renew", {"session": secret})


def test_a_one_time_link_sets_a_password_once(world, clock):
    request = {"login": "head"}
    link = world.district.system.peer.call(
        "campaign", "new_link", request, token=world.district.system.operator()
    )["link"]
    person = pages(world, clock)
    form = Page(person.opens(f"/welcome/{link}").html, form="welcome").values

    def choose(password: str, again: str):
        sent = {**form, "password": password, "again": again}
        return person.client.post(f"/welcome/{link}", data=sent, base_url=SITE)

    assert "两次写的不一样" in choose("清水河边柳树多年", "清水河边柳树").text
    assert "密码至少 10 位" in choose("1234567890", "1234567890").text
    assert choose("清水河边柳树已经多年", "清水河边柳树已经多年").status_code == 303
    form = Page(person.opens(f"/welcome/{link}").html, form="welcome").values
    assert "这个链接用过了" in choose("清水河边柳树已经多年", "清水河边柳树已经多年").text


def test_a_page_of_staff_is_not_stored_and_a_public_one_sets_no_cookie(world, clock):
    person = pages(world, clock)
    public = person.client.get("/public/", base_url=SITE)
    assert public.status_code == 200
    assert "Set-Cookie" not in public.headers
    sign_in(person, world, "visitor")
    assert person.client.get("/", base_url=SITE).headers["Cache-Control"] == "no-store"


class WithoutVisits:
    """The running system, while nobody carries calls to `visits.record`."""

    def __init__(self, peer: Peer):
        self.peer = peer

    def call(self, service: str, method: str, request: dict[str, Any], **more: Any):
        if (service, method) == ("visits", "record"):
            raise Unavailable("service_down")
        return self.peer.call(service, method, request, **more)


def test_a_visit_that_cannot_be_recorded_now_comes_back_with_its_words(world, clock):
    person = pages(world, clock, WithoutVisits(world.district.system.peer))
    sign_in(person, world, "visitor")
    form = Page(person.opens("/visits/new").html, form="visit").values
    party = world.district.party("标记姓名甲")
    sent = {**form, "party_id": party, "outcome": "met", "note": WORDS}
    answer = person.client.post("/visits/new", data=sent, base_url=SITE)
    assert answer.status_code == 503
    assert "暂时连不上" in answer.text
    back = Page(answer.text, form="visit").values
    assert back["note"] == [WORDS]
    assert back["party_id"] == [party]
    assert back["command_id"] == form["command_id"]
