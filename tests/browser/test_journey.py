"""The main job by clicking: from a doorstep to a sentence that everybody reads, on a phone and at a desk."""

from playwright.sync_api import expect

from tests.browser.steps import (
    WORDS,
    approve,
    assign,
    call_back_and_close,
    follow,
    handle_with_two_entries,
    propose,
    record_a_visit,
)
from tests.browser.visitors import DESK, PHONE, visitor

PUBLIC = {PHONE: "柳湾社区渡口一段路面塌陷。", DESK: "柳湾社区渡口路面塌陷，夜里看不清。"}


def test_what_was_said_at_a_doorstep_is_handled_closed_and_read_by_everybody(
    district, browser, site, size
):
    number = record_a_visit(district.page_of("linxiao"))
    assign(district.page_of("wangyan"), number)
    handle_with_two_entries(district.page_of("tangwei"), number)
    call_back_and_close(district.page_of("fangning"), number)
    propose(district.page_of("wangyan"), number, PUBLIC[size])
    approve(district.page_of("fangning"), number, PUBLIC[size])
    with visitor(browser, site, size, script=False) as resident:
        resident.goes_to("/public/")
        resident.page.locator(".three a").first.click()
        line = resident.page.get_by_role("row").filter(has_text=number)
        while not line.count():  # the newest stands at the end
            follow(resident.page, "下一页")
            resident.page.wait_for_load_state()
        expect(line).to_contain_text(PUBLIC[size])
        expect(line).to_contain_text("已销号·解决")
        assert WORDS not in resident.page.content()
    # The browser notes the answer 422 that the office was given on purpose, and nothing else.
    quiet = [who.complaints for login, who in district.people.items() if login != "wangyan"]
    assert not any(quiet)
