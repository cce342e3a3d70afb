"""The bar of stages and the card of whose turn it is: every answer of the service in exactly one place."""

import pytest

from web import stages, turns

ISSUE = {
    "id": "i1",
    "state": "in_progress",
    "marks": [],
    "limit": {"kind": "handling", "due": "2026-11-27"},
}
FACTS = [
    {"type": "IssueSignedFor", "at": "2026-11-05T06:20:00+00:00"},
    {"type": "IssueAssigned", "at": "2026-11-04T01:30:00+00:00"},
    {"type": "IssueTriaged", "at": "2026-11-04T01:30:00+00:00"},
    {"type": "IssueReported", "at": "2026-11-03T07:30:00+00:00"},
]


def possible(command: str, **fields) -> dict:
    return {"command": command, "enabled": True, "fields": fields}


def barred(command: str, code: str) -> dict:
    return {"command": command, "enabled": False, "fields": {}, "code": code, "params": {}}


def commands(actions) -> list[str]:
    return [action.form.command for action in actions]


def test_the_bar_shows_when_stages_were_passed_and_by_when_the_next_one_is_due():
    shown = stages.bar(ISSUE, FACTS)
    assert [stage.look for stage in shown] == ["done", "done", "done", "now", "", ""]
    assert shown[2].at == "2026-11-05T06:20:00+00:00"
    assert shown[3].due == "2026-11-27"
    assert shown[4].at is None


def test_a_stage_passed_twice_shows_its_last_day():
    again = [{"type": "IssueTriaged", "at": "2026-11-20T01:00:00+00:00"}, *FACTS]
    assert stages.bar(ISSUE, again)[1].at == "2026-11-20T01:00:00+00:00"


def test_a_closed_issue_has_every_stage_behind_it():
    assert {stage.look for stage in stages.bar({"state": "closed"}, FACTS)} == {"done"}


def test_what_ended_without_a_closing_has_no_bar():
    assert stages.bar({"state": "merged"}, FACTS) == []


@pytest.mark.parametrize(("state", "step"), [("reported", 2), ("signed", 4), ("called_back", 6)])
def test_a_phone_is_told_which_of_six_steps_it_is(state, step):
    assert stages.step(state) == step


def test_an_issue_that_is_over_is_at_no_step():
    assert stages.step("closed") is None


def test_there_is_one_main_action_two_others_and_the_rest_stands_under_more():
    allowed = [
        possible("plan_task"),
        possible("report_progress"),
        possible("report_done"),
        possible("assign"),
        possible("triage"),
    ]
    turn = turns.turn(ISSUE, allowed)
    assert commands([turn.main]) == ["report_done"]
    assert commands(turn.others) == ["plan_task", "report_progress"]
    assert commands(turn.more) == ["assign", "triage"]


def test_an_office_sees_no_main_button_while_it_is_the_turn_of_the_unit():
    turn = turns.turn(ISSUE, [possible("assign")])
    assert turn.main is None
    assert commands(turn.others) == ["assign"]


def test_what_a_rule_bars_is_named_with_its_reason_and_has_no_button():
    turn = turns.turn({**ISSUE, "state": "reported_done"}, [barred("close", "not_called_back")])
    assert not turn.has_actions
    assert [(each.name, each.because[:3]) for each in turn.barred] == [("销号", "先回访")]


def test_public_texts_stand_apart_from_the_steps_of_the_work():
    allowed = [possible("propose_public_text"), barred("approve_public_text", "second_person")]
    turn = turns.turn(ISSUE, allowed)
    assert list(turn.beside) == ["propose_public_text"]
    assert [each.command for each in turn.barred_texts] == ["approve_public_text"]
    assert not turn.has_actions
    assert turn.barred == []


def test_what_was_asked_of_the_office_is_its_main_button():
    allowed = [possible("assign"), possible("refuse_extension"), possible("grant_extension")]
    turn = turns.turn(ISSUE, allowed)
    assert commands([turn.main]) == ["grant_extension"]
    assert commands(turn.others) == ["refuse_extension", "assign"]


def test_an_order_that_waits_for_an_answer_stands_right_after_the_next_step():
    allowed = [possible("plan_task"), possible("report_progress"), possible("answer_supervision")]
    assert commands(turns.turn(ISSUE, allowed).others) == ["answer_supervision", "report_progress"]
    closed = turns.turn({**ISSUE, "state": "closed"}, [possible("answer_supervision")])
    assert commands(closed.others) == ["answer_supervision"]


def test_what_there_is_nothing_to_act_upon_for_is_absent():
    quiet = [
        barred("grant_extension", "no_request"),
        barred("file", "only_praise_or_suggestion"),
        barred("cancel_task", "task_completed"),
        barred("release_pledge", "not_pledged"),
    ]
    turn = turns.turn(ISSUE, [*quiet, barred("return_back", "return_used")])
    assert [each.command for each in turn.barred] == ["return_back"]


def test_every_answer_stands_in_exactly_one_place():
    allowed = [
        possible("complete_task"),
        possible("plan_task"),
        possible("report_progress"),
        possible("assign"),
        possible("propose_public_text"),
        barred("report_done", "open_tasks"),
        barred("approve_public_text", "second_person"),
        possible("add_note"),
        possible("change_task"),
    ]
    turn = turns.turn(ISSUE, allowed)
    shown = [
        *commands([turn.main, *turn.others, *turn.more, *turn.beside.values()]),
        *(each.command for each in (*turn.barred, *turn.barred_texts)),
    ]
    assert sorted(shown) == sorted(item["command"] for item in allowed)


def test_who_completes_the_last_measure_is_not_told_that_reporting_done_waits_for_it():
    past_it = barred("report_done", "open_tasks")
    last = turns.turn(ISSUE, [possible("complete_task", report_done=True), past_it])
    assert last.main.form.title == "完成措施并报结"
    assert last.barred == []
    one_of_two = turns.turn(ISSUE, [possible("complete_task"), past_it])
    assert [each.command for each in one_of_two.barred] == ["report_done"]


@pytest.mark.parametrize(
    ("state", "title"),
    [("assigned", "接件并写措施"), ("signed", "写措施"), ("in_progress", "加一项措施")],
)
def test_a_measure_is_called_what_it_is_at_that_step(state, title):
    turn = turns.turn({**ISSUE, "state": state}, [possible("plan_task")])
    assert turn.main.form.title == title


def test_nobody_waits_for_the_office_with_what_it_must_not_see():
    waits = {"whose_turn": {"role": "office", "unit": None, "verb": "assign"}, "state": "reported"}
    assert turns.heading({**waits, "marks": []}) == "轮到办公室：交办"
    told = turns.heading({**waits, "marks": ["confidential"]})
    assert told == "轮到保密件承办人：转法定渠道，或者交办"
