"""Signing in, on both storages."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from eventlog.errors import Failure
from services.campaign import accounts, bootstrap
from services.kernel.caller import Role
from services.kernel.token import verify
from tests.integration.campaign_world import NOW, OPERATOR, PASSWORD, ZHAO, CampaignWorld

FAILED = ("Refused", "login_failed", {})
OVER = ("Forbidden", "session_over", {})
USED = ("Refused", "link_used", {})


@pytest.fixture
def world(storage_url: str) -> Iterator[CampaignWorld]:
    world = CampaignWorld(storage_url)
    yield world.found()
    world.close()


def sign_in(world, login="zhao", password=PASSWORD):
    return world.call(None, "sign_in", login=login, password=password)


def refused(world, login="zhao", password="wrong password"):
    return world.refusal(None, "sign_in", login=login, password=password)


def test_who_signs_in_gets_a_token_that_says_who_they_are(world):
    answer = sign_in(world, " Zhao ")
    caller = verify(answer["token"], world.private_key.public_key(), NOW)
    person = answer["person"]
    assert caller.person == person["id"]
    assert caller.unit == person["unit"] == "c"
    assert caller.roles == (Role("visitor", "c"),)
    assert caller.scopes == frozenset()
    assert (person["name"], person["position"]) == ("赵一民", "cadre")
    assert person["roles"] == [{"role": "visitor", "unit": "c"}]
    assert answer["expires_at"] == "2026-11-24T02:10:00+00:00"
    assert len(answer["session"]) == 64


def test_a_wrong_login_and_a_wrong_password_are_answered_alike(world):
    world.bring(OPERATOR, "import_people", [{**ZHAO, "login": "qian", "name": "钱二"}])
    with world.engine.connect() as conn:
        assert accounts.find(conn, "qian").password_hash is None
    assert refused(world) == FAILED
    assert refused(world, "nobody") == FAILED
    assert refused(world, "张三") == FAILED
    assert refused(world, "qian", "") == ("Invalid", "invalid", {"password": ["blank"]})
    assert (
        refused(world, "qian", PASSWORD) == FAILED
    )  # no password was ever set: there is no default


@pytest.mark.parametrize("login", ["zhao", "nobody"])
def test_five_failures_lock_a_login_for_a_quarter_of_an_hour(world, login):
    for _ in range(5):
        assert refused(world, login) == FAILED
    assert refused(world, login, PASSWORD) == ("Refused", "locked", {"minutes": 15})
    world.pass_time(minutes=14, seconds=30)
    assert refused(world, login.upper(), PASSWORD) == ("Refused", "locked", {"minutes": 1})
    world.pass_time(seconds=30)
    assert refused(world, login) == FAILED


def test_a_lock_ends_and_the_right_password_counts_again(world):
    for _ in range(5):
        refused(world)
    world.pass_time(minutes=15)
    assert sign_in(world)["person"]["name"] == "赵一民"


def test_a_success_forgets_earlier_failures(world):
    for _ in range(2):
        for _ in range(4):
            assert refused(world) == FAILED
        sign_in(world)


def test_guesses_sent_at_once_are_counted_before_they_are_compared(world):
    barrier = threading.Barrier(8)

    def guess(_):
        barrier.wait(10)
        return refused(world)[1]

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(guess, range(8)))
    assert codes == ["locked"] * 3 + ["login_failed"] * 5


def test_a_disabled_account_cannot_sign_in_and_its_session_is_over(world):
    session = sign_in(world)["session"]
    with world.app.log.transaction() as transaction:
        accounts.set_disabled(transaction.conn, "zhao", True)
    assert refused(world, "zhao", PASSWORD) == FAILED
    assert world.refusal(None, "renew", session=session) == OVER


def test_a_session_is_renewed_while_it_is_used(world):
    session = sign_in(world)["session"]
    world.pass_time(minutes=29)
    first = world.call(None, "renew", session=session)
    world.pass_time(minutes=29)
    second = world.call(None, "renew", session=session)
    assert first["session"] == second["session"] == session
    assert second["token"] != first["token"]


def test_a_session_ends_after_half_an_hour_of_rest(world):
    session = sign_in(world)["session"]
    world.pass_time(minutes=30)
    assert world.refusal(None, "renew", session=session) == OVER


def test_a_session_ends_after_half_a_day_however_busy(world):
    session = sign_in(world)["session"]
    for _ in range(24 * 2 - 1):
        world.pass_time(minutes=15)
        world.call(None, "renew", session=session)
    world.pass_time(minutes=15)
    assert world.refusal(None, "renew", session=session) == OVER


def test_who_signs_out_is_out(world):
    session = sign_in(world)["session"]
    world.call(None, "sign_out", session=session)
    assert world.refusal(None, "renew", session=session) == OVER
    world.call(None, "sign_out", session=session)
    assert world.refusal(None, "renew", session="0" * 64) == OVER


def test_a_renewed_token_has_the_roles_of_the_moment(world):
    session = sign_in(world)["session"]
    world.bring(OPERATOR, "import_people", [{**ZHAO, "roles": "handler;reviewer@e"}])
    person = world.call(None, "renew", session=session)["person"]
    assert person["roles"] == [{"role": "handler", "unit": "c"}, {"role": "reviewer", "unit": "e"}]


def new_link(world, caller=OPERATOR):
    return world.call(caller, "new_link", login="zhao")["link"]


def test_a_link_sets_a_password_once_and_ends_other_sessions(world):
    session = sign_in(world)["session"]
    link = new_link(world)
    assert sign_in(world)  # the old password holds until the link is used
    answer = world.call(None, "redeem_link", link=link, password="another password")
    assert answer["person"]["name"] == "赵一民"
    assert world.call(None, "renew", session=answer["session"])
    assert world.refusal(None, "renew", session=session) == OVER
    assert refused(world, "zhao", PASSWORD) == FAILED
    assert sign_in(world, password="another password")
    assert world.refusal(None, "redeem_link", link=link, password="third password") == USED


def test_a_link_unlocks(world):
    for _ in range(5):
        refused(world)
    world.call(None, "redeem_link", link=new_link(world), password="another password")
    assert sign_in(world, password="another password")


def test_a_link_ends_after_a_week_and_when_a_newer_one_is_made(world):
    first, second = new_link(world), new_link(world)
    assert world.refusal(None, "redeem_link", link=first, password=PASSWORD) == USED
    world.pass_time(days=7)
    assert world.refusal(None, "redeem_link", link=second, password=PASSWORD) == USED
    assert world.refusal(None, "redeem_link", link="0" * 64, password=PASSWORD) == USED


def test_of_two_who_use_a_link_at_once_one_is_refused(world):
    link, barrier = new_link(world), threading.Barrier(2)

    def redeem(n):
        barrier.wait(10)
        try:
            world.call(None, "redeem_link", link=link, password=f"another password {n}")
        except Failure as failure:
            return failure.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(redeem, range(2))) == ["done", "link_used"]


def test_a_weak_password_is_refused_and_the_link_stays_good(world):
    link = new_link(world)
    for password in ("ninechars", "zhao zhao1", "password123"):
        answer = world.refusal(None, "redeem_link", link=link, password=password)
        assert answer == ("Refused", "password_weak", {})
    for password, code in (("x" * 201, "length"), (" " * 12, "blank")):
        answer = world.refusal(None, "redeem_link", link=link, password=password)
        assert answer == ("Invalid", "invalid", {"password": [code]})
    assert world.call(None, "redeem_link", link=link, password=PASSWORD)


def test_the_operator_sets_the_passwords_of_the_demo(world):
    link, session = new_link(world), sign_in(world)["session"]
    bootstrap.set_password(world.app, "Zhao", "password of the demo")
    assert sign_in(world, password="password of the demo")
    assert world.refusal(None, "renew", session=session) == OVER
    assert world.refusal(None, "redeem_link", link=link, password=PASSWORD) == USED


def test_the_first_administrator_gets_a_link_and_may_bring_the_rest(storage_url):
    world = CampaignWorld(storage_url)
    first = bootstrap.create_first_admin(world.app)
    second = bootstrap.create_first_admin(world.app)
    assert world.types() == ["UnitRegistered", "PersonRegistered", "RoleGranted"]
    assert world.refusal(None, "redeem_link", link=first, password=PASSWORD) == USED
    answer = world.call(None, "redeem_link", link=second, password=PASSWORD)
    assert answer["person"]["roles"] == [{"role": "admin", "unit": "office"}]
    row = {"code": "d", "name": "云溪管理区", "kind": "district", "parent_code": ""}
    report = world.call(answer["token"], "import_units", command_id="1", rows=[row])
    assert (report["new"], report["wrong"]) == (1, 0)
    world.close()


def test_a_service_gets_a_token_for_its_secret(world):
    answer = world.call(None, "service_token", service="issues", secret=world.secret("issues"))
    caller = verify(answer["token"], world.private_key.public_key(), NOW)
    assert caller.person == "service:issues"
    assert caller.scopes == {"follow", "reaction"}
    assert world.call(answer["token"], "facts_after", after=0)["items"]
    refused = world.refusal(None, "service_token", service="issues", secret=world.secret("web"))
    assert refused == ("Forbidden", "service_unknown", {})


def test_no_secret_stands_in_the_database(world, storage_url):
    answer = sign_in(world)
    link = new_link(world)
    refused(world, "typed my password here", "oops")
    if not storage_url.startswith("sqlite"):
        return
    text = "\n".join(sqlite3.connect(world.engine.url.database).iterdump())
    for secret in (
        answer["session"],
        answer["token"],
        link,
        PASSWORD,
        "typed my password",
        "赵一民",
    ):
        assert secret not in text


def test_without_the_token_key_nobody_signs_in_and_the_operator_may_still_work(world):
    world.app.token_key = None
    assert bootstrap.create_first_admin(world.app)
    with pytest.raises(RuntimeError, match="MINQING_TOKEN_KEY"):
        sign_in(world)
