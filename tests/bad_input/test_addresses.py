"""Every route with parameters, ids, methods and headers that no page of ours gives: a page in Chinese, no 500."""

from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.bad_input.site import BadInputSite, complaint, noting, routes
from tests.bad_input.valid_pages import PAGES, ValidPage
from web.app import create_app
from web.settings import Settings

SHOWN = [rule for method, rule in PAGES if method == "GET"]
WITH_ID = [rule for rule in SHOWN if "<" in rule]
PLACES = ("issue_id", "visit_id", "link", "filename", "photo_id", "year", "slip", "name")
PLACES += ("edition_id", "objection_id", "kind", "number")
VALUES = {
    "empty": "",
    "NUL": "a%00b",
    "a surrogate": "%ED%A0%BD",
    "no UTF-8": "%FF%FE",
    "a reading order": "%E2%80%AE1",
    "below zero": "-1",
    "NaN": "NaN",
    "another script's digits": quote("٣²"),
    "a hundred digits": "9" * 100,
    "fifteen digits": "9" * 15,
    "a month": "2026-13",
    "markup": quote("<script>alert(1)</script>"),
    "SQL": quote("' OR 1=1 --"),
    "elsewhere": quote("//example.org/"),
    "long": "x" * 20_000,
    "a place": "a:b:c",
}
IDS = {
    "nobody's": "b3b2a3c4-0000-4000-8000-000000000000",
    "NUL": "a%00b",
    "a surrogate": "%ED%A0%BD",
    "no UTF-8": "%FF",
    "white space": "%20",
    "Chinese": quote("民情"),
    "above": "..%2F..%2Fetc%2Fpasswd",
    "markup": quote("<b>"),
    "long": "x" * 5_000,
    "a number": "13800138000",
}
ELSEWHERE = [
    "/nothing",
    "/%00",
    "/issues/x/y/z",
    "/lists/none",
    "/public/none",
    "/public/problems/1",
    "/static/../web/app.py",
    "/static/%2e%2e/app.py",
    "/static/" + "x" * 5_000,
    "/visits/x/slip/y",
    f"/{quote('民情')}",
    "/" + "a/" * 1_000,
    "/wp-login.php",
    "/.env",
]
METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "民")
HEADERS: dict[str, dict[str, Any]] = {
    "a host with a space": {"HTTP_HOST": "a b"},
    "a host of markup": {"HTTP_HOST": "<b>"},
    "an empty host": {"HTTP_HOST": ""},
    "a host with a bad port": {"HTTP_HOST": "localhost:x"},
    "half an address": {"HTTP_HOST": "[::1"},
    "a long host": {"HTTP_HOST": "x" * 5_000},
    "a forwarded host": {"HTTP_X_FORWARDED_HOST": "example.org", "HTTP_FORWARDED": "host=x"},
    "no cookie": {"HTTP_COOKIE": "minqing"},
    "a cookie of nonsense": {"HTTP_COOKIE": "minqing=nonsense"},
    "a cookie with a wrong signature": {"HTTP_COOKIE": "minqing=eyJzZWNyZXQiOiJ4In0.aaaa.bbbb"},
    "a cookie of control characters": {"HTTP_COOKIE": "minqing=\x00\x1b\xff; ;;=;"},
    "a long cookie": {"HTTP_COOKIE": "minqing=" + "x" * 50_000},
    "a thousand cookies": {"HTTP_COOKIE": "; ".join(f"c{n}=1" for n in range(1_000))},
    "odd languages": {"HTTP_ACCEPT_LANGUAGE": ";;q=x,,", "HTTP_ACCEPT": "\xff;q=", "HTTP_TE": "x"},
    "odd packing": {"HTTP_ACCEPT_ENCODING": "gzip;q=nan, *;q=-1"},
    "a length that is no number": {"CONTENT_LENGTH": "x"},
    "a length below zero": {"CONTENT_LENGTH": "-1"},
    "a range": {"HTTP_RANGE": "bytes=9-1,x", "HTTP_IF_MODIFIED_SINCE": "yesterday"},
}


def the_app() -> Flask:
    return create_app(None, Settings("", lambda: ""))  # type: ignore[arg-type]


def test_every_route_is_tried() -> None:
    missing = set(routes(the_app())) - PAGES.keys()
    assert not missing, f"say in valid_pages.py how to open {sorted(missing)}"
    assert not PAGES.keys() - set(routes(the_app())), "there is no such route any more"


def opened(site: BadInputSite, page: ValidPage, path: str, **more: Any) -> TestResponse:
    return site.open(page.who, path, **more)


@pytest.mark.parametrize("rule", SHOWN)
def test_a_page_is_shown_and_takes_no_strange_parameter_for_its_fault(
    site: BadInputSite, rule: str
) -> None:
    page = PAGES["GET", rule]
    path = address(site, page, rule)
    site.browser(page.who)  # signs in
    with noting() as names:
        assert opened(site, page, path).status_code in (200, 303)
    unknown = "&".join(f"no_such_parameter={value[:200]}" for value in VALUES.values())
    assert opened(site, page, f"{path}?{unknown}").status_code in (200, 303)
    wrong = []
    for name in sorted(names):
        for fault, value in VALUES.items():
            query = f"{name}={value}&{name}=again" if fault == "a place" else f"{name}={value}"
            answer = opened(site, page, f"{path}?{query}")
            said = "" if answer.status_code in (200, 303) else complaint(answer)
            if (
                said
                or (answer.mimetype == "text/html" and "<script>alert" in answer.text)
                or "example.org" in answer.headers.get("Location", "")
            ):
                wrong.append(f"{path}?{query[:80]}, {fault}: {said or answer.text[:100]}")
    assert not wrong, "\n".join(wrong)


def address(site: BadInputSite, page: ValidPage, rule: str) -> str:
    if rule == "/static/<path:filename>":
        return site.app.jinja_env.globals["asset"]("mq.css")  # type: ignore[operator]
    ids = page.ids(site.districts)
    site.districts.settle()
    return page.address(rule, ids)


@pytest.mark.parametrize("rule", WITH_ID)
def test_an_address_that_names_nothing_is_not_found(site: BadInputSite, rule: str) -> None:
    page = PAGES["GET", rule]
    if rule == "/welcome/<link>":  # the link is looked at when the password comes
        return
    for fault, value in IDS.items():
        answer = opened(site, page, page.address(rule, dict.fromkeys(PLACES, value)))
        said = (answer.status_code, complaint(answer))
        assert said == (404, ""), f"{rule}, {fault}: {said}"


@pytest.mark.parametrize("rule", WITH_ID)
def test_a_form_is_shown_whatever_the_link_to_it_has_chosen(site: BadInputSite, rule: str) -> None:
    page = PAGES.get(("POST", rule))
    if page is None or page.form is None:
        return
    path, names = address(site, page, rule), page.form(site.districts)
    for fault, value in VALUES.items():
        answer = opened(
            site, page, f"{path}?" + "&".join(f"{name}={value[:500]}" for name in names)
        )
        assert answer.status_code == 200, f"{rule}, {fault}: {answer.status_code}"
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("rule", sorted({rule for _, rule in PAGES}))
def test_another_method_is_told_as_such(site: BadInputSite, rule: str) -> None:
    known = {method for method, each in PAGES if each == rule}
    page = next(PAGES[method, rule] for method in known)
    path = page.address(rule, dict.fromkeys(PLACES, "x"))
    browser = site.browser(page.who)
    for method in {*METHODS, "GET", "POST"} - known:
        answer = browser.open(path, method=method)
        if answer.status_code == 404 and method == "GET":  # of another route
            continue
        assert (answer.status_code, complaint(answer)) == (405, ""), method


@pytest.mark.parametrize("login", [None, "office"])
@pytest.mark.parametrize("path", ELSEWHERE)
def test_what_is_not_there_is_not_found(site: BadInputSite, login: str | None, path: str) -> None:
    answer = site.open(login, path[:6_000])
    assert (answer.status_code, complaint(answer)) == (404, "")


@pytest.mark.parametrize("rule", SHOWN)
def test_who_is_not_signed_in_is_led_to_the_door(site: BadInputSite, rule: str) -> None:
    page = PAGES["GET", rule]
    if page.who is None:
        assert site.open(None, address(site, page, rule)).status_code == 200
    else:
        answer = site.open(None, page.address(rule, dict.fromkeys(PLACES, "x")))
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/sign-in?back=")


@pytest.mark.parametrize("fault", HEADERS)
def test_headers_of_nonsense_change_nothing(site: BadInputSite, fault: str) -> None:
    for rule in SHOWN:
        page = PAGES["GET", rule]
        if "<" in rule:
            continue
        browser = site.app.test_client()
        answer = browser.get(rule, environ_overrides=HEADERS[fault])
        allowed = (200,) if page.who is None else (303, 404)
        said = "" if answer.status_code in (200, 303) else complaint(answer)
        assert not said, f"{rule}: {said}"
        assert answer.status_code in (*allowed, 400), rule
