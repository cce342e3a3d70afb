"""A visit recorded at the doorstep: few answers, no script needed, nothing typed is lost."""

import re

from playwright.sync_api import expect

from tests.browser.findings import serious_findings

NUMBER = re.compile(r"WT-\d{6}-\d{4}")
CODE = re.compile(r"^\d{8}$")
WORDS = "四组桥头护栏断了两根，娃从那里过让人担心。"


def choose(page, words: str) -> None:
    """Press a tile."""
    page.get_by_role("radio", name=words).check()


def answer_the_first_two(page) -> None:
    page.locator("[name=party_id]").first.check()
    choose(page, "见到了")


def tell_a_problem(page) -> None:
    page.get_by_text("群众反映了问题").click()
    page.fill("#problems-0-verbatim", WORDS)
    page.select_option("#problems-0-category", "roads")


def test_a_visit_without_a_problem_takes_two_answers(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    page.get_by_role("link", name="登记走访").locator("visible=true").click()
    answer_the_first_two(page)
    page.get_by_role("button", name="提交走访").click()
    expect(page.get_by_role("status")).to_have_text("走访登记好了。")


def test_nobody_at_home_is_recorded_with_two_answers_at_any_size(at_any_size):
    at_any_size.signs_in("linxiao")
    page = at_any_size.page
    at_any_size.goes_to("/visits/new")
    page.locator("[name=party_id]").first.check()
    choose(page, "没在家")
    page.get_by_role("button", name="提交走访").click()
    expect(page.locator("main")).to_contain_text("走访登记好了。")
    expect(page.locator("main")).to_contain_text("没在家")
    assert serious_findings(at_any_size) == []


def test_the_slip_on_paper_is_words_number_and_code(at_any_size):
    at_any_size.signs_in("linxiao")
    page = at_any_size.page
    at_any_size.goes_to("/visits/new")
    answer_the_first_two(page)
    tell_a_problem(page)
    page.get_by_role("button", name="提交走访").click()
    number, code = page.locator(".slip .big").all_inner_texts()
    assert serious_findings(at_any_size) == []
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    assert all(part in words for part in (WORDS, number, code))
    assert not any(part in words for part in ("再登记一户", "回到今日", "问题看板", "更多"))


def test_a_visit_with_a_problem_gives_its_number_and_code_large_enough_to_read_out(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    answer_the_first_two(page)
    page.fill("#note", "身体都好。")
    tell_a_problem(page)
    choose(page, "交办公室研判")
    page.get_by_role("button", name="提交走访").click()
    number, code = page.locator(".slip .big").all()
    expect(number).to_have_text(NUMBER)
    expect(code).to_have_text(CODE)


def test_a_visit_with_a_problem_asks_six_numbered_questions(on_phone):
    on_phone.signs_in("linxiao")
    on_phone.goes_to("/visits/new")
    on_phone.page.get_by_text("群众反映了问题").click()
    steps = on_phone.page.locator(".stepn").all_inner_texts()
    assert steps == ["1", "2", "3", "4", "5", "6"]


def test_what_came_of_it_is_asked_only_of_what_was_solved_on_the_spot(without_script):
    without_script.signs_in("linxiao")
    without_script.goes_to("/visits/new")
    without_script.page.get_by_text("群众反映了问题").click()
    result = without_script.page.locator("#problems-0-solved_on_spot-result")
    expect(result).to_be_hidden()
    choose(without_script.page, "当场办好了")
    expect(result).to_be_visible()


def test_what_was_solved_on_the_spot_is_told_apart_on_the_slip(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    answer_the_first_two(page)
    tell_a_problem(page)
    choose(page, "当场办好了")
    page.fill("#problems-0-solved_on_spot-result", "当场把护栏绑牢了。")
    page.get_by_role("button", name="提交走访").click()
    expect(page.locator(".slip")).to_contain_text("待回访")
    expect(page.locator("main")).not_to_contain_text("研判交办")


def test_what_is_missing_is_said_at_the_field_and_everything_typed_is_kept(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    page.fill("#note", "问了秋播。")
    tell_a_problem(page)
    page.fill("#problems-0-verbatim", "")
    page.get_by_role("button", name="提交走访").click()
    assert page.title().startswith("错误：")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("有 3 处要改")
    expect(summary).to_be_focused()
    expect(page.locator("#note")).to_have_value("问了秋播。")
    expect(page.locator("#problems-0-category")).to_have_value("roads")
    summary.get_by_role("link", name="写一句群众原话").click()
    expect(page.locator("#problems-0-verbatim")).to_be_focused()
    expect(page.locator("#problems-0-verbatim-error")).to_contain_text("写一句群众原话")


def test_a_phone_number_the_service_refuses_comes_back_at_its_field(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    answer_the_first_two(page)
    tell_a_problem(page)
    page.get_by_text("选填：危险").click()
    page.fill("#problems-0-contact_phone", "1380000")
    page.get_by_role("button", name="提交走访").click()
    expect(page.locator("#problems-0-contact_phone-error")).to_contain_text("电话要 11 位")
    expect(page.locator("#problems-0-contact_phone")).to_have_value("1380000")


def test_a_second_problem_is_added_without_script_and_the_button_counts(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    answer_the_first_two(page)
    tell_a_problem(page)
    page.fill("#note", "两件事。")
    page.get_by_role("button", name="再加一个问题").click()
    page.fill("#problems-1-verbatim", "路面有个坑。")
    page.select_option("#problems-1-category", "roads")
    page.get_by_role("button", name="再加一个问题").click()
    button = page.get_by_role("button", name="提交走访和 2 个问题")
    expect(page.locator("#note")).to_have_value("两件事。")
    button.click()
    expect(page.locator(".slip")).to_have_count(2)


def test_a_party_is_found_by_name_and_stays_masked(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    page.fill("#q", "周来顺")
    page.press("#q", "Enter")
    tiles = page.locator("[name=party_id] + label", has_text="周**")
    expect(tiles).to_have_count(1)
    expect(tiles).to_contain_text("138****0002")
    assert "周来顺" not in page.locator("form#visit").inner_text().replace(
        page.input_value("#q"), ""
    )


def test_a_household_that_is_not_in_the_register_is_registered_in_the_form(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    without_script.goes_to("/visits/new")
    page.get_by_text("登记新的一户").click()
    page.fill("#new_party-name", "万家福")
    choose(page, "见到了")
    page.get_by_role("button", name="提交走访").click()
    expect(page.get_by_role("status")).to_have_text("走访登记好了。")
    expect(page.locator("main")).to_contain_text("万**")


def test_the_same_form_sent_twice_records_one_visit(on_phone):
    on_phone.signs_in("linxiao")
    on_phone.goes_to("/visits/new")
    page = on_phone.page
    form = {
        "csrf_token": page.locator("#visit [name=csrf_token]").input_value(),
        "command_id": page.locator("#visit [name=command_id]").input_value(),
        "party_id": page.locator("[name=party_id]").first.input_value(),
        "outcome": "met",
        "act": "submit",
    }
    address = f"{on_phone.site.address}/visits/new"
    first, second = (on_phone.context.request.post(address, form=form).url for _ in range(2))
    assert "/slip" in first
    assert first == second


def test_going_back_and_sending_again_records_one_visit(without_script):
    without_script.signs_in("linxiao")
    page = without_script.page
    page.get_by_role("link", name="登记走访").locator("visible=true").click()
    answer_the_first_two(page)
    page.get_by_role("button", name="提交走访").click()
    first = page.url
    page.go_back()
    answer_the_first_two(page)
    page.get_by_role("button", name="提交走访").click()
    assert page.url == first


def test_the_main_button_never_covers_the_field_in_focus(on_phone):
    on_phone.signs_in("linxiao")
    on_phone.goes_to("/visits/new")
    page = on_phone.page
    page.get_by_text("群众反映了问题").click()
    page.focus("#problems-0-verbatim")
    for _ in range(12):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const bar = document.querySelector('.actbar').getBoundingClientRect();
              const node = document.activeElement;
              const box = (node.labels && node.labels[0] || node).getBoundingClientRect();
              return !node.closest('.actbar') && box.bottom > bar.top && box.top < bar.bottom && box.top > 52;
            }"""
        )
        assert not covered
