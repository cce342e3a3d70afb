"""登记问题: an issue without a visit, told in confidence, at both sizes and without script."""

import re

from playwright.sync_api import expect

from tests.browser.findings import serious_findings

NUMBER = re.compile(r"WT-\d{6}-\d{4}")
WORDS = "村里发补助，有人先给自家亲戚。"


def tell(page) -> None:
    page.fill("#verbatim", WORDS)
    page.select_option("#category", label="道路")


def test_a_tip_off_is_taken_in_confidence(at_any_size):
    at_any_size.signs_in("linxiao")
    page = at_any_size.page
    at_any_size.goes_to("/issues/new")
    assert not at_any_size.is_wider_than_the_window
    tell(page)
    page.select_option("#kind", label="举报（保密）")
    page.get_by_text("反映的是某个单位、某个人").click()
    page.select_option("#look_in", index=2)
    page.get_by_role("button", name="列出人").click()
    expect(page.locator("#verbatim")).to_have_value(WORDS)
    page.locator("[name=accused_people]").first.check()
    assert serious_findings(at_any_size) == []
    assert not at_any_size.is_wider_than_the_window
    page.get_by_role("button", name="登记保密件").click()
    expect(page.get_by_role("status")).to_have_text("保密件登记好了。")
    number, code = page.locator(".slip .big").all_inner_texts()
    assert NUMBER.fullmatch(number)
    assert len(code) == 8
    assert serious_findings(at_any_size) == []
    assert page.get_by_role("link", name=re.compile(number)).count() == 0
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    assert number in shown
    assert "保密" not in shown, "a slip that is found tells nobody that it is about somebody"


def test_what_is_missing_is_shown_and_the_words_stay(at_any_size):
    at_any_size.signs_in("linxiao")
    page = at_any_size.page
    at_any_size.goes_to("/issues/new")
    page.fill("#verbatim", WORDS)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("选一个类别，拿不准选“其他”")
    expect(page.locator("#verbatim")).to_have_value(WORDS)
    assert serious_findings(at_any_size) == []


def test_it_needs_no_script(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/issues/new")
    tell(page)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("登记好了。")
