"""What is closed stays closed, what was typed is kept, and every answer carries its headers."""

import re

import pytest
from flask.testing import FlaskClient

HERE = "https://localhost"


def get(client: FlaskClient, path: str):
    return client.get(path, base_url=HERE)


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_every_page_is_closed_unless_it_says_otherwise(alone):
    open_ones = {
        rule.endpoint
        for rule in alone.application.url_map.iter_rules()
        if getattr(alone.application.view_functions[rule.endpoint], "open_to_everyone", False)
    }
    assert {name.split(".")[0] for name in open_ones} <= {"health", "static", "sign_in", "public"}


@pytest.mark.parametrize("path", ["/", "/visits", "/visits/new", "/messages", "/more"])
def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(alone, path):
    answer = get(alone, path)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?back=")


def test_the_health_page_answers_without_any_service(alone):
    answer = get(alone, "/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_the_sign_in_page_stands_while_services_are_down_and_names_what_does_not_belong_here(alone):
    answer = get(alone, "/sign-in")
    assert answer.status_code == 200
    assert "不写国家秘密和工作秘密" in answer.text


def test_signing_in_while_services_are_down_says_so(alone):
    token = csrf_of(get(alone, "/sign-in").text)
    form = {"csrf_token": token, "login": "lin", "password": "x"}
    answer = alone.post(
        "/sign-in", data=form, base_url=HERE, headers={"Referer": f"{HERE}/sign-in"}
    )
    assert answer.status_code == 503
    assert "暂时连不上" in answer.text


def test_an_unknown_page_answers_in_chinese(alone):
    answer = get(alone, "/no-such-page")
    assert answer.status_code == 404
    assert "没有这一页，或者这一件你看不到" in answer.text


def test_a_form_sent_after_the_session_ended_keeps_its_words_for_after_sign_in(alone):
    words = "路灯坏了 <b>快一个月</b>"
    answer = alone.post(
        "/visits/new", data={"note": words}, base_url=HERE, headers={"Origin": HERE}
    )
    assert answer.status_code == 403
    assert 'name="kept_name" value="note"' in answer.text
    assert "路灯坏了 &lt;b&gt;快一个月&lt;/b&gt;" in answer.text


def test_a_form_from_another_site_is_not_carried_along(alone):
    answer = alone.post(
        "/visits/new",
        data={"note": "路灯"},
        base_url=HERE,
        headers={"Origin": "https://example.com"},
    )
    assert answer.status_code == 303
    assert "路灯" not in answer.text


@pytest.mark.parametrize("origin", ["http://[", "null", "", "//"])
def test_a_form_from_an_address_that_cannot_be_read_is_not_carried_along(alone, origin):
    answer = alone.post(
        "/visits/new", data={"note": "路灯"}, base_url=HERE, headers={"Origin": origin}
    )
    assert answer.status_code == 303
    assert "路灯" not in answer.text


def test_a_form_without_its_token_is_not_accepted(alone):
    answer = alone.post("/sign-in", data={"login": "lin", "password": "x"}, base_url=HERE)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")


def test_every_answer_forbids_script_frames_and_guessing(alone):
    for path in ("/sign-in", "/healthz", "/no-such-page", "/"):
        headers = get(alone, path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "script-src" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Strict-Transport-Security"]


def test_a_page_with_words_is_never_stored(alone):
    assert get(alone, "/sign-in").headers["Cache-Control"] == "no-store"


def test_the_cookie_is_kept_from_script_and_other_sites(alone):
    cookie = get(alone, "/sign-in").headers["Set-Cookie"]
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(cookie.split("; "))


def test_a_mistake_of_ours_says_sorry_and_neither_page_nor_log_repeats_what_was_typed(
    alone, monkeypatch, caplog
):
    token = csrf_of(get(alone, "/sign-in").text)
    secret = "a password that must not be logged"

    def mistake(*_args, **_more):
        raise RuntimeError("a mistake")

    monkeypatch.setattr("web.sign_in_pages.site", mistake)
    form = {"csrf_token": token, "login": "lin", "password": secret}
    answer = alone.post("/sign-in", data=form, base_url=HERE, headers={"Referer": HERE + "/"})
    assert answer.status_code == 500
    assert "抱歉，这一页出了问题" in answer.text
    assert "Traceback" not in answer.text
    assert secret not in answer.text + caplog.text
