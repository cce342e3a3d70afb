"""The main job by clicking: from a doorstep to a sentence that everybody reads, on a phone and at a desk."""

from playwright.sync_api import expect

from tests.browser.findings import serious_findings
from tests.browser.steps import (
    WORDS,
    approve,
    assign,
    call_back,
    close,
    follow,
    handle_with_two_entries,
    note_progress,
    open_from_today,
    open_issue,
    open_message,
    order_rework,
    plan_an_amount,
    propose,
    record_a_visit,
    report_the_amount_done,
)
from tests.browser.visitors import DESK, PHONE, visitor

PUBLIC = {PHONE: "柳湾社区渡口一段路面塌陷。", DESK: "柳湾社区渡口路面塌陷，夜里看不清。"}


def test_what_was_said_at_a_doorstep_is_handled_closed_and_read_by_everybody(
    district, browser, site, size
):
    number = record_a_visit(district.page_of("linxiao"))
    code = district.page_of("linxiao").locator(".slip .big").last.inner_text()
    assign(district.page_of("wangyan"), number)
    handle_with_two_entries(district.page_of("tangwei"), number)
    reviewer = district.page_of("fangning")
    open_issue(reviewer, number)
    call_back(reviewer, "解决", "满意")
    close(reviewer)
    propose(district.page_of("wangyan"), number, PUBLIC[size])
    approve(district.page_of("fangning"), number, PUBLIC[size])
    with visitor(browser, site, size, script=False) as resident:
        resident.goes_to("/public/look-up")
        resident.page.fill("#number", number)
        resident.page.fill("#code", code)
        resident.page.get_by_role("button", name="查看进展").click()
        told = resident.page.locator("main")
        expect(told).to_contain_text(PUBLIC[size])
        expect(told).to_contain_text("已销号·解决")
        assert WORDS not in resident.page.content()
    # The browser notes the answer 422 that the office was given on purpose, and nothing else.
    quiet = [who.complaints for login, who in district.people.items() if login != "wangyan"]
    assert not any(quiet)


def test_what_a_resident_is_not_content_with_is_done_again_and_counted(district):
    number = record_a_visit(district.page_of("linxiao"))
    assign(district.page_of("wangyan"), number)
    unit, reviewer = district.page_of("tangwei"), district.page_of("fangning")
    open_message(unit, f"交办给你单位 {number}")
    plan_an_amount(unit, "接件并写措施")
    note_progress(unit)
    report_the_amount_done(unit)
    the_unit_cannot_close_what_it_did(district.person("tangwei"))

    open_issue(reviewer, number)
    call_back(reviewer, "未解决", "不满意")
    order_rework(reviewer)
    open_from_today(unit, number, "重办")
    expect(unit.locator(".turn")).to_contain_text("轮到本单位")
    plan_an_amount(unit, "加一项措施")
    report_the_amount_done(unit)
    open_issue(reviewer, number)
    call_back(reviewer, "解决", "满意")
    close(reviewer)

    counted_on_the_effect_list(district.page_of("wangyan"), number)


def the_unit_cannot_close_what_it_did(who):
    issue = who.page.url.split("?")[0].removeprefix(who.site.address)
    assert who.goes_to(f"{issue}/close").status == 403
    expect(who.page.locator("main")).to_contain_text("办这件事的单位不能自己销号，由审核人销号")
    expect(who.page.locator("main")).to_contain_text("轮到审核人")
    assert serious_findings(who) == []
    follow(who.page, "回到")


def counted_on_the_effect_list(page, number):
    page.goto(f"{page.url.split('/issues')[0]}/lists/effect")
    line = page.get_by_role("row").filter(has_text=number.removeprefix("WT-"))
    while not line.count():
        follow(page, "下一页")
        page.wait_for_load_state()
    expect(line.first).to_contain_text("30 米")
