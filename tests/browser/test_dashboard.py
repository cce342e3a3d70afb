"""驾驶舱 at both sizes: charts beside their tables, without inline anything, readable without script and in print."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.findings import serious_findings, small_targets
from tests.browser.visitors import SMALL_PHONE, visitor

HTML_BUDGET = 10_000


@pytest.fixture
def office(at_any_size):
    at_any_size.signs_in("wangyan")
    at_any_size.goes_to("/dashboard")
    return at_any_size


def test_both_charts_are_drawn_and_say_what_their_tables_say(office):
    charts = office.page.get_by_role("img", name=re.compile("^(折线图|柱状图)"))
    expect(charts).to_have_count(2)
    for chart in charts.all():
        expect(chart.locator("svg path").first).to_be_attached()
    first = office.page.locator("[aria-labelledby=h-months]")
    last = first.locator("tbody tr").first.locator("td").last.inner_text()
    expect(first.locator("svg")).to_contain_text(f"收到 {last}")


def test_it_has_no_serious_finding_and_the_browser_no_complaint(office):
    expect(office.page.locator(".chart.drawn")).to_have_count(2)
    assert serious_findings(office) == []
    assert office.complaints == []


def test_a_number_opens_to_as_many_items(office):
    page = office.page
    link = page.locator("[aria-labelledby=h-categories] td.n a").first
    count = link.inner_text()
    link.click()
    expect(page.locator(".picked")).to_contain_text(f"共 {count} 件")
    assert serious_findings(office) == []


def test_the_page_fits_the_smallest_phone_and_a_thumb(browser, site):
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in("wangyan")
        for path in ("/dashboard", "/dashboard/items?measure=closed"):
            html = who.goes_to(path)
            assert not who.is_wider_than_the_window, path
            assert small_targets(who) == [], path
            assert who.packed_bytes_of(html) <= HTML_BUDGET, path


def test_without_script_the_tables_say_everything(without_script):
    without_script.signs_in("wangyan")
    without_script.goes_to("/dashboard")
    page = without_script.page
    assert page.locator("[aria-labelledby=h-months] tbody tr").count() == 2
    assert page.get_by_role("img").count() == 0
    assert page.locator(".chart").first.bounding_box()["height"] == 0
