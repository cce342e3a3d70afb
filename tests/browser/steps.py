"""What people do on the pages: each step as its user clicks it, on a phone as at a desk."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitor

WORDS = "渡口那段路塌了一块，电动车差点栽下去。"


def follow(page: Page, name: str) -> None:
    """Press the link that begins so, where this screen shows it."""
    links = page.get_by_role("link", name=re.compile(f"^{name}"))
    links.locator("visible=true").first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check()


def record_a_visit(page: Page) -> str:
    follow(page, "登记走访")
    page.locator("[name=party_id]").first.check()
    choose(page, "见到了")
    page.get_by_text("群众反映了问题").click()
    page.fill("#problems-0-verbatim", WORDS)
    page.select_option("#problems-0-category", label="道路")
    press(page, "提交走访")
    return page.locator(".slip .big").first.inner_text()


def back_to_the_tabs(page: Page) -> None:
    up = page.get_by_role("link", name=re.compile("^返回")).locator("visible=true")
    while up.count():
        up.click()
        page.wait_for_load_state()


def open_issue(page: Page, number: str) -> None:
    """As somebody does who was told the number: up to the tabs, and from there to the board."""
    back_to_the_tabs(page)
    follow(page, "问题")
    page.wait_for_load_state()
    if page.locator("#q").is_hidden():
        follow(page, "筛选")
    page.fill("#q", number)
    press(page, "筛选")
    page.locator("tbody td.head a").click()


def assign(page: Page, number: str) -> None:
    open_issue(page, number)
    follow(page, "研判和交办")
    choose(page, "马上办")
    page.select_option("#lead_unit", label="区城建办")
    page.select_option("#responsible_position", label="班子成员")
    press(page, "交办，看下一件")


def handle_with_two_entries(page: Page, number: str) -> None:
    open_issue(page, number)
    follow(page, "接件并写措施")
    page.fill("#measure", "回填塌方，补好路面")
    press(page, "接件并写措施")
    follow(page, "完成措施并报结")
    page.fill("#result", "塌的地方填平了，能过车。")
    press(page, "完成措施并报结")
    expect(page.locator("main")).to_contain_text("轮到审核人")


def open_message(page: Page, words: str) -> None:
    """From wherever one stands to what the inbox says of an issue."""
    back_to_the_tabs(page)
    follow(page, "消息")
    follow(page, words)


def open_from_today(page: Page, number: str, mark: str) -> None:
    back_to_the_tabs(page)
    follow(page, "今日")
    row = page.locator("a.cell").filter(has_text=number)
    expect(row).to_contain_text(mark)
    row.click()


def plan_an_amount(page: Page, action: str) -> None:
    follow(page, action)
    page.fill("#measure", "回填塌方 30 米")
    page.fill("#quantity", "30")
    page.select_option("#quantity_unit", label="米")
    page.locator(".actbar .btn-primary").click()


def note_progress(page: Page) -> None:
    follow(page, "记进展")
    page.fill("#note", "石料到了，先填了一半。")
    press(page, "记进展")
    expect(page.get_by_role("status")).to_have_text("记进展：记下了。")


def report_the_amount_done(page: Page) -> None:
    follow(page, "完成措施并报结")
    page.fill("#result", "塌的地方填平了，能过车。")
    page.fill("#quantity", "30")
    press(page, "完成措施并报结")


def call_back(page: Page, solved: str, satisfaction: str) -> None:
    follow(page, "记录回访")
    choose(page, "联系上了")
    choose(page, solved)
    choose(page, satisfaction)
    press(page, "记录回访")


def order_rework(page: Page) -> None:
    follow(page, "退回重办")
    page.fill("#reason", "下了一场雨，又塌了一块。")
    press(page, "退回重办")
    expect(page.locator(".chips").first).to_contain_text("重办")


def close(page: Page) -> None:
    follow(page, "销号")
    press(page, "销号")
    expect(page.locator("h1")).to_contain_text("再看一遍")
    press(page, "销号")
    expect(page.locator("main")).to_contain_text("已销号·解决")


def propose(page: Page, number: str, text: str) -> None:
    open_issue(page, number)
    follow(page, "写公开文本")
    page.fill("#text", f"{text}电话 13800000004。")
    press(page, "交审查")
    expect(page.locator(".hit")).to_have_text("13800000004")
    page.fill("#text", text)
    press(page, "交审查")
    expect(page.locator("main")).to_contain_text("待第二人审查")


def approve(page: Page, number: str, text: str) -> None:
    open_issue(page, number)
    follow(page, "审查")
    expect(page.locator("main")).to_contain_text(text)
    press(page, "审查通过")
    expect(page.locator("main")).to_contain_text("一人写、一人审")


def first_issue(who: Visitor, state: str) -> str:
    """The address of the first issue in this state, as its row on the board links it."""
    who.goes_to(f"/issues?state={state}")
    address = who.page.locator("tbody td.head a").first.get_attribute("href")
    assert address is not None
    return address


def note_in_a_second_window(who: Visitor, form: str, note: str) -> None:
    """The same person, or a colleague at the same screen, writes to the issue whose form stands open."""
    window = who.context.new_page()
    window.goto(who.site.address + form)
    window.fill("#note", note)
    press(window, "记进展")
    expect(window.get_by_role("status")).to_contain_text("记下了")
    window.close()
