"""How much of what is labelled in `tests/golden/pii.tsv` the detector finds, and how often it cries wolf."""

from pathlib import Path

import pytest

from tests.golden.personal_data import Score, lines, score
from web.refusals import PERSONAL

EVERYTHING = list(lines())
HELD = [line for line in EVERYTHING if line.half == "held"]


def told(measured: Score) -> str:
    return "\n".join([str(measured), *measured.misses, *measured.false_alarms])


def test_the_set_is_large_and_half_of_it_is_clean_or_held():
    assert len(EVERYTHING) >= 300
    assert 2 * sum(not line.expected for line in EVERYTHING) >= len(EVERYTHING)
    assert 2 * len(HELD) >= len(EVERYTHING) - 2


def test_most_is_found_and_few_alarms_are_false():
    measured = score(EVERYTHING)
    assert measured.recall >= 0.95, told(measured)
    assert measured.precision >= 0.90, told(measured)


def test_lines_that_were_not_looked_at_fare_about_as_well():
    measured = score(HELD)
    assert measured.recall >= 0.92, told(measured)
    assert measured.precision >= 0.90, told(measured)


@pytest.mark.parametrize("measured", [score(EVERYTHING), score(HELD)], ids=["all", "held"])
def test_the_page_on_privacy_tells_these_figures(measured: Score):
    assert str(measured) in Path("docs/privacy.md").read_text("utf-8")


def test_every_kind_has_a_name_on_the_page():
    assert {item.kind for line in EVERYTHING for item in line.expected} == set(PERSONAL)


def test_a_score_counts_what_was_missed_and_what_was_no_find():
    measured = Score(hits=8, exact=8, misses=["a", "b"], false_alarms=["c", "d"])
    assert (measured.recall, measured.precision) == (0.8, 0.8)
