"""What holds for every page, on a phone and at a desk: readable, reachable, quiet, light."""

import pytest

from tests.browser.findings import serious_findings, small_targets
from tests.browser.visitors import DESK, PHONE, SMALL_PHONE, visitor

LISTS = ("/lists/problem", "/lists/task", "/lists/effect")
STAFF = (
    "/",
    "/visits",
    "/visits/new",
    "/messages",
    "/more",
    "/issues",
    "/issues/new",
    "/calendar/2027",
    *LISTS,
    "/lists/problem?as_of=2026-10-31",
    "/lists/problem/changes?since=2026-06-30",
    "/lists/definitions",
    "/papers/bulletin",
    "/papers/brief",
)
WITH_FILTERS = ("/issues?late=1#filters", "/lists/problem?state=closed#filters")
PUBLIC = ("/public/report", "/public/look-up", "/public/praise", "/public/object")
OPEN = ("/sign-in", "/public/", *PUBLIC, "/public/objected", "/nowhere")
LOGINS = ("linxiao", "wangyan", "fangning")  # who has a phone in the hand, and who has most to do
HTML_BUDGET, REQUESTS = 10_000, 6


@pytest.mark.parametrize("path", OPEN)
def test_an_open_page_has_no_serious_finding(at_any_size, path):
    at_any_size.goes_to(path)
    assert serious_findings(at_any_size) == []


@pytest.mark.parametrize(
    ("login", "size"), [("linxiao", PHONE), ("wangyan", PHONE), ("wangyan", DESK)]
)
def test_a_page_of_staff_has_no_serious_finding(browser, site, login, size):
    with visitor(browser, site, size) as who:
        who.signs_in(login)
        for path in (*STAFF, *WITH_FILTERS):
            who.goes_to(path)
            assert serious_findings(who) == [], path


def test_the_form_with_its_errors_has_no_serious_finding(at_any_size):
    at_any_size.signs_in("linxiao")
    at_any_size.goes_to("/visits/new")
    at_any_size.page.get_by_text("群众反映了问题").click()
    at_any_size.page.get_by_role("radio", name="当场办好了").check()
    at_any_size.page.fill("#problems-0-solved_on_spot-result", "绑牢了")
    at_any_size.page.get_by_role("button", name="提交走访").click()
    assert serious_findings(at_any_size) == []


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_fits_the_smallest_phone_and_a_thumb(browser, site, login):
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in(login)
        for path in (*STAFF, *WITH_FILTERS, *OPEN):
            who.goes_to(path)
            assert not who.is_wider_than_the_window, path
            assert small_targets(who) == [], path


def test_the_browser_has_no_complaint_about_any_page(on_phone):
    on_phone.signs_in("linxiao")
    for path in (*STAFF, "/public/", *PUBLIC):
        on_phone.goes_to(path)
    assert on_phone.complaints == []


def test_every_page_has_one_heading_and_a_title_of_its_own(on_phone):
    on_phone.signs_in("wangyan")
    titles = set()
    for path in STAFF:
        on_phone.goes_to(path)
        assert on_phone.page.locator("h1").count() == 1, path
        assert on_phone.page.locator("main").count() == 1, path
        titles.add(on_phone.page.title())
    assert len(titles) == len(STAFF)


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_keeps_its_budget(on_phone, login):
    on_phone.signs_in(login)
    for path in STAFF:
        html = on_phone.goes_to(path)
        assert len(on_phone.answers) <= REQUESTS, path
        assert on_phone.packed_bytes_of(html) <= HTML_BUDGET, path
        assert on_phone.page.locator("*").count() <= 1500, path
