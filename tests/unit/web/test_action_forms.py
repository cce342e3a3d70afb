"""Each action on an issue has a form: what it asks, in which words, and how answers go on the wire."""

import csv
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from services.kernel.quantity_units import QUANTITY_UNITS as COUNTED_IN
from web import form_choices, words
from web.action_forms import ACTIONS, FORMS, NEXT_STEPS, TEXT_ACTIONS, form_of, worded
from web.form_fields import LOOKED_UP, Choice, Field, request_of, typed_in
from web.quantity_units import QUANTITY_UNITS
from web.refusals import FIELD_OF
from web.sayings import SAYINGS

ORACLE = Path(__file__).parents[2] / "golden" / "transitions.csv"
# Issues come in by a visit or a public form, not on the page of an issue.
BEFORE_THERE_IS_AN_ISSUE = {"report", "report_solved_on_spot"}
KINDS = {"words", "day", "number", "tick", "tiles", "select", *LOOKED_UP}


def part_one() -> list[dict[str, str]]:
    with ORACLE.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["part"] == "1"]


def all_fields() -> list[tuple[str, Field]]:
    return [(command, field) for command, form in FORMS.items() for field in form.fields]


def send(command: str, **typed) -> dict:
    return request_of(ACTIONS[command].fields, MultiDict(typed))


def test_every_command_of_part_one_that_a_person_gives_to_an_issue_has_a_form():
    commands = {row["command"] for row in part_one()} - BEFORE_THERE_IS_AN_ISSUE
    assert set(ACTIONS) == commands


def test_every_form_has_a_title_and_a_button_that_names_the_act():
    for command, form in ACTIONS.items():
        assert form.command == command
        assert form.title
        assert form.verb


@pytest.mark.parametrize(("command", "field"), all_fields())
def test_every_field_has_a_label_a_known_kind_and_choices_where_it_offers_them(command, field):
    assert field.label
    assert field.kind in KINDS
    assert bool(field.choices) == (field.kind in ("tiles", "select"))


@pytest.mark.parametrize("command", FORMS)
def test_no_form_asks_the_same_twice(command):
    names = [field.name for field in FORMS[command].fields]
    assert len(names) == len(set(names))


def test_what_cannot_be_undone_is_asked_once_more_and_says_what_follows():
    assert [command for command, form in ACTIONS.items() if form.confirm] == ["close"]
    assert ACTIONS["close"].after
    assert ACTIONS["approve_public_text"].after


def test_the_main_button_of_every_state_is_an_action_of_the_oracle_in_that_state():
    from_states = {row["command"]: row["from"] for row in part_one()}
    for state, commands in NEXT_STEPS.items():
        assert state in words.STATES
        for command in commands:
            assert state in from_states[command]


def test_public_texts_stand_beside_the_words_they_are_about():
    assert not set(TEXT_ACTIONS) & {name for names in NEXT_STEPS.values() for name in names}


def test_an_assignment_is_called_another_name_once_a_unit_has_the_issue():
    assert worded("assign", "reported").title == "研判和交办"
    assert worded("assign", "in_progress").title == "改派"
    assert worded("plan_task", "in_progress").verb == "加这项措施"


def test_with_the_last_open_task_the_form_is_the_one_that_reports_the_issue_done():
    last = form_of("complete_task", "in_progress", {"task_id": "t1", "report_done": True})
    assert (last.command, last.title) == ("complete_task", "完成措施并报结")
    assert form_of("complete_task", "in_progress", {"task_id": "t1"}).title == "完成措施"


def test_a_refusal_that_a_field_can_mend_names_a_field_of_a_form_and_has_words():
    asked = {field.name for _, field in all_fields()}
    for code, field in FIELD_OF.items():
        assert field in asked
        assert code in SAYINGS


def test_units_of_quantity_are_those_the_services_count_in():
    assert QUANTITY_UNITS == COUNTED_IN


def test_an_empty_answer_is_left_out():
    assert send("report_progress", note="  ", occurred_on="", quantity="") == {}


def test_a_number_is_read_and_what_is_none_is_left_to_the_service():
    assert send("complete_task", quantity="1,420") == {"quantity": 1420}
    assert send("complete_task", quantity="2.5") == {"quantity": 2.5}
    assert send("complete_task", quantity="两台") == {"quantity": "两台"}
    assert send("complete_task", quantity="nan") == {"quantity": "nan"}


def test_whether_it_can_be_done_now_is_sent_as_a_flag():
    assert send("triage", needs_conditions="yes") == {"needs_conditions": True}
    assert send("triage", needs_conditions="no") == {"needs_conditions": False}


def test_one_question_about_the_call_says_both_reached_and_basis():
    assert send("record_callback", contact="reached") == {"reached": True, "basis": "reached"}
    assert send("record_callback", contact="try") == {"reached": False}
    assert send("record_callback", contact="three_tries") == {
        "reached": False,
        "basis": "three_tries",
    }


def test_supporting_units_are_a_list():
    typed = MultiDict([("support_units", "a"), ("support_units", ""), ("support_units", "b")])
    assert request_of(ACTIONS["assign"].fields, typed) == {"support_units": ["a", "b"]}


def test_a_value_the_service_proposes_stands_in_the_form_as_it_would_be_typed():
    fields = {field.name: field for field in ACTIONS["assign"].fields}
    proposed = {"needs_conditions": False, "due": "2026-12-01", "support_units": ["a"]}
    assert fields["needs_conditions"].as_typed(proposed) == "no"
    assert fields["due"].as_typed(proposed) == "2026-12-01"
    assert fields["support_units"].as_typed(proposed) == ["a"]
    assert fields["designated"].as_typed(proposed) == ""
    assert fields["note"].as_typed(proposed) == ""


def test_everything_typed_is_kept_right_or_wrong():
    typed = MultiDict([("quantity", "很多"), ("support_units", "x"), ("unknown", "y")])
    kept = typed_in(ACTIONS["complete_task"].fields, typed)
    assert kept["quantity"] == "很多"
    assert "unknown" not in kept


def test_a_text_belongs_to_the_issue_or_to_one_of_its_tasks():
    issue = {
        "verbatim": "冷库没通电",
        "tasks": [
            {"id": "t1", "number": "RW-202611-0006-1", "measure": "架线", "completed_on": None},
            {
                "id": "t2",
                "number": "RW-202611-0006-2",
                "measure": "协调",
                "completed_on": "2026-11-12",
                "result": "协调好了",
            },
        ],
    }
    offered = form_choices.possible_texts(issue)
    assert [choice.value for choice in offered] == [
        "public_text",
        "public_measure:t1",
        "public_measure:t2",
        "public_result:t2",
    ]
    assert dict(offered[1].sends) == {"part": "public_measure", "task_id": "t1"}


def test_a_summary_says_answers_in_words():
    tiles = Field("outcome", "结论", "tiles", choices=(Choice("solved", "解决"),))
    assert form_choices.word_of(tiles, "solved") == "解决"
    assert form_choices.word_of(tiles, "") == "未填"
    assert form_choices.word_of(Field("designated", "指定", "tick"), "1") == "是"
