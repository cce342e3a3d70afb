"""Each action on an issue has a form: what it asks, in which words, and how answers go on the wire."""

import csv
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from eventlog.errors import Refused
from services.issues import schemas
from services.kernel.quantity_units import QUANTITY_UNITS as COUNTED_IN
from web import form_choices, form_starts, public_parts, refusals, words
from web.action_forms import (
    ACTIONS,
    BESIDE,
    FORMS,
    NEXT_STEPS,
    TEXT_ACTIONS,
    WAITED_FOR,
    form_of,
    then,
    worded,
)
from web.form_fields import LOOKED_UP, Choice, Field, request_of, typed_in
from web.quantity_units import QUANTITY_UNITS
from web.refusals import FIELD_OF
from web.sayings import SAYINGS

ORACLE = Path(__file__).parents[2] / "golden" / "transitions.csv"
# Issues come in by a visit or a public form; residents rate by their code. Neither is done on the page of an issue.
ELSEWHERE = {"report", "report_solved_on_spot", "rate"}
BESIDE_THE_TABLE = {"add_note"}
SIMPLE = {"words", "line", "phone", "email", "day", "number", "tick"}
CHOSEN = {"tiles", "picks", "select"}


def oracle() -> list[dict[str, str]]:
    with ORACLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def all_fields() -> list[tuple[str, Field]]:
    return [(command, field) for command, form in FORMS.items() for field in form.fields]


def send(command: str, **typed) -> dict:
    return request_of(ACTIONS[command].fields, MultiDict(typed))


def test_every_command_that_staff_give_to_an_issue_has_a_form():
    commands = {row["command"] for row in oracle()} - ELSEWHERE
    assert set(ACTIONS) == commands | BESIDE_THE_TABLE


def test_a_form_asks_only_what_the_command_takes():
    for command, form in FORMS.items():
        takes = set(getattr(schemas, SCHEMAS[form.command])().fields)
        sent = {name for field in form.fields for name in names_of(field)}
        assert sent <= takes, command


def test_every_command_has_a_place_in_the_order_of_the_card():
    ordered = {
        *WAITED_FOR,
        *then("signed"),
        *BESIDE,
        *(name for names in NEXT_STEPS.values() for name in names),
    }
    assert ordered == set(ACTIONS)


def names_of(field: Field) -> set[str]:
    sent = {name for choice in field.choices for name, _ in choice.sends}
    if field.kind == "part":
        return {"part", "task_id"}
    return sent or {field.name}


SCHEMAS = {command: "".join(part.title() for part in command.split("_")) for command in (*ACTIONS,)}


def test_every_form_has_a_title_and_a_button_that_names_the_act():
    for command, form in ACTIONS.items():
        assert form.command == command
        assert form.title
        assert form.verb


@pytest.mark.parametrize(("command", "field"), all_fields())
def test_every_field_has_a_label_a_known_kind_and_choices_where_it_offers_them(command, field):
    assert field.label
    assert field.kind in {*SIMPLE, *CHOSEN, *LOOKED_UP}
    assert bool(field.choices) == (field.kind in CHOSEN)


@pytest.mark.parametrize("command", FORMS)
def test_no_form_asks_the_same_twice(command):
    names = [field.name for field in FORMS[command].fields]
    assert len(names) == len(set(names))


def test_what_cannot_be_undone_is_asked_once_more_and_says_what_follows():
    confirmed = {command for command, form in ACTIONS.items() if form.confirm}
    assert confirmed == {"reject", "merge", "withdraw", "close"}
    assert all(ACTIONS[command].after for command in confirmed)
    assert ACTIONS["approve_public_text"].after


def test_the_main_button_of_every_state_is_an_action_of_the_oracle_in_that_state():
    from_states = {row["command"]: row["from"] for row in oracle()}
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


def test_only_what_was_changed_is_sent_and_a_quantity_with_its_unit():
    task = {"id": "t1", "measure": "清淤", "due": "2026-12-01", "unit": "u", "quantity": 420}
    issue = {"tasks": [{**task, "quantity_unit": "米"}]}
    known = form_starts.known("change_task", issue, {"tasks": [{"id": "t1"}]}, None)
    asked = {
        "task_id": "t1",
        "measure": "清淤",
        "quantity": 400,
        "quantity_unit": "米",
        "unit": "u",
    }
    assert form_starts.changes(asked, known) == {
        "task_id": "t1",
        "quantity": 400,
        "quantity_unit": "米",
    }


def test_what_a_person_may_do_is_no_answer_to_the_question():
    assert form_starts.start_values("pledge", {}, {"for_self": True, "for_unit": True}, None) == {
        "for_self": True
    }


@pytest.mark.usefixtures("on_site")
def test_everything_that_a_hold_lacks_is_said_at_its_field():
    lacking = refusals.places_of(Refused("hold_incomplete", {"missing": ["plan", "review_by"]}))
    late = {"missing": ["review_by"], "latest": "2026-12-24"}
    too_far = refusals.places_of(Refused("hold_incomplete", late))
    assert [name for name, _ in lacking] == ["plan", "review_by"]
    assert too_far == [("review_by", "复核日期从明天起，最晚 12月24日")]


def test_whoever_withdraws_is_named_and_is_the_only_one_when_alone():
    alone = {"reporters": [{"id": "r", "name": None, "phone": "138****0000"}]}
    field = ACTIONS["withdraw"].fields[0]
    shown = form_choices.filled_in(field, "withdraw", alone, {})
    assert [(choice.label, choice.note) for choice in shown.choices] == [
        ("反映人，没留姓名", "138****0000")
    ]


@pytest.mark.usefixtures("on_site")
def test_an_extension_is_chosen_with_the_day_to_which_it_leads():
    field = ACTIONS["request_extension"].fields[0]
    proposed = {"new_dues": ["2026-12-02", "2026-12-03"]}
    shown = form_choices.filled_in(field, "request_extension", {}, proposed)
    assert [choice.label for choice in shown.choices] == [
        "1 个工作日，到12月2日",
        "2 个工作日，到12月3日",
    ]
    assert request_of((shown,), MultiDict({"days": "2"})) == {"days": 2}


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
            {
                "id": "t1",
                "number": "RW-202611-0006-1",
                "measure": "架线",
                "completed_on": None,
                "cancelled": None,
            },
            {
                "id": "t2",
                "number": "RW-202611-0006-2",
                "measure": "协调",
                "completed_on": "2026-11-12",
                "cancelled": None,
                "result": "协调好了",
            },
        ],
    }
    offered = public_parts.possible_texts(issue)
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
