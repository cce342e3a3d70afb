"""The request's shape: strict, bounded, answered with codes."""

from datetime import date

import pytest

from eventlog.errors import Invalid
from services.kernel.schema import CommandSchema, PageSchema, Schema
from services.kernel.schema_fields import (
    Code,
    Count,
    Day,
    Flag,
    Identifier,
    Items,
    Nested,
    Quantity,
    Secret,
    Text,
)


class Part(Schema):
    words = Text(required=True, max=5)
    kind = Code(("a", "b"))


class Whole(CommandSchema):
    name = Text(max=5)
    on = Day()
    danger = Flag(load_default=False)
    number = Count(max=9)
    quantity = Quantity(max=100)
    part = Nested(Part)
    parts = Items(Nested(Part), max=2)
    units = Items(Identifier(), max=2)
    secret = Secret(max=9)


def check(**fields):
    return Whole().check({"command_id": "c1", **fields})


def faults(**fields):
    with pytest.raises(Invalid) as raised:
        check(**fields)
    return raised.value.params


def test_what_is_absent_or_null_is_none_or_its_default():
    empty = {"name": None, "on": None, "danger": False, "number": None, "quantity": None}
    empty |= {"part": None, "parts": None, "units": None, "secret": None}
    empty |= {"command_id": "c1", "expected_version": None}
    assert check() == empty
    assert check(name=None, danger=None, parts=None) == empty


def test_good_values_are_loaded_as_their_types():
    loaded = check(
        name=" 张三 ", on="2026-11-24", danger=True, number=9, quantity=3, secret=" x ",
        part={"words": "abc", "kind": "a"}, parts=[{"words": "d"}], units=["429005451"],
    )  # fmt: skip
    assert loaded["name"] == "张三"
    assert loaded["on"] == date(2026, 11, 24)
    assert loaded["danger"] is True
    assert (loaded["number"], loaded["quantity"]) == (9, 3.0)
    assert loaded["part"] == {"words": "abc", "kind": "a"}
    assert loaded["parts"] == [{"words": "d", "kind": None}]
    assert loaded["units"] == ["429005451"]
    assert loaded["secret"] == " x "


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", 5, "type"),
        ("name", "", "blank"),
        ("name", " \t\n", "blank"),
        ("name", "a\0b", "character"),
        ("name", "a\ud800", "character"),
        ("name", "a\x85", "character"),
        ("name", "a\u202eb", "character"),
        ("name", "a\u2066b", "character"),
        ("name", "\u200b\u3000\ufeff", "blank"),
        ("name", "\u3164", "blank"),
        ("name", "abcdef", "length"),
        ("name", ["a"], "type"),
        ("secret", "  ", "blank"),
        ("on", "2026-11-31", "date"),
        ("on", "20261124", "date"),
        ("on", "2026-W48-2", "date"),
        ("on", "2026-11-24T00:00", "date"),
        ("on", "1999-12-31", "date"),
        ("on", 20261124, "type"),
        ("danger", "yes", "type"),
        ("danger", 1, "type"),
        ("number", "7", "type"),
        ("number", 7.0, "type"),
        ("number", True, "type"),
        ("number", -1, "range"),
        ("number", 10, "range"),
        ("quantity", float("nan"), "range"),
        ("quantity", float("inf"), "range"),
        ("quantity", 10**400, "range"),
        ("quantity", True, "type"),
        ("quantity", "3", "type"),
        ("part", "x", "type"),
        ("part", [], "type"),
        ("parts", {}, "type"),
        ("parts", "xy", "type"),
        ("parts", [{"words": "a"}] * 3, "length"),
        ("command_id", "", "blank"),
        ("command_id", "a b", "pattern"),
        ("command_id", "张", "pattern"),
        ("command_id", "13812345678", "pattern"),
        ("command_id", "138-1234-5678", "pattern"),
        ("command_id", "11010519491231002X", "pattern"),
        ("command_id", None, "required"),
        ("surprise", 1, "unknown"),
    ],
)
def test_a_wrong_value_is_named_by_its_code(field, value, code):
    assert faults(**{field: value}) == {field: [code]}


def test_a_missing_field_is_required():
    with pytest.raises(Invalid) as raised:
        Whole().check({})
    assert raised.value.params == {"command_id": ["required"]}


def test_faults_of_parts_are_flat_and_hold_no_value():
    assert faults(
        part={"kind": "z"}, parts=[{"words": "abcdefg"}, {"words": "a", "x": 1}], units=["u", None]
    ) == {
        "part.words": ["required"],
        "part.kind": ["choice"],
        "parts.0.words": ["length"],
        "parts.1.x": ["unknown"],
        "units.1": ["required"],
    }
    assert faults(**{"张三 13812345678": 1}) == {"?": ["unknown"]}


@pytest.mark.parametrize("request_", [None, [], "x", 3])
def test_a_request_is_an_object(request_):
    with pytest.raises(Invalid) as raised:
        Whole().check(request_)
    assert raised.value.params == {"request": ["type"]}


def test_depth_is_bounded_without_recursion():
    deep: dict = {}
    for _ in range(50_000):
        deep = {"part": deep}
    assert faults(part=deep) == {"request": ["depth"]}


def test_the_number_of_faults_is_bounded():
    assert len(faults(**{f"x{n}": 1 for n in range(1000)})) == 50


def test_a_page_has_a_limit_and_positions_to_wait_for():
    page = PageSchema().check({"at_least": {"issues": 7}, "after": "eyJuIjo1fQ=="})
    assert page == {"at_least": {"issues": 7}, "after": "eyJuIjo1fQ==", "limit": 20}
    assert PageSchema().check({"after": "202611000000000012"})["after"] == "202611000000000012"
    assert PageSchema().check({"limit": None})["limit"] == 20
    for wrong in ({"limit": 0}, {"limit": 201}, {"at_least": {"issues": "7"}}, {"at_least": []}):
        with pytest.raises(Invalid):
            PageSchema().check(wrong)
