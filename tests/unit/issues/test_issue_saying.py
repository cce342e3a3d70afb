"""Titles, masks, numbers and turns: the short answers about an issue."""

from datetime import date

import pytest

from services.issues.facts import (
    ExtensionRefused,
    ExtensionRequested,
    HoldRequested,
    IssueHeld,
    IssueRejected,
    ObjectionDecided,
    RejectionObjected,
    RejectionProposed,
    ReworkOrdered,
)
from services.issues.masking import mask_name, mask_phone
from services.issues.numbers import (
    effect_number,
    id_of_command,
    issue_id_of_problem,
    issue_number,
    task_number,
)
from services.issues.saying import title_of, turn_of
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    DONE,
    ISSUE,
    PLANNED,
    REPORTED,
    STORY,
    given,
    in_state,
    same,
)


@pytest.mark.parametrize(
    ("verbatim", "title"),
    [
        ("垃圾没人收。味道很大！", "垃圾没人收"),
        ("  路灯坏了  ", "路灯坏了"),
        ("路" * 24, "路" * 24),
        ("路" * 30, "路" * 23 + "…"),
        ("？", "？"),
        (None, None),
    ],
)
def test_a_title_is_the_first_words_of_what_was_said(verbatim: str | None, title: str | None):
    assert title_of(verbatim) == title


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("138 1234 5678", "138****5678"),
        ("0728-6241234", "072****1234"),
        ("6241234", "****34"),
        (None, None),
    ],
)
def test_a_phone_is_covered(phone: str | None, shown: str | None):
    assert mask_phone(phone) == shown


def test_a_name_is_covered():
    assert (mask_name("张三丰"), mask_name(None)) == ("张**", None)


def test_numbers_of_task_and_effect_follow_from_the_issues():
    number = issue_number(date(2026, 11, 24), 32)
    assert number == "WT-202611-0032"
    assert issue_number(date(2026, 11, 24), 12345) == "WT-202611-12345"
    assert task_number(number, 2) == "RW-202611-0032-2"
    assert effect_number(task_number(number, 2)) == "XG-202611-0032-2"


def test_ids_follow_from_what_made_the_issue():
    assert issue_id_of_problem(ISSUE, 1) == issue_id_of_problem(ISSUE, 1)
    assert issue_id_of_problem(ISSUE, 1) != issue_id_of_problem(ISSUE, 2)
    assert id_of_command("vera", "c") != id_of_command("hans", "c")


@pytest.mark.parametrize(
    ("state", "role", "unit", "verb"),
    [
        ("reported", "office", None, "assign"),
        ("triaged", "office", None, "assign"),
        ("assigned", "handler", "reed", "plan_task"),
        ("signed", "handler", "reed", "plan_task"),
        ("in_progress", "handler", "reed", "report_done"),
        ("reported_done", "reviewer", None, "record_callback"),
        ("called_back", "reviewer", None, "close"),
    ],
)
def test_whose_turn_it_is(state: str, role: str, unit: str | None, verb: str):
    assert turn_of(in_state(state)) == {"role": role, "unit": unit, "verb": verb}


def test_whose_turn_it_is_at_the_end_on_the_spot_and_after_a_rework():
    assert turn_of(in_state("closed")) is None
    on_spot = given(same(REPORTED, on_spot=True), ASSIGNED, PLANNED, COMPLETED, DONE)
    assert (turn_of(on_spot) or {})["verb"] == "close"
    rework = ReworkOrdered(issue_id=ISSUE, by="rita", by_unit="cloud", reason="x")
    assert (turn_of(given(*STORY[:8], rework)) or {})["verb"] == "report_done"


def by_hans(kind, **fields):
    return kind(issue_id=ISSUE, by="hans", by_unit="reed", **fields)


def test_what_the_unit_asked_of_the_office_is_the_offices_turn_until_it_is_answered():
    working = STORY[:5]
    asked = by_hans(ExtensionRequested, days=3)
    assert turn_of(given(*working, asked)) == {
        "role": "office",
        "unit": None,
        "verb": "grant_extension",
    }
    refused = by_hans(ExtensionRefused, reason="不缺条件")
    assert (turn_of(given(*working, asked, refused)) or {})["role"] == "handler"
    hold = by_hans(HoldRequested, review_by=date(2026, 12, 20))
    assert (turn_of(given(*working, asked, hold)) or {})["verb"] == "hold"
    held = by_hans(IssueHeld, review_by=date(2026, 12, 20), days_left=3)
    assert (turn_of(given(*working, hold, held)) or {})["verb"] == "review_hold"


def test_a_proposed_rejection_waits_for_the_office_and_an_objection_for_the_supervisor():
    proposed = by_hans(RejectionProposed, reason="不是本区的事")
    assert (turn_of(given(REPORTED, proposed)) or {})["verb"] == "reject"
    rejected = by_hans(IssueRejected, proposed_by="olga")
    assert turn_of(given(REPORTED, proposed, rejected)) is None
    objected = by_hans(RejectionObjected, words="就是你们区的路")
    waiting = given(REPORTED, proposed, rejected, objected)
    assert (turn_of(waiting) or {})["role"] == "supervisor"
    kept = by_hans(ObjectionDecided, granted=False, reason="路在邻县")
    assert turn_of(given(REPORTED, proposed, rejected, objected, kept)) is None
