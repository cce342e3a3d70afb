"""The turns that the life of an issue takes, by clicking: time that is asked for, a way back, two that are one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.findings import serious_findings, small_targets
from tests.browser.staff import HANDLER, OFFICE, REVIEWER, SECOND, SUPERVISOR, VISITOR, Staff
from tests.browser.steps import choose, follow, press
from tests.browser.visitors import DESK, PHONE, SMALL_PHONE, District, visitor


@pytest.fixture(scope="module")
def staff(site) -> Staff:
    return Staff(site)


@pytest.fixture(scope="module")
def phones(browser, site):
    people = District(browser, site, PHONE)
    with people.windows:
        yield people


@pytest.fixture(scope="module")
def desks(browser, site):
    people = District(browser, site, DESK)
    with people.windows:
        yield people


def at(people: District, login: str, issue: str) -> Page:
    """The page of the issue at this person's window."""
    people.person(login).goes_to(f"/issues/{issue}")
    return people.page_of(login)


def act(page: Page, name: str, verb: str, **typed: str) -> None:
    """Open the action, wherever it stands, fill in what is typed, press its button."""
    opened = page.get_by_role("link", name=name, exact=True).locator("visible=true")
    if not opened.count():
        page.locator(".turn summary").click()
    follow(page, name)
    for label, words in typed.items():
        page.fill(f"#{label}", words)
    press(page, verb)


def whose_turn(page: Page) -> str:
    return page.locator(".turn h2").inner_text()


def test_a_unit_gives_it_back_and_the_office_gives_it_to_another(phones, staff):
    issue = staff.assigned("路灯杆歪了，靠着电线。")
    unit = at(phones, HANDLER, issue)
    act(unit, "退回", "退回，写原因", reason="灯杆是供电所立的")
    expect(unit.locator("main")).to_contain_text("退回：记下了")
    office = at(phones, OFFICE, issue)
    assert whose_turn(office) == "轮到办公室：交办"
    expect(office.locator(".chips").first).to_contain_text("退回待派")
    follow(office, "研判和交办")
    expect(office.locator("main")).to_contain_text("区城建办退回过")
    office.select_option("#lead_unit", label="区供电所")
    choose(office, "马上办")
    office.select_option("#responsible_position", label="班子成员")
    office.locator(".actbar .btn-primary").click()
    assert staff.get(issue)["lead_unit"].endswith("D1")


def test_more_time_is_asked_for_with_its_day_and_the_office_sees_why(phones, staff):
    issue = staff.in_progress("三组主沟淤了，水进了院子。")
    unit = at(phones, HANDLER, issue)
    unit.locator(".turn summary").click()
    follow(unit, "申请延期")
    choices = unit.locator("#days option")
    expect(choices.nth(2)).to_contain_text("2 个工作日，到")
    day = choices.nth(2).inner_text().split("到")[1]
    unit.select_option("#days", "2")
    press(unit, "申请延期")
    expect(unit.locator(".errsum")).to_contain_text("写明原因")
    unit.fill("#reason", "连着下雨，挖机进不了田")
    press(unit, "申请延期")
    assert whose_turn(unit) == "轮到办公室：批延期"

    office = at(phones, OFFICE, issue)
    expect(office.locator(".turn")).to_contain_text("挖机进不了田")
    expect(office.locator(".turn")).to_contain_text(f"到 {day}")
    assert serious_findings(phones.person(OFFICE)) == []
    follow(office, "批延期")
    press(office, "同意延期")
    assert whose_turn(office) == "轮到区城建办：报结"
    expect(office.locator(".tl")).to_contain_text(f"同意延期到 {day}")
    again = at(phones, HANDLER, issue)
    expect(again.locator(".turn")).to_contain_text("现在不能申请延期：已延期一次")


def test_what_lacks_a_condition_is_held_reviewed_and_taken_up_again(phones, staff):
    issue = staff.in_progress("村口的桥太窄，收割机过不去。")
    unit = at(phones, HANDLER, issue)
    unit.locator(".turn summary").click()
    follow(unit, "申请挂账")
    press(unit, "申请挂账")
    expect(unit.locator(".errsum li")).to_have_count(3)  # a day for the review stands there
    unit.fill("#missing_condition", "拓宽桥面要立项")
    unit.fill("#plan", "报交通局列入农桥改造")
    unit.select_option("#responsible_position", label="党政主职")
    press(unit, "申请挂账")
    assert whose_turn(unit) == "轮到办公室：批挂账"

    office = at(phones, OFFICE, issue)
    follow(office, "批挂账")
    expect(office.locator("main")).to_contain_text("拓宽桥面要立项")
    press(office, "同意挂账")
    expect(office.locator(".chips").first).to_contain_text("挂账")
    assert whose_turn(office) == "轮到办公室：复核挂账"
    act(office, "复核挂账", "复核过，接着挂账", note="等交通局批文")
    expect(office.get_by_role("region", name="挂账", exact=True)).to_contain_text("等交通局批文")
    follow(office, "恢复办理")
    expect(office.locator("main")).to_contain_text("恢复以后")
    press(office, "恢复办理")
    assert whose_turn(office) == "轮到区城建办：报结"


def test_two_that_are_one_keep_everybodys_words(desks, staff):
    goes_on = staff.in_progress("幸福桥北头路面塌了一块。")
    number = staff.get(goes_on)["number"]
    issue = staff.reported("桥头有个大坑，差点栽下去。")
    office = at(desks, OFFICE, issue)
    office.locator(".turn summary").click()
    follow(office, "并单")
    office.fill("#q", number)
    press(office, "找")
    expect(office.locator(".opt.long")).to_have_count(1)
    office.get_by_role("radio").first.check()
    press(office, "并单")
    expect(office.locator("h1")).to_have_text("再看一遍：并单")
    expect(office.locator("main")).to_contain_text("幸福桥北头路面塌了一块。")
    press(office, "并单")
    expect(office.locator(".turn")).to_contain_text(f"这件已并入 {number}")
    follow(office, number)
    expect(office.get_by_role("region", name="群众原话和公开文本")).to_contain_text("差点栽下去")
    expect(office.locator("main")).to_contain_text("2 个人反映")


def test_a_second_person_refuses_the_resident_objects_and_a_supervisor_decides(desks, staff):
    issue = staff.reported("想让村里给我家修围墙。")
    office = at(desks, OFFICE, issue)
    office.locator(".turn summary").click()
    follow(office, "提出不予受理")
    office.fill("#reason", "自家围墙不属于公共事务")
    press(office, "提出，交另一个人审查")
    expect(office.locator(".turn")).to_contain_text("你是提出人，要另一个人审查")

    second = at(desks, SECOND, issue)
    follow(second, "审查不予受理")
    expect(second.locator("main")).to_contain_text("自家围墙不属于公共事务")
    press(second, "同意，不予受理")
    expect(second.locator(".chips").first).to_contain_text("不予受理")
    visitor_page = at(desks, VISITOR, issue)
    act(visitor_page, "记下他的异议", "记下异议", words="围墙是修路时撞倒的")
    assert whose_turn(visitor_page) == "轮到作风监督：裁定异议"

    supervisor = at(desks, SUPERVISOR, issue)
    expect(supervisor.locator(".turn")).to_contain_text("围墙是修路时撞倒的")
    follow(supervisor, "裁定异议")
    choose(supervisor, "同意异议，重新受理")
    supervisor.fill("#reason", "确是施工撞倒的")
    press(supervisor, "裁定")
    expect(supervisor.locator(".chips").first).to_contain_text("重开")
    assert whose_turn(supervisor) == "轮到办公室：交办"


def test_what_came_back_is_opened_again_and_the_count_says_so(phones, staff):
    issue = staff.closed("粮站门口路上有两个大坑。")
    page = at(phones, VISITOR, issue)
    act(page, "重开", "重开", reason="他说补的坑又塌了")
    expect(page.locator(".chips").first).to_contain_text("重开")
    assert whose_turn(page) == "轮到办公室：交办"
    expect(page.locator(".tl")).to_contain_text("他说补的坑又塌了")
    assert at(phones, REVIEWER, issue).locator(".chip.c-again").count() == 1


FORMS_OF = {
    OFFICE: ("supplement", "correct", "mark_accused", "refer", "merge", "withdraw", "escalate"),
    HANDLER: ("change_task", "cancel_task", "request_extension", "request_hold", "add_note"),
    SUPERVISOR: ("supervise",),
}


@pytest.mark.parametrize("login", FORMS_OF)
def test_every_new_form_is_readable_and_fits_the_smallest_phone(browser, site, staff, login):
    issue = staff.in_progress("八组路边的排水沟没盖板。")
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in(login)
        for command in FORMS_OF[login]:
            path = f"/issues/{issue}/{command}"
            assert who.goes_to(path).status == 200, path
            assert serious_findings(who) == [], path
            assert not who.is_wider_than_the_window, path
            assert small_targets(who) == [], path
        assert who.complaints == []
