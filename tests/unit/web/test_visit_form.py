"""The form of a visit: what is sent, what is asked for, and that nothing typed is lost."""

import pytest
from werkzeug.datastructures import MultiDict

from web import visit_form

WHOM = {"party_id": "p1", "outcome": "met"}
PROBLEM = {
    "problems.0.verbatim": "路灯坏了快一个月",
    "problems.0.category": "power_and_lighting",
    "problems.0.way": "office",
}


def read(**typed):
    return visit_form.read(MultiDict(typed), "c1")


def test_a_visit_without_a_problem_needs_two_answers():
    draft = read(**WHOM)
    assert draft.missing() == {}
    assert draft.request() == {
        "command_id": "c1",
        "party_id": "p1",
        "outcome": "met",
        "problems": [],
    }


def test_a_visit_with_a_problem_needs_no_more_than_six():
    draft = read(**WHOM, note="身体都好", **PROBLEM)
    assert draft.missing() == {}
    assert draft.request()["problems"] == [
        {"verbatim": "路灯坏了快一个月", "category": "power_and_lighting"}
    ]


def test_everything_that_is_missing_is_said_in_one_go():
    draft = read(**{"problems.0.contact_phone": "13800005678"})
    assert draft.missing() == {
        "party_id": "选走访谁",
        "outcome": "选见到人了没有",
        "problems.0.verbatim": "写一句群众原话",
        "problems.0.category": "选一个类别，拿不准选“其他”",
    }


def test_choices_that_stand_ready_make_no_problem():
    draft = read(**WHOM, **{"problems.0.way": "office", "problems.0.verbatim": " "})
    assert draft.written == []


def test_solved_on_the_spot_carries_its_result_and_amount():
    spot = {"solved_on_spot.result": "换了灯泡", "solved_on_spot.quantity": "2"}
    typed = {f"problems.0.{name}": text for name, text in spot.items()}
    draft = read(**WHOM, **{**PROBLEM, **typed, "problems.0.way": "spot"})
    assert draft.request()["problems"][0]["solved_on_spot"] == {
        "result": "换了灯泡",
        "quantity": 2.0,
    }


def test_solved_on_the_spot_asks_for_the_result():
    draft = read(**WHOM, **{**PROBLEM, "problems.0.way": "spot"})
    assert draft.missing() == {"problems.0.solved_on_spot.result": "写一句办成了什么"}


def test_a_result_for_the_office_is_kept_on_the_form_and_not_sent():
    draft = read(**WHOM, **PROBLEM, **{"problems.0.solved_on_spot.result": "换了灯泡"})
    assert "solved_on_spot" not in draft.request()["problems"][0]
    assert draft.problems[0].spot["result"] == "换了灯泡"


def test_an_error_of_the_service_finds_the_problem_it_means_past_a_blank_one():
    draft = read(**WHOM, **{"problems.1.verbatim": "井盖坏了", "problems.1.category": "roads"})
    assert draft.original_field("problems.0.contact_phone") == "problems.1.contact_phone"
    assert draft.original_field("outcome") == "outcome"


def test_a_new_household_is_described_instead_of_chosen():
    draft = read(outcome="met", **{"new_party.kind": "household", "new_party.name": "余"})
    assert draft.missing() == {}
    assert draft.request()["new_party"] == {"kind": "household", "name": "余"}
    assert "party_id" not in draft.request()


def test_what_is_no_number_goes_as_typed_so_that_the_service_can_say_so():
    typed = {"problems.0.way": "spot", "problems.0.solved_on_spot.quantity": "两盏"}
    draft = read(**WHOM, **{**PROBLEM, **typed})
    assert draft.request()["problems"][0]["solved_on_spot"]["quantity"] == "两盏"


def test_the_command_id_of_the_form_is_kept():
    assert read(command_id="c0").command_id == "c0"
    assert read().command_id == "c1"


@pytest.mark.parametrize("typed", ["nan", "inf", "-Infinity", "1e999", "9" * 400])
def test_a_quantity_that_no_number_can_hold_goes_as_it_was_typed(typed):
    spot = {"problems.0.way": "spot", "problems.0.solved_on_spot.quantity": typed}
    [problem] = read(**WHOM, **{**PROBLEM, **spot}).request()["problems"]
    assert problem["solved_on_spot"] == {"quantity": typed}
