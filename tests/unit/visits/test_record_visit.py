"""Recording a visit: given a party and a form, when it is recorded, then facts or a refusal."""

from dataclasses import replace
from datetime import date

import pytest

from eventlog.errors import Invalid, NotFound, Refused
from services.visits.facts import PartyRegistered, PersonForgotten, ProblemRaised, VisitRecorded
from services.visits.party import NewParty, forget_party, party_of, register_party
from services.visits.problem import Problem, SolvedOnSpot
from services.visits.visit import VisitForm, Visitor, check, record_visit

TODAY = date(2026, 11, 24)
REGISTERED = PartyRegistered(
    party_id="p1", kind="household", unit_id="u1", name="余大明", phone="13812345678"
)
MET = VisitForm(party_id="p1", outcome="met")
WORDS = Problem(verbatim="村口的路灯坏了快一个月")
ME = Visitor("person-1", "unit-of-me")


def faults(form: VisitForm) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as failed:
        check(form, TODAY)
    return failed.value.params


def refusal(form: VisitForm) -> str:
    with pytest.raises(Refused) as failed:
        check(form, TODAY)
    return failed.value.code


def test_a_visit_needs_no_more_than_a_party_and_an_outcome():
    check(MET, TODAY)
    [visit] = record_visit("v1", MET, party_of([REGISTERED]), ME, TODAY)
    assert visit == VisitRecorded(
        visit_id="v1",
        party_id="p1",
        unit_id="u1",
        occurred_on=TODAY,
        visitor_ids=("person-1",),
        by="person-1",
        by_unit="unit-of-me",
        visit_type="residents",
        outcome="met",
    )


def test_every_problem_becomes_a_fact_beside_the_visit():
    form = replace(MET, problems=[WORDS, replace(WORDS, verbatim="沟堵了", danger=True)])
    visit, first, second = record_visit("v1", form, party_of([REGISTERED]), ME, TODAY)
    assert isinstance(visit, VisitRecorded)
    assert visit.problem_count == 2
    assert isinstance(first, ProblemRaised)
    assert isinstance(second, ProblemRaised)
    assert (first.n, first.verbatim, first.danger) == (1, "村口的路灯坏了快一个月", False)
    assert (second.n, second.verbatim, second.danger) == (2, "沟堵了", True)
    assert (first.category, first.kind, first.solved_on_spot) == ("other", "help_request", False)


def test_a_problem_solved_on_the_spot_carries_its_result_and_quantity():
    solved = SolvedOnSpot(result="换了灯泡", quantity=2.0, quantity_unit="盏")
    form = replace(MET, problems=[replace(WORDS, solved_on_spot=solved)])
    check(form, TODAY)
    _, problem = record_visit("v1", form, party_of([REGISTERED]), ME, TODAY)
    assert isinstance(problem, ProblemRaised)
    assert (problem.solved_on_spot, problem.result) == (True, "换了灯泡")
    assert (problem.quantity, problem.quantity_unit) == (2.0, "盏")


def test_the_visit_type_follows_the_kind_of_party_unless_it_is_named():
    enterprise = party_of([replace(REGISTERED, kind="enterprise")])
    assert record_visit("v", MET, enterprise, ME, TODAY)[0].visit_type == "enterprise"
    named = replace(MET, visit_type="grassroots_unit")
    assert record_visit("v", named, enterprise, ME, TODAY)[0].visit_type == "grassroots_unit"


def test_other_visitors_stand_beside_the_one_who_records():
    form = replace(MET, visitor_ids=("person-2", "person-1"))
    assert record_visit("v", form, party_of([REGISTERED]), ME, TODAY)[0].visitor_ids == (
        "person-1",
        "person-2",
    )


def test_a_missing_party_and_a_missing_outcome_are_both_named():
    assert faults(VisitForm()) == {"party_id": ["party_missing"], "outcome": ["outcome_missing"]}


def test_a_party_is_either_known_or_new():
    new = NewParty(party_id="p2", kind="household", unit_id="u1", name="李四")
    assert faults(replace(MET, new_party=new)) == {"party_id": ["party_missing"]}
    check(replace(MET, party_id=None, new_party=new), TODAY)


def test_the_phone_of_a_new_party_has_a_shape():
    new = NewParty(party_id="p2", kind="household", unit_id="u1", name="李四", phone="1381234567")
    form = replace(MET, party_id=None, new_party=new)
    assert faults(form) == {"new_party.phone": ["phone_shape"]}


def test_a_visit_is_not_recorded_before_its_day():
    check(replace(MET, occurred_on=TODAY), TODAY)
    form = replace(MET, occurred_on=date(2026, 11, 25))
    assert faults(form) == {"date": ["date_in_future"]}


def test_words_are_needed_and_have_at_most_two_thousand_characters():
    check(replace(MET, problems=[Problem(verbatim="字" * 2000)]), TODAY)
    form = replace(MET, problems=[Problem(verbatim=None), Problem(verbatim="字" * 2001)])
    assert faults(form) == {
        "problems.0.verbatim": ["verbatim_missing"],
        "problems.1.verbatim": ["verbatim_too_long"],
    }


def test_at_most_twenty_problems_a_visit():
    check(replace(MET, problems=[WORDS] * 20), TODAY)
    assert faults(replace(MET, problems=[WORDS] * 21)) == {"problems": ["length"]}


@pytest.mark.parametrize("outcome", ["not_home", "refused"])
def test_who_met_nobody_heard_no_problem(outcome):
    form = replace(MET, outcome=outcome, problems=[WORDS])
    assert refusal(form) == "problem_without_meeting"


def test_a_tipoff_takes_the_legal_channel():
    form = replace(MET, problems=[WORDS, replace(WORDS, kind="tipoff")])
    assert refusal(form) == "use_legal_channel"


def test_words_against_a_named_party_take_the_legal_channel():
    form = VisitForm(
        problems=[replace(WORDS, accused_party="某单位")]
    )  # before anything else is said
    assert refusal(form) == "use_legal_channel"


def test_what_was_solved_on_the_spot_has_a_result():
    form = replace(MET, problems=[replace(WORDS, solved_on_spot=SolvedOnSpot())])
    assert faults(form) == {"problems.0.solved_on_spot.result": ["result_missing"]}


def test_a_quantity_has_a_unit_and_a_unit_a_quantity():
    number = SolvedOnSpot(result="修好了", quantity=3.0)
    unit = SolvedOnSpot(result="修好了", quantity_unit="处")
    form = replace(MET, problems=[replace(WORDS, solved_on_spot=s) for s in (number, unit)])
    assert faults(form) == {
        "problems.0.solved_on_spot.quantity_unit": ["quantity_missing"],
        "problems.1.solved_on_spot.quantity": ["quantity_missing"],
    }


def test_the_phone_of_a_contact_has_a_shape_and_is_kept_as_digits():
    wrong = replace(MET, problems=[replace(WORDS, contact_phone="8234", contact_email="li@home")])
    assert faults(wrong) == {
        "problems.0.contact_phone": ["phone_shape"],
        "problems.0.contact_email": ["email_shape"],
    }
    right = replace(MET, problems=[replace(WORDS, contact_phone="138 1234-5678")])
    check(right, TODAY)
    assert record_visit("v", right, party_of([REGISTERED]), ME, TODAY)[1].contact_phone == (
        "13812345678"
    )


def test_who_is_forgotten_is_not_written_about_again():
    forgotten = party_of([REGISTERED, PersonForgotten(person_id="p1")])
    with pytest.raises(Refused) as failed:
        record_visit("v1", MET, forgotten, ME, TODAY)
    assert failed.value.code == "party_forgotten"


def test_forgetting_twice_says_it_once():
    party = party_of([REGISTERED])
    [fact] = forget_party(party)
    assert fact == PersonForgotten(person_id="p1")
    assert forget_party(party_of([REGISTERED, fact])) == []
    assert party_of([REGISTERED, fact]).version == 2


def test_a_party_without_facts_does_not_exist():
    with pytest.raises(NotFound):
        party_of([])


def test_a_party_is_registered_with_its_phone_as_digits():
    fact = register_party(NewParty("p9", "household", "u1", "王五", "0728-622 1234"))
    assert fact == PartyRegistered(
        party_id="p9", kind="household", unit_id="u1", name="王五", phone="07286221234"
    )
