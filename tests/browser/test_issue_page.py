"""The page of an issue and its forms, on a phone and at a desk, with script or without."""

from collections.abc import Iterator

import pytest

from tests.browser.findings import serious_findings, small_targets
from tests.browser.steps import first_issue
from tests.browser.visitors import DESK, PHONE, SMALL_PHONE, Visitor, visitor

FORMS = (
    ("wangyan", "reported", ("assign", "propose_public_text")),
    ("tangwei", "assigned", ("plan_task", "sign_for")),
    ("hujun", "in_progress", ("complete_task", "plan_task", "report_progress")),
    ("fangning", "reported_done", ("record_callback", "order_rework")),
)


def pages_of(who: Visitor, state: str, commands: tuple[str, ...]) -> Iterator[str]:
    issue = first_issue(who, state)
    yield issue
    for command in commands:
        yield f"{issue}/{command}"


@pytest.mark.parametrize(("login", "state", "commands"), FORMS)
def test_an_issue_and_its_forms_have_no_serious_finding(at_any_size, login, state, commands):
    at_any_size.signs_in(login)
    for path in pages_of(at_any_size, state, commands):
        assert at_any_size.goes_to(path).status == 200, path
        assert serious_findings(at_any_size) == [], path
        assert at_any_size.page.locator("h1").count() == 1, path
    assert at_any_size.complaints == []


@pytest.mark.parametrize(("login", "state", "commands"), FORMS)
def test_an_issue_and_its_forms_fit_the_smallest_phone_and_a_thumb(
    browser, site, login, state, commands
):
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in(login)
        for path in pages_of(who, state, commands):
            who.goes_to(path)
            assert not who.is_wider_than_the_window, path
            assert small_targets(who) == [], path


def test_the_card_of_whose_turn_it_is_comes_first_on_a_phone(on_phone):
    on_phone.signs_in("hujun")
    on_phone.goes_to(first_issue(on_phone, "in_progress"))
    top = on_phone.page.locator(".turn").bounding_box()
    words = on_phone.page.locator("blockquote").bounding_box()
    assert top is not None
    assert words is not None
    assert top["y"] < words["y"]


def test_the_main_action_stands_at_the_bottom_of_a_phone_and_in_the_card_at_a_desk(browser, site):
    shown = {}
    for size in (PHONE, DESK):
        with visitor(browser, site, size) as who:
            who.signs_in("hujun")
            who.goes_to(first_issue(who, "in_progress"))
            shown[size] = [
                who.page.locator(f"{place} .btn-primary").is_visible()
                for place in (".actbar", ".turn")
            ]
    assert shown == {PHONE: [True, False], DESK: [False, True]}


def test_a_form_with_errors_is_read_aloud_from_its_summary(at_any_size):
    at_any_size.signs_in("hujun")
    at_any_size.goes_to(f"{first_issue(at_any_size, 'in_progress')}/complete_task")
    at_any_size.page.fill("#completed_on", "2099-01-01")
    at_any_size.page.locator(".actbar .btn-primary").click()
    assert at_any_size.page.title().startswith("错误：")
    links = at_any_size.page.locator(".errsum a")
    for place in range(links.count()):
        target = links.nth(place).get_attribute("href")
        assert at_any_size.page.locator(f"{target}").count() == 1
    assert serious_findings(at_any_size) == []


def test_the_filter_of_the_board_opens_on_a_phone_without_script(without_script):
    without_script.signs_in("wangyan")
    without_script.goes_to("/issues")
    assert not without_script.page.locator("#state").is_visible()
    without_script.page.get_by_role("link", name="筛选").click()
    without_script.page.select_option("#state", "closed")
    without_script.page.get_by_role("button", name="筛选").click()
    assert "state=closed" in without_script.page.url
    assert without_script.page.get_by_text("已销号·解决").first.is_visible()


def test_a_progress_note_is_written_without_script(without_script):
    without_script.signs_in("hujun")
    without_script.goes_to(f"{first_issue(without_script, 'in_progress')}/report_progress")
    without_script.page.fill("#note", "变压器到货了，等停电检修")
    without_script.page.locator(".actbar .btn-primary").click()
    assert without_script.page.get_by_text("记进展：记下了").is_visible()
    assert without_script.page.get_by_text("变压器到货了，等停电检修").is_visible()


def test_a_step_of_somebody_else_says_whose_turn_it_is_and_what_is_possible(without_script):
    without_script.signs_in("hujun")
    issue = first_issue(without_script, "in_progress")
    assert without_script.goes_to(f"{issue}/assign").status == 403
    words = without_script.page.locator("main").inner_text()
    assert "这一步现在不能做，或者不归你做。" in words
    assert "轮到本单位：" in words
    assert "完成措施" in words


def test_who_calls_back_sees_whom_with_the_details_covered(without_script):
    without_script.signs_in("fangning")
    without_script.goes_to(f"{first_issue(without_script, 'reported_done')}/record_callback")
    assert "反映人" in without_script.page.locator("main").inner_text()
    assert "**" in without_script.page.locator("main").inner_text()


def test_on_paper_stands_what_was_done_and_neither_actions_nor_the_tracking_code(at_any_size):
    at_any_size.signs_in("wangyan")
    at_any_size.goes_to(first_issue(at_any_size, "reported"))
    at_any_size.page.emulate_media(media="print")
    words = at_any_size.page.locator("body").inner_text()
    assert "群众原话" in words
    assert "研判和交办" not in words
    assert "写公开文本" not in words
    assert "查询码" not in words
