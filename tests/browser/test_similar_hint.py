"""While a problem is typed: what may be reported already stands below the words, and nothing waits for it."""

import re
import uuid

from playwright.sync_api import Page, expect

from tests.browser.findings import serious_findings
from tests.browser.test_visit_form import answer_the_first_two

TOLD = "{}号晒场旁边的化粪池盖板裂了，怕娃掉进去。"
TYPED = "晒场{}号旁边化粪池的盖板裂开了，怕娃掉下去"
NOTE = "#problems-0-similar"


def tell(page: Page, words: str) -> None:
    page.get_by_text("群众反映了问题").click()
    page.select_option("#problems-0-category", "toilets")
    page.locator("#problems-0-verbatim").press_sequentially(words)


def report_it(who) -> tuple[str, str]:
    """The number of an issue of this test alone, and the same thing in other words."""
    place = 100 + uuid.uuid4().int % 900
    who.signs_in("linxiao")
    who.goes_to("/visits/new")
    answer_the_first_two(who.page)
    tell(who.page, TOLD.format(place))
    who.page.get_by_role("button", name="提交走访").click()
    return who.page.locator(".slip .big").first.inner_text(), TYPED.format(place)


def test_a_note_follows_what_is_typed_and_goes_when_it_is_another_thing(at_any_size):
    (number, words), page = report_it(at_any_size), at_any_size.page
    at_any_size.goes_to("/visits/new")
    answer_the_first_two(page)
    tell(page, words)
    note = page.locator(NOTE)
    expect(note).to_contain_text(number)
    assert serious_findings(at_any_size) == []
    assert not at_any_size.is_wider_than_the_window
    expect(page.locator("#problems-0-verbatim")).to_have_value(words)
    note.get_by_role("button", name=re.compile(f"不是同一件.*{number}")).click()
    expect(note).not_to_contain_text(number)
    page.locator("#problems-0-verbatim").press_sequentially("。")
    page.get_by_role("button", name="提交走访").click()
    expect(page.locator(".slip")).to_have_count(1)
    assert at_any_size.complaints == []


def test_the_same_thing_takes_the_words_and_leaves_the_visit(at_any_size):
    (number, words), page = report_it(at_any_size), at_any_size.page
    at_any_size.goes_to("/visits/new")
    answer_the_first_two(page)
    tell(page, words)
    page.locator(NOTE).get_by_role("button", name=re.compile(f"就是这件.*{number}")).click()
    expect(page.get_by_role("status").first).to_contain_text("不用再登记")
    page.get_by_role("button", name="提交走访").click()
    expect(page.get_by_role("status")).to_have_text("走访登记好了。")


def test_nothing_is_said_to_be_new_while_the_category_is_missing(on_phone):
    on_phone.signs_in("linxiao")
    on_phone.goes_to("/visits/new")
    page = on_phone.page
    page.get_by_text("群众反映了问题").click()
    page.locator("#problems-0-verbatim").press_sequentially("渠里的水不通")
    page.get_by_role("button", name="查有没有报过").click()
    expect(page.locator(NOTE)).to_contain_text("选了类别，才查得到")
    expect(page.locator(NOTE)).not_to_contain_text("没有找到")
