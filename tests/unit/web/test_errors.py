"""Every refusal has a status and says in Chinese what happened and what to do."""

import csv
import re
from pathlib import Path

import pytest

from eventlog.errors import Conflict, Forbidden, Invalid, NotFound, Refused, Unavailable
from web.errors import explain, field_words, reason, say
from web.sayings import SAYINGS

TRANSITIONS = Path(__file__).parents[2] / "golden" / "transitions.csv"
HARSH = ("非法", "无效", "禁止", "失败", "错误代码", "！", "您", "请输入")
PARAMS = {
    "by": "王燕", "at": "14:20", "length": 10, "minutes": 15, "today": "11月24日", "number": "WT-202611-0032",
    "due": "12月5日", "weekday": "周六", "next": "12月7日 周一", "count": 2, "days": 12,
}  # fmt: skip


def refusal_codes(part: str | None = None) -> list[str]:
    with TRANSITIONS.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if part in (None, row["part"])]
    return sorted({code for row in rows for code in row["refusals"].split("|") if code})


@pytest.mark.parametrize("code", refusal_codes())
def test_every_refusal_of_the_table_has_words(code):
    assert SAYINGS[code].status in (403, 409, 422)
    assert re.search(r"[\u4e00-\u9fff]", say(code))


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_every_saying_is_whole_with_and_without_its_parameters(code):
    for words in (say(code), say(code, PARAMS)):
        assert "{" not in words
        assert not words.endswith("。")


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_no_saying_scolds_or_shouts(code):
    assert not [word for word in HARSH if word in SAYINGS[code].text + SAYINGS[code].plain]


def test_a_handling_unit_is_told_who_closes_instead():
    status, words = explain(Refused("closer_handled_it"))
    assert status == 403
    assert words == "办这件事的单位不能自己销号，由审核人销号"


def test_a_parameter_is_said_when_the_service_sent_it():
    assert explain(Refused("open_tasks", {"count": 2}))[1] == "还有 2 项措施没完成，先完成再报结"
    assert explain(Refused("open_tasks"))[1] == "还有措施没完成，先完成再报结"


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Invalid({"due": ["date"]}), 422),
        (Refused("a_code_of_tomorrow"), 422),
        (Conflict(), 409),
        (NotFound(), 404),
        (Forbidden(), 403),
        (Unavailable("reading_behind"), 503),
    ],
)
def test_every_kind_of_failure_has_its_status_even_with_an_unknown_code(failure, status):
    found, words = explain(failure)
    assert found == status
    assert words


def test_each_field_is_told_its_own_words():
    failure = Invalid(
        {"problems.0.verbatim": ["verbatim_missing"], "due": ["date"], "note": ["length"]}
    )
    assert field_words(failure) == {
        "problems.0.verbatim": "写一句群众原话",
        "due": "时限写成 2026-11-24 这样",
        "note": "记一句太长，写短一些",
    }


def test_nested_fields_are_flattened_to_paths():
    failure = Invalid({"problems": {"0": {"contact_phone": ["phone_shape"]}}})
    assert field_words(failure) == {"problems.0.contact_phone": "电话要 11 位"}


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("verbatim_too_long", "字" * 2134, "群众原话最多 2,000 字，现在 2,134 字"),
        ("phone_shape", "138 0000", "电话要 11 位，现在 7 位"),
        ("phone_shape", "23800000000", "电话要 11 位"),
        ("phone_shape", "", "电话要 11 位"),
    ],
)
def test_a_field_whose_length_is_wrong_is_told_how_long_it_is(code, typed, words):
    found = field_words(Invalid({"field": [code]}), typed=lambda path: typed)
    assert found == {"field": words}


def test_an_unknown_reason_is_answered_in_general():
    assert reason("a_code_of_tomorrow") == "现在不能做这一步，刷新看看到哪一步了"
    assert reason("second_person") == "你是提出人，要另一个人审查"


def test_an_outcome_of_an_issue_is_not_asked_for_in_the_words_of_a_visit():
    asked = field_words(Invalid({"outcome": ["required"]}), {"outcome": "办理结论"})
    assert asked == {"outcome": "办理结论还没填"}
