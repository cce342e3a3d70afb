"""Coming in and going out, at both sizes: a wrong password, a one-time link, the way out."""

import pytest
from playwright.sync_api import expect

from tests.browser.findings import serious_findings
from tests.browser.steps import follow, press

NOBODY_ELSE_S = {"phone": "qinxin", "desk": "yangfan"}  # people whom no other test signs in


def signs_out(who):
    on_desk = who.page.get_by_role("button", name="退出", exact=True)
    if on_desk.is_visible():
        on_desk.click()
    else:
        follow(who.page, "更多")
        press(who.page, "退出登录")


def test_a_wrong_password_is_said_and_the_account_stays_typed(at_any_size):
    page = at_any_size.page
    at_any_size.goes_to("/sign-in")
    page.fill("#login", "linxiao")
    page.fill("#password", "不是这一个")
    press(page, "登录")
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#login")).to_have_value("linxiao")
    expect(page.locator("#password")).to_have_value("")
    assert serious_findings(at_any_size) == []
    page.fill("#password", at_any_size.site.passwords["linxiao"])
    press(page, "登录")
    expect(page.locator("h1")).to_have_text("今日")


def test_who_signs_out_is_out_also_for_the_back_button(at_any_size):
    at_any_size.signs_in("linxiao")
    signs_out(at_any_size)
    expect(at_any_size.page.locator("#login")).to_be_visible()
    at_any_size.page.go_back()
    expect(at_any_size.page.locator("#login")).to_be_visible()
    expect(at_any_size.page.locator("body")).not_to_contain_text("林晓")


@pytest.fixture
def link(site, request):
    """A fresh one for somebody, as an administrator hands it over."""
    login = NOBODY_ELSE_S["phone" if "phone" in request.node.name else "desk"]
    admin = {"login": "guanli", "password": site.passwords["guanli"]}
    token = site.host.call("campaign", "sign_in", admin)["token"]
    return site.host.call("campaign", "new_link", {"login": login}, token=token)["link"]


def test_a_one_time_link_sets_a_password_and_opens_today_once(at_any_size, link):
    page = at_any_size.page
    at_any_size.goes_to(f"/welcome/{link}")
    page.fill("#password", "河边的柳树二十年")
    page.fill("#again", "河边的柳树十年")
    press(page, "设好密码并登录")
    expect(page.get_by_role("alert")).to_contain_text("两次写的不一样")
    assert serious_findings(at_any_size) == []
    for field in ("#password", "#again"):
        page.fill(field, "河边的柳树一共二十年了")
    press(page, "设好密码并登录")
    expect(page.locator("h1")).to_have_text("今日")
    signs_out(at_any_size)
    at_any_size.goes_to(f"/welcome/{link}")
    for field in ("#password", "#again"):
        page.fill(field, "河边的柳树一共三十年了")
    press(page, "设好密码并登录")
    expect(page.get_by_role("alert")).to_contain_text("这个链接用过了")
