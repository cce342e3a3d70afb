"""经过: every fact of an issue has words, its own details, and the name of whoever did it."""

from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any, get_args

import pytest

from eventlog.fact import fact_types, sealed_fields
from services.issues import facts
from web import step_details, timeline, words

FACTS = fact_types(facts)
KNOWN = {
    "due": "2026-12-01",
    "review_by": "2026-12-20",
    "contacted_on": "2026-11-20",
    "occurred_on": "2026-11-20",
    "rechecked_on": "2026-11-20",
    "completed_on": "2026-11-20",
    "called_on": "2026-11-20",
    "answer_by": "2026-11-27",
    "lead_unit_id": "u",
    "holder_unit_id": "u",
    "category": "c",
    "reviewer_id": "p",
}


def plain(kind: type[Any]) -> dict[str, Any]:
    """The fields of a fact as `issues.timeline` gives them, with the least that it can say."""
    found: dict[str, Any] = {}
    for each in fields(kind):
        if each.name in sealed_fields(kind):
            continue
        is_needed = each.default is MISSING and each.default_factory is MISSING
        found[each.name] = KNOWN.get(each.name, _value(each.type)) if is_needed else None
    return found


def _value(of: Any) -> Any:
    kinds = get_args(of) or (of,)
    if bool in kinds or "bool" in str(of):
        return False
    if int in kinds or "int" in str(of):
        return 2
    return date(2026, 12, 1).isoformat() if date in kinds or datetime in kinds else "x"


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_fact_has_a_name(name: str):
    assert name in words.STEPS


@pytest.mark.usefixtures("on_site")
@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_fact_has_a_title_even_where_it_says_the_least(name: str):
    title = words.STEPS[name] + step_details.detail(name, plain(FACTS[name]))
    assert title.startswith(words.STEPS[name])
    assert "None" not in title


@pytest.mark.usefixtures("on_site")
@pytest.mark.parametrize(
    ("name", "told", "title"),
    [
        ("IssueAssigned", {"lead_unit_id": "u", "due": "2026-12-01"}, "给区城建办，12月1日前"),
        ("ReviewerDesignated", {"reviewer_id": "p"}, "：王燕"),
        ("IssueCorrected", {"kind": "complaint", "category": "c"}, "为投诉，道路"),
        ("ExtensionGranted", {"due": "2026-12-04", "days": 3}, "到 12月4日"),
        ("IssueHeld", {"review_by": "2026-12-20", "days_left": 2}, "，12月20日复核"),
        ("IssueReferred", {"channel": "court"}, "到人民法院"),
        ("IssueMerged", {"into_number": "WT-202611-0032"}, " WT-202611-0032"),
        ("IssueReopened", {"cause": "rebound", "state": "triaged"}, "：回头看发现反弹"),
        (
            "IssueEscalated",
            {"level": 2, "limit": "handling", "cause": "limit"},
            "：红牌 督办单（办理时限）",
        ),
        (
            "IssueEscalated",
            {"level": 0, "limit": "handling", "cause": "limit"},
            "：提醒（办理时限）",
        ),
        ("RecheckRecorded", {"still_solved": False}, "：又反弹了"),
        ("IssueWithdrawn", {"is_last": False}, "：按反映人的意思，还有别人反映，接着办"),
        ("OutcomeRated", {"satisfaction": "dissatisfied"}, "：没说解决没有，不满意"),
    ],
)
def test_a_step_says_what_it_was_about(name: str, told: dict[str, Any], title: str):
    assert step_details.detail(name, told) == title


def step(kind: str, by: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "by": by, "by_unit": None, "fields": fields, "words": {}}


@pytest.mark.usefixtures("on_site")
def test_a_resident_who_acts_by_code_is_the_reporter_and_a_clock_the_system():
    assert timeline.who(step("OutcomeRated", "service:web", reporter_id="r"), {}) == "反映人"
    assert timeline.who(step("IssueReported", "service:web", reporter_id="r"), {}) == "系统"
    assert timeline.who(step("IssueEscalated", "service:issues"), {}) == "系统"


def test_words_that_would_not_tell_which_is_which_are_named():
    said = {"missing_condition": "缺管网", "plan": "列入明年"}
    found = timeline.spoken({"type": "HoldRequested", "words": said})
    assert found == ["缺什么：缺管网", "打算：列入明年"]
