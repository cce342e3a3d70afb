"""The queues as their people work through them, at both sizes, and many at once without script."""

import re

import pytest
from playwright.sync_api import expect

from minqing.demo.world import LIUWAN
from tests.browser.findings import serious_findings, small_targets
from tests.browser.steps import choose, press
from tests.browser.visitors import PHONE, visitor

OF_THE_OFFICE = ("/triage", "/calls", "/reviews", "/supervision", "/supervision?of=answered")
OF_THE_OFFICE += ("/pledges", "/handover", "/issues?queue=decide", "/issues?queue=holds")
OF_A_REVIEWER = ("/calls", "/reviews", "/reviews?of=texts", "/reviews?of=rechecks")
BARRED = ("/triage", "/calls", "/reviews", "/handover", "/contacts-shown")


@pytest.mark.parametrize(
    ("login", "paths"), [("wangyan", OF_THE_OFFICE), ("fangning", OF_A_REVIEWER)]
)
def test_every_queue_is_readable_reachable_and_fits(at_any_size, size, login, paths):
    at_any_size.signs_in(login)
    titles = set()
    for path in paths:
        at_any_size.goes_to(path)
        assert serious_findings(at_any_size) == [], path
        assert not at_any_size.is_wider_than_the_window, path
        assert size != PHONE or small_targets(at_any_size) == [], path
        titles.add(at_any_size.page.title())
    assert len(titles) >= len(paths) - 1  # two are the same board


def test_what_may_be_done_with_a_ticked_row_stays_in_sight(at_any_size):
    at_any_size.signs_in("wangyan")
    at_any_size.goes_to("/issues")
    act = at_any_size.page.get_by_role("button", name="交办、改派")
    expect(act).not_to_be_in_viewport()
    at_any_size.page.locator("[name=pick]").first.check()
    expect(act).to_be_in_viewport(ratio=1)


def test_a_queue_that_is_not_ones_own_is_neither_named_nor_opened(on_phone):
    on_phone.signs_in("linxiao")  # who visits
    on_phone.goes_to("/more")
    links = [link.get_attribute("href") for link in on_phone.page.locator("main a").all()]
    assert not set(BARRED) & set(links)
    for path in BARRED:
        assert on_phone.goes_to(path).status == 403


def test_the_office_decides_one_and_is_shown_the_next(at_any_size, size):
    at_any_size.signs_in("wangyan")
    page = at_any_size.page
    at_any_size.goes_to("/triage")
    waiting = page.locator(".qlist a")
    count = waiting.count()
    address = waiting.last.get_attribute("href")
    if size == PHONE:
        expect(page.locator("#action")).to_be_hidden()
    waiting.last.click()
    if size == PHONE:
        expect(page.locator(".qlist")).to_be_hidden()
    press(page, "交办，看下一件")
    expect(page.get_by_role("alert")).to_contain_text("选主办单位")
    assert serious_findings(at_any_size) == []
    choose(page, "马上办")
    page.select_option("#lead_unit", label="区城建办")
    page.select_option("#responsible_position", label="班子成员")
    page.select_option("#kind", label="投诉")
    press(page, "交办，看下一件")
    expect(page.get_by_role("status")).to_contain_text("交办了")
    at_any_size.goes_to("/triage")
    assert page.locator(".qlist a").count() == count - 1
    at_any_size.goes_to(address.replace("/triage/", "/issues/"))
    expect(page.locator("main")).to_contain_text("投诉")


def test_a_number_is_shown_when_asked_for_and_the_call_is_told_on_the_same_page(at_any_size):
    at_any_size.signs_in("fangning")
    page = at_any_size.page
    at_any_size.goes_to("/calls")
    row = page.locator("main a.cell").first
    number = re.search(r"WT-\d{6}-\d+", row.inner_text())[0]
    row.click()
    assert page.locator("a[href^='tel:']").count() == 0
    press(page, "显示号码")
    expect(page.locator("#number")).to_have_text("打给谁")
    assert serious_findings(at_any_size) == []
    choose(page, "联系上了")
    choose(page, "解决")
    choose(page, "满意")
    press(page, "记录回访")
    expect(page.get_by_role("status")).to_contain_text(f"{number} 记下了")
    expect(page.locator("main ul.cells, main .empty").first).not_to_contain_text(number)


def test_who_was_shown_a_number_stands_where_a_supervisor_looks(district, size):
    reviewer, supervisor = district.person("helan"), district.person("moyan")
    reviewer.goes_to("/calls")
    reviewer.page.locator("main a.cell").last.click()
    press(reviewer.page, "显示号码")
    expect(reviewer.page.locator("#number")).to_have_text("打给谁")
    supervisor.goes_to("/contacts-shown")
    row = supervisor.page.locator("main tbody tr").first
    expect(row).to_contain_text("何岚")
    expect(row.get_by_role("link")).to_contain_text("WT-")
    assert serious_findings(supervisor) == []
    assert not supervisor.is_wider_than_the_window
    assert size != PHONE or small_targets(supervisor) == []


def test_agreed_visits_are_handed_over_with_the_rest(at_any_size, size):
    at_any_size.signs_in("wangyan")
    page = at_any_size.page
    at_any_size.goes_to(f"/handover?unit={LIUWAN}")
    page.locator("main .todo").get_by_role("link", name="林晓").click()
    page.select_option("#to_unit", value=LIUWAN)
    page.locator("#taker").get_by_role("button").click()
    page.get_by_text("看约了哪几家").click()
    assert serious_findings(at_any_size) == []
    assert not at_any_size.is_wider_than_the_window
    assert size != PHONE or small_targets(at_any_size) == []


def test_many_are_assigned_without_script_and_each_says_what_became_of_it(without_script):
    without_script.signs_in("wangyan")
    page = without_script.page
    without_script.goes_to("/issues?state=signed")
    press(page, "交办、改派")
    expect(page.get_by_role("alert")).to_contain_text("先勾选")
    without_script.goes_to("/issues?state=assigned")
    ticks = page.locator("input[name=pick]")
    several = min(2, ticks.count())
    for n in range(several):
        ticks.nth(n).check()
    press(page, "交办、改派")
    page.select_option("#lead_unit", label="区城建办")
    page.select_option("#responsible_position", label="班子成员")
    press(page, f"交办 {several} 件")
    expect(page.get_by_role("status")).to_contain_text(f"{several} 件交办了")
    assert page.locator("main li a.cell").count() == several


def test_many_are_closed_after_one_more_look(browser, site):
    with visitor(browser, site, PHONE) as who:
        who.signs_in("fangning")
        page = who.page
        who.goes_to("/reviews")
        page.locator("input[name=pick]").last.check()
        press(page, "勾选的销号")
        expect(page.locator("main")).to_contain_text("不能再改")
        assert serious_findings(who) == []
        page.get_by_role("radio").first.check()
        press(page, "销号 1 件")
        expect(page.get_by_role("status")).to_contain_text("1 件销号了")
