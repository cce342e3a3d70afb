"""Codes of the services have a word on the screen, and a chip that the style sheet knows."""

import csv
from pathlib import Path

import pytest

from web import words
from web.assets import FOLDER

TRANSITIONS = Path(__file__).parents[2] / "golden" / "transitions.csv"
STATES = [
    "reported", "triaged", "returned", "assigned", "signed", "in_progress", "held", "reported_done", "called_back",
    "closed", "referred", "rejected", "merged", "withdrawn", "filed",
]  # fmt: skip


def part_one() -> list[dict[str, str]]:
    with TRANSITIONS.open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["part"] == "1"]


def test_every_state_has_a_word_and_open_ones_a_ground():
    style = (FOLDER / "mq.css").read_text(encoding="utf-8")
    assert list(words.STATES) == STATES
    for state in STATES:
        assert f".{words.state_chip(state)}{{" in style


@pytest.mark.parametrize("row", part_one(), ids=lambda row: row["command"])
def test_every_command_of_part_one_has_a_verb(row):
    assert row["command"] in words.COMMANDS or row["command"] == "report_solved_on_spot"


def test_a_closed_issue_says_how_it_ended():
    assert words.state_word("closed", "partly_solved") == "已销号·部分解决"
    assert words.state_chip("closed", "unsolved") == "c-unsolved"
    assert words.state_word("in_progress") == "办理中"


def test_an_ended_state_has_no_ground():
    assert words.state_chip("withdrawn") == "c-ended"


def test_a_second_rework_says_how_often():
    assert words.mark_word("rework", 1) == "重办"
    assert words.mark_word("rework", 2) == "重办 2 次"


def test_an_unknown_code_is_shown_as_it_is_and_a_missing_one_as_not_filled_in():
    assert words.word(words.KINDS, "of_tomorrow") == "of_tomorrow"
    assert words.word(words.KINDS, None) == "未填"
