"""What is said when something is in the way, at both sizes; no word that was written is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.findings import serious_findings
from tests.browser.steps import first_issue, note_in_a_second_window, press

NOTE = "材料都在现场，等停电检修。"


def test_who_was_slower_reads_what_changed_and_sends_the_same_words(at_any_size):
    at_any_size.signs_in("hujun")
    page = at_any_size.page
    form = f"{first_issue(at_any_size, 'in_progress')}/report_progress"
    at_any_size.goes_to(form)
    page.fill("#note", NOTE)
    note_in_a_second_window(at_any_size, form, "变压器到货了。")
    press(page, "记进展")
    expect(page.locator("h1")).to_have_text("改过了：记进展")
    expect(page.locator("main")).to_contain_text("变压器到货了。")
    expect(page.locator("#note")).to_have_value(NOTE)
    assert serious_findings(at_any_size) == []
    assert not at_any_size.is_wider_than_the_window
    press(page, "看过了，记进展")
    expect(page.get_by_role("status")).to_contain_text("记下了")
    expect(page.locator(".tl")).to_contain_text(NOTE)


def test_whose_session_ends_while_writing_signs_in_and_sends_the_same_words(at_any_size):
    at_any_size.signs_in("linxiao")
    page = at_any_size.page
    at_any_size.goes_to("/visits/new")
    page.locator("[name=party_id]").first.check()
    page.get_by_role("radio", name="没在家").check()
    page.fill("#note", NOTE)
    at_any_size.context.clear_cookies()
    press(page, "提交走访")
    expect(page.get_by_role("status")).to_contain_text("登录后回到这一页，你写的还在")
    page.fill("#login", "linxiao")
    page.fill("#password", at_any_size.site.passwords["linxiao"])
    press(page, "登录")
    expect(page.locator("main")).to_contain_text("刚才写的还在，没有提交")
    assert serious_findings(at_any_size) == []
    press(page, "接着提交")
    expect(page.locator("main")).to_contain_text("走访登记好了。")
    expect(page.locator("main")).to_contain_text("没在家")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "没有这一页，或者这一件你看不到"),
        ("/issues/nothing", 404, "没有这一页，或者这一件你看不到"),
        ("/visits/new", 403, "你的岗位不能看这一页。需要的话找本单位管理员"),
    ],
)
def test_what_is_not_there_or_not_for_one_says_so_and_leads_back(at_any_size, path, status, words):
    at_any_size.signs_in("guanli")
    assert at_any_size.goes_to(path).status == status
    expect(at_any_size.page.locator("main")).to_contain_text(words)
    assert serious_findings(at_any_size) == []
    at_any_size.page.get_by_role("link", name="回到今日").click()
    expect(at_any_size.page.locator("h1")).to_have_text("今日")
