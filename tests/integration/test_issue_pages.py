"""The page of an issue and the forms on it, filled in by the people of a district on a running system."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.district import GUIDANCE, POWER
from tests.integration.pages_world import Answer, PagesWorld, pages_world
from web.refusals import because
from web.turns import says_nothing

PEOPLE = ("visitor", "handler", "head", "other", "office", "reviewer", "own_reviewer", "admin")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("pages")) as found:
        yield found


LEAD = {"lead_unit": POWER, "responsible_position": "leadership_member"}


def reported(world: PagesWorld, **problem: Any) -> str:
    return world.issue(**problem)


def triaged(world: PagesWorld, **problem: Any) -> str:
    issue = world.issue(**problem)
    world.does("office", issue, "triage", category="power_and_lighting")
    return issue


def assigned(world: PagesWorld, **problem: Any) -> str:
    issue = world.issue(**problem)
    fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": world.district.due()}
    world.does("office", issue, "assign", **fields)
    return issue


def signed(world: PagesWorld, **problem: Any) -> str:
    issue = assigned(world, **problem)
    world.does("handler", issue, "sign_for")
    return issue


def in_progress(world: PagesWorld, **problem: Any) -> str:
    issue = assigned(world, **problem)
    world.does("handler", issue, "plan_task", measure="换灯", due=world.district.due())
    return issue


def reported_done(world: PagesWorld, **problem: Any) -> str:
    issue = in_progress(world, **problem)
    task = world.get(issue)["tasks"][0]["id"]
    done = {"task_id": task, "result": "换了灯", "report_done": True}
    world.does("handler", issue, "complete_task", **done)
    return issue


def called_back(world: PagesWorld, **problem: Any) -> str:
    issue = reported_done(world, **problem)
    answers = {"reached": True, "basis": "reached", "solved": "solved"}
    world.does("reviewer", issue, "record_callback", satisfaction="satisfied", **answers)
    return issue


def closed(world: PagesWorld, **problem: Any) -> str:
    issue = called_back(world, **problem)
    world.does("reviewer", issue, "close", outcome="solved")
    return issue


def actions_on(answer: Answer, issue: str) -> set[str]:
    here = f"/issues/{issue}/"
    links = (link for link in answer.page.links if link.startswith(here))
    return {link.removeprefix(here).split("?")[0] for link in links}


def test_an_ordinary_issue_is_handled_on_its_pages_with_two_entries_from_the_unit(world):
    issue = world.issue()
    office, unit, reviewer = (world.person(who) for who in ("office", "handler", "reviewer"))
    due = world.district.due()
    sent = {"needs_conditions": "no", "due": due, **LEAD}
    assert office.fills_in(f"/issues/{issue}/assign", **sent).status == 200
    planned = unit.fills_in(f"/issues/{issue}/plan_task", measure="换掉 8 盏灯", due=due)
    assert "接件并写措施：记下了" in planned.page.words
    done = unit.fills_in(f"/issues/{issue}/complete_task", claimed="solved", result="灯亮了")
    assert "轮到审核人：记录回访" in done.page.words
    answers = {"contact": "reached", "solved": "solved", "satisfaction": "satisfied"}
    reviewer.fills_in(f"/issues/{issue}/record_callback", **answers)
    sure = reviewer.fills_in(f"/issues/{issue}/close", outcome="solved")
    assert "再看一遍" in sure.page.words
    assert world.get(issue)["state"] == "called_back"
    end = reviewer.fills_in(sure, button="confirmed")
    assert "已销号·解决" in end.page.words
    entered = world.district.asks("office", "issues", "timeline", id=issue)["items"]
    assert {item["type"] for item in entered if item["implied"]} == {
        "IssueTriaged",
        "IssueSignedFor",
    }


STATES = (reported, triaged, assigned, signed, in_progress, reported_done, called_back, closed)


def is_no_news(barred, allowed):
    """Nothing is there to act upon; or the issue is reported done with its last task, on the button beside it."""
    finishes = any(i["enabled"] and i["fields"].get("report_done") for i in allowed)
    past_tasks = (barred["command"], barred["code"]) == ("report_done", "open_tasks")
    return says_nothing(barred) or (finishes and past_tasks)


@pytest.mark.parametrize("state", STATES)
def test_the_page_offers_exactly_what_the_service_allows_and_names_what_a_rule_bars(world, state):
    issue = state(world)
    for login in PEOPLE:
        seen = world.person(login).opens(f"/issues/{issue}")
        if seen.status == 404:
            continue
        allowed = world.allowed(login, issue)
        assert actions_on(seen, issue) == {i["command"] for i in allowed if i["enabled"]}, login
        with world.app.test_request_context():
            barred = [i for i in allowed if not i["enabled"] and not is_no_news(i, allowed)]
            reasons = [because(i["code"], i["params"]) for i in barred]
        assert all(reason in seen.page.words for reason in reasons), login


def test_no_more_than_three_actions_stand_open_in_the_card_of_whose_turn_it_is(world):
    issue = in_progress(world)
    html = world.person("handler").opens(f"/issues/{issue}").html
    card = html.split('class="turn')[1].split("</section>")[0].split("<details")[0]
    assert card.count("<a ") <= 3


def test_an_office_goes_from_one_issue_to_the_next(world):
    first, second = world.issue(), world.issue()
    office = world.person("office")
    sent = {"needs_conditions": "no", "due": world.district.due(), **LEAD}
    following = office.fills_in(f"/issues/{first}/assign", **sent)
    assert "交办了。下一件" in following.page.words
    assert following.page.action.endswith("/assign")
    assert first not in following.page.action
    assert world.get(first)["state"] == "assigned"
    assert world.get(second)["state"] == "reported"


def test_the_same_form_can_triage_without_assigning(world):
    issue = world.issue()
    page = world.person("office").opens(f"/issues/{issue}/assign")
    answer = world.person("office").fills_in(
        page, to=f"/issues/{issue}/triage", needs_conditions="yes"
    )
    assert answer.status == 200
    found = world.get(issue)
    assert (found["state"], found["needs_conditions"]) == ("triaged", True)


def test_a_wrong_value_is_named_at_its_field_and_everything_typed_stays(world):
    issue = assigned(world)
    answer = world.person("handler").fills_in(
        f"/issues/{issue}/plan_task", measure="换灯", due="2026-13-40", quantity="八盏"
    )
    assert answer.status == 422
    assert 'href="#due"' in answer.html
    assert 'id="quantity-error"' in answer.html
    assert answer.page.values["measure"] == ["换灯"]
    assert answer.page.values["quantity"] == ["八盏"]


def test_a_rule_that_says_no_stands_at_the_field_that_can_mend_it(world):
    issue = assigned(world)
    late = world.district.due(30)
    answer = world.person("handler").fills_in(
        f"/issues/{issue}/plan_task", measure="换灯", due=late
    )
    assert answer.status == 422
    assert "措施的时限不能晚于这件事的时限" in answer.page.words
    assert 'id="due-error"' in answer.html
    assert answer.page.values["due"] == [late]


def test_an_empty_answer_is_asked_for_in_the_words_of_its_label(world):
    issue = assigned(world)
    answer = world.person("handler").fills_in(f"/issues/{issue}/plan_task", measure="")
    assert "写措施" in answer.page.words
    assert "错误：" in answer.page.words


def test_everything_that_is_missing_is_said_at_once(world):
    issue = world.issue()
    answer = world.person("office").fills_in(f"/issues/{issue}/assign")
    assert answer.status == 422
    for words in ("选办法", "选主办单位", "选责任领导"):
        assert words in answer.page.words


def test_how_much_was_done_is_asked_where_it_was_planned(world):
    issue = assigned(world)
    plan = {"measure": "换灯", "quantity": 8, "quantity_unit": "盏", "due": world.district.due()}
    world.does("handler", issue, "plan_task", **plan)
    answer = world.person("handler").fills_in(f"/issues/{issue}/complete_task", result="")
    assert answer.status == 422
    assert "写数量和单位" in answer.page.words
    assert "写一句办成了什么" in answer.page.words


def test_a_call_that_reached_the_person_has_two_answers(world):
    issue = reported_done(world)
    page = f"/issues/{issue}/record_callback"
    answer = world.person("reviewer").fills_in(page, contact="reached")
    assert answer.status == 422
    assert "选解决没有" in answer.page.words
    assert "选满意不满意" in answer.page.words


def test_why_nothing_was_solved_is_asked_before_the_summary_of_the_closing(world):
    issue = called_back(world)
    answer = world.person("reviewer").fills_in(
        f"/issues/{issue}/close", outcome="unsolved", explanation=""
    )
    assert answer.status == 422
    assert "未解决的要写明为什么" in answer.page.words


def test_sending_a_form_twice_changes_nothing(world):
    issue = assigned(world)
    unit = world.person("handler")
    page = unit.opens(f"/issues/{issue}/plan_task")
    sent = {"measure": "换灯", "due": world.district.due()}
    first, second = unit.fills_in(page, **sent), unit.fills_in(page, **sent)
    assert (first.status, second.status) == (200, 200)
    assert len(world.get(issue)["tasks"]) == 1


def test_a_stale_form_says_who_changed_what_and_keeps_what_was_typed(world):
    issue = in_progress(world)
    unit = world.person("handler")
    page = unit.opens(f"/issues/{issue}/report_progress")
    world.does("head", issue, "plan_task", measure="换线", due=world.district.due())
    answer = unit.fills_in(page, note="等吊车")
    assert answer.status == 409
    assert "供电所 戊" in answer.page.words
    assert "换线" in answer.page.words
    assert answer.page.values["note"] == ["等吊车"]
    again = unit.fills_in(answer)
    assert again.status == 200
    assert "等吊车" in again.page.words


def test_a_stale_form_whose_step_is_over_keeps_the_words_and_offers_no_button(world):
    issue = assigned(world)
    unit = world.person("handler")
    page = unit.opens(f"/issues/{issue}/sign_for")
    world.does("head", issue, "plan_task", measure="换灯", due=world.district.due())
    answer = unit.fills_in(page)
    assert answer.status == 409
    assert answer.page.action == ""
    assert "看这件现在能做什么" in answer.page.words


def test_a_form_sent_while_the_service_is_away_keeps_what_was_typed(world):
    issue = in_progress(world)
    page = world.person("handler").opens(f"/issues/{issue}/report_progress")
    with world.without("issues"):
        away = world.person("handler").fills_in(page, note="等吊车")
    assert away.status == 503
    assert "等吊车" in away.page.words
    again = world.person("handler").fills_in(away, note="等吊车")
    assert again.status == 200
    assert "等吊车" in again.page.words


def test_a_public_text_with_personal_details_names_them(world):
    issue = assigned(world)
    text = "三组 13812345678 反映路灯不亮"
    answer = world.person("handler").fills_in(
        f"/issues/{issue}/propose_public_text?part=public_text", text=text
    )
    assert answer.status == 422
    assert '电话：<span class="hit">13812345678</span>' in answer.html
    assert answer.page.values["text"] == [text]


def test_a_second_person_sees_both_texts_before_one_becomes_public(world):
    issue = in_progress(world)
    office, reviewer = world.person("office"), world.person("reviewer")
    where = f"/issues/{issue}/propose_public_text?part=public_text"
    assert office.fills_in(where, text="三组路灯不亮").status == 200
    assert "approve_public_text" not in actions_on(office.opens(f"/issues/{issue}"), issue)
    page = reviewer.opens(f"/issues/{issue}/approve_public_text")
    assert "路灯坏了快一个月" in page.page.words
    assert "三组路灯不亮" in page.page.words
    assert reviewer.fills_in(page).status == 200
    assert world.get(issue)["public"]["public_text"]["approved"] == "三组路灯不亮"


def test_a_measure_has_a_public_text_of_its_own(world):
    issue = in_progress(world)
    task = world.get(issue)["tasks"][0]["id"]
    world.person("office").fills_in(
        f"/issues/{issue}/propose_public_text?part=public_measure:{task}", text="更换路灯"
    )
    assert world.get(issue)["tasks"][0]["public"]["public_measure"]["proposed"] == "更换路灯"


def test_an_action_that_a_rule_bars_explains_itself_and_says_what_is_possible(world):
    issue = reported_done(world)
    answer = world.person("reviewer").opens(f"/issues/{issue}/close")
    assert answer.status == 422
    assert "先回访" in answer.page.words
    assert actions_on(answer, issue) == {"record_callback", "order_rework"}


def test_an_action_of_somebody_else_is_refused_with_the_way_back(world):
    issue = assigned(world)
    answer = world.person("office").opens(f"/issues/{issue}/plan_task")
    assert answer.status == 403
    assert f"/issues/{issue}" in answer.page.links


def test_the_unit_that_did_the_work_is_not_offered_to_close_it(world):
    issue = called_back(world)
    assert "close" not in actions_on(world.person("own_reviewer").opens(f"/issues/{issue}"), issue)
    assert "close" in actions_on(world.person("reviewer").opens(f"/issues/{issue}"), issue)


@pytest.mark.parametrize(
    ("command", "words"),
    [("close", "办这件事的单位不能自己销号"), ("record_callback", "办这件事的单位不能自己回访")],
)
def test_the_unit_that_did_the_work_is_told_who_judges_it(world, command, words):
    answer = world.person("handler").opens(f"/issues/{reported_done(world)}/{command}")
    assert answer.status == 403
    assert words in answer.page.words


def test_what_may_not_be_seen_does_not_exist(world):
    issue = assigned(world)
    for path in (f"/issues/{issue}", f"/issues/{issue}/plan_task", "/issues/nothing"):
        assert world.person("other").opens(path).status == 404
        assert world.person("admin").opens(path).status == 404


def test_both_clocks_are_shown_when_the_day_of_the_act_is_not_the_day_of_the_record(world):
    issue = in_progress(world)
    fields = {"occurred_on": "2026-01-05", "note": "灯到货了"}
    world.does("handler", issue, "report_progress", **fields)
    words = world.person("handler").opens(f"/issues/{issue}").page.words
    assert "1月5日" in words
    assert "补记" in words


def test_words_of_people_are_shown_whole_and_contact_details_covered(world):
    said = "一下雨三组门口就淹，" * 20
    issue = world.issue(verbatim=said, contact_name="周来顺", contact_phone="13812345678")
    html = world.person("office").opens(f"/issues/{issue}").html
    assert said in html
    assert "周**" in html
    assert "138****5678" in html
    assert "13812345678" not in html


def test_a_call_that_reached_nobody_is_a_try_and_the_third_one_is_a_basis(world):
    issue = reported_done(world)
    reviewer = world.person("reviewer")
    where = f"/issues/{issue}/record_callback"
    assert 'value="three_tries"' not in reviewer.opens(where).html
    for _ in range(2):
        reviewer.fills_in(where, contact="try")
    assert world.get(issue)["state"] == "reported_done"
    one_day = reviewer.fills_in(where, contact="three_tries")
    assert one_day.status == 422
    assert "至少要分在两天" in one_day.page.words


def test_where_nobody_is_independent_the_form_asks_for_a_reviewer(world):
    issue = world.issue()
    office = world.person("office")
    page = office.opens(f"/issues/{issue}/assign")
    assert 'name="reviewer"' not in page.html
    sent = {"needs_conditions": "no", "due": world.district.due(), **LEAD}
    answer = office.fills_in(page, support_units=[GUIDANCE], **sent)
    assert answer.status == 422
    assert "没有单位以外的审核人" in answer.page.words
    assert 'name="reviewer"' in answer.html
    assert answer.page.values["support_units"] == [GUIDANCE]


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 20, "²", "-1", "1e3"])
def test_a_version_that_cannot_be_one_is_told_at_the_form(world, version):
    issue = world.issue()
    page = world.person("office").opens(f"/issues/{issue}/triage")
    answer = world.person("office").fills_in(page, expected_version=version)
    assert answer.status == 422
