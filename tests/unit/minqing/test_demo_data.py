"""What people say in the demonstration: all of it different, all of it invented, none of it personal in public."""

import itertools
import tomllib
from collections import Counter
from difflib import SequenceMatcher
from importlib.resources import files

import pytest

from minqing.demo.fates import FATES, OPEN
from minqing.demo.parties import parties
from minqing.demo.problem import CODES, Problem, read_problems
from minqing.demo.world import PEOPLE, UNITS
from services.issues.categories import default_categories
from services.issues.vocabulary import KINDS, QUANTITY_UNITS, SATISFACTION
from services.kernel.personal_data import find_personal_data
from services.visits.vocabulary import PARTY_KINDS

MOST_ALIKE = 0.6  # of two sentences made from one template it is far more


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return read_problems()


def test_no_two_people_say_the_same_and_no_template_shows(problems: list[Problem]) -> None:
    said = [problem.said for problem in problems]
    assert len(set(said)) == len(problems) == 122
    assert Counter(words[:4] for words in said).most_common(1)[0][1] == 1
    for one, other in itertools.combinations(said, 2):
        alike = SequenceMatcher(None, one, other)
        assert alike.real_quick_ratio() < MOST_ALIKE or alike.ratio() < MOST_ALIKE, (one, other)


def test_measures_results_and_answers_are_told_once_each(problems: list[Problem]) -> None:
    works = [work for p in problems for work in (p.work, p.rework) if work]
    for texts in (
        [work.measure for work in works if work.measure],
        [work.result for work in works if work.result],
        [work.heard for work in works if work.heard],
        [note for problem in problems for note in problem.progress],
        [text for problem in problems for text in problem.public.values()],
    ):
        assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_every_code_is_one_that_the_services_know(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.category in default_categories()
        assert problem.kind in KINDS
        assert problem.fate in FATES
        assert problem.grade in (None, *SATISFACTION)
        for work in (problem.work, problem.rework):
            assert work is None or work.quantity is None or work.quantity[1] in QUANTITY_UNITS
    assert set(OPEN) < set(FATES)
    assert {problem.fate for problem in problems} == set(FATES)


def test_a_problem_of_a_place_or_of_a_party_is_one_of_the_district(problems: list[Problem]) -> None:
    register = {party.name: party for party in parties()}
    for problem in problems:
        where = register[problem.party].where if problem.party else problem.at
        assert where in CODES
        assert problem.at in (None, where)


def test_public_texts_name_nobody(problems: list[Problem]) -> None:
    names = [name for _, name, *_ in PEOPLE]
    names += [party.name for party in parties() if party.kind != "residential_area"]
    for text in (text for problem in problems for text in problem.public.values()):
        assert find_personal_data(text) == []
        assert len(text) <= 60
        assert not [name for name in names if name in text]


def test_the_register_is_invented_and_whole() -> None:
    register = parties()
    assert sum(party.kind == "household" for party in register) == 168
    assert {party.kind for party in register} <= set(PARTY_KINDS)
    assert all(party.where in CODES for party in register)
    for texts in (
        [party.name for party in register],
        [party.reference for party in register],
        [party.phone for party in register if party.phone],
    ):
        assert len(set(texts)) == len(texts)
    assert all(party.phone.startswith("13800000") for party in register if party.phone)


def test_units_have_codes_of_the_unused_range_and_people_to_do_their_work() -> None:
    assert all(code.startswith("99") for code, *_ in UNITS)
    homes = Counter(unit for _, _, _, unit, roles in PEOPLE if "handler" in roles)
    visitors = Counter(unit for _, _, _, unit, roles in PEOPLE if "visitor" in roles)
    of_kind = {
        kind: {code for code, _, each, _ in UNITS if each == kind}
        for kind in ("community", "direct_unit")
    }
    assert all(homes[unit] for unit in of_kind["direct_unit"] | of_kind["community"])
    assert all(visitors[unit] for unit in of_kind["community"])
    assert sum("reviewer" in roles for *_, roles in PEOPLE) >= 3


def test_no_visitor_writes_the_same_note_twice() -> None:
    text = (files("minqing.demo") / "notes.toml").read_text(encoding="utf-8")
    notes = [note for kind in tomllib.loads(text).values() for note in kind]
    assert len(set(notes)) == len(notes) >= 50
