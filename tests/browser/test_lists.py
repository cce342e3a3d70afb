"""Looking for an issue and counting with the lists of a whole district, at both sizes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.findings import serious_findings
from tests.browser.steps import follow, press

ROWS = "tbody tr"


def show_filters(page):
    if page.locator(".filters").is_hidden():
        follow(page, "筛选")


def number_in(words):
    return int(re.sub(r"\D", "", words))


def rows_of_all_pages(page):
    """Links of all rows, page after page; each page has twenty at most."""
    rows = []
    while True:
        links = page.locator(f"{ROWS} td.head a").all()
        assert len(links) <= 20
        rows += [(link.get_attribute("href"), link.inner_text()) for link in links]
        onward = page.get_by_role("link", name="下一页")
        if not onward.count():
            return rows
        onward.click()
        page.wait_for_load_state()


@pytest.fixture
def office(at_any_size):
    at_any_size.signs_in("wangyan")
    return at_any_size


def test_a_number_of_the_board_opens_to_its_issues_and_one_of_them_opens(office):
    page = office.page
    office.goes_to("/issues")
    part = page.locator(".flow a").filter(has_text="办理中")
    count = int(part.locator("b").inner_text())
    part.click()
    expect(page.locator(".picked")).to_contain_text("办理中")
    assert serious_findings(office) == []
    assert len(rows_of_all_pages(page)) == count
    title = page.locator(f"{ROWS} td.head a").first
    words = title.inner_text()
    title.click()
    expect(page.locator("h1")).to_have_text(words)


def test_conditions_of_the_board_narrow_it_and_each_is_taken_away_again(office):
    page = office.page
    office.goes_to("/issues")
    whole = page.locator(".picked").inner_text()
    show_filters(page)
    page.select_option("#category", label="道路")
    page.select_option("#state", "closed")
    press(page, "筛选")
    expect(page.locator(".tag")).to_have_count(2)
    for row in page.locator(ROWS).all():
        expect(row).to_contain_text("道路")
        expect(row).to_contain_text("已销号")
    page.get_by_role("link", name="去掉条件 道路").click()
    expect(page.locator(".tag")).to_have_count(1)
    page.get_by_role("link", name="全部清除").click()
    expect(page.locator(".picked")).to_have_text(whole)


def test_nothing_found_says_what_to_do(office):
    office.goes_to("/issues?q=WT-190001-0001")
    expect(office.page.locator("main")).to_contain_text("没找到“WT-190001-0001”")
    assert serious_findings(office) == []


@pytest.mark.parametrize("kind", ["problem", "task", "effect"])
def test_the_months_of_a_list_are_together_the_whole_list(office, kind):
    page = office.page
    office.goes_to(f"/lists/{kind}")
    whole = number_in(page.locator(".tabsx [aria-current]").inner_text())
    counts = []
    for month in page.locator("#month option").all()[1:]:
        office.goes_to(f"/lists/{kind}?month={month.get_attribute('value')}")
        counts.append(number_in(page.locator(".tabsx [aria-current]").inner_text()))
        office.goes_to(f"/lists/{kind}")
    assert sum(counts) == whole
    assert serious_findings(office) == []


def test_a_month_is_read_page_by_page_and_a_line_opens_its_issue(office):
    page = office.page
    office.goes_to("/lists")
    show_filters(page)
    page.select_option("#month", index=1)
    press(page, "查看")
    count = number_in(page.locator(".picked > .sub").last.inner_text())
    rows = rows_of_all_pages(page)
    assert len(set(rows)) == len(rows) == count
    expect(page.locator(".foot")).to_contain_text(f"–{count} 行，共 {count} 行")
    page.locator(f"{ROWS} td.head a").first.click()
    expect(page.locator(".turn")).to_be_visible()
