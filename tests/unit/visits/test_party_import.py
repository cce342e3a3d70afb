"""Importing parties: given a register, when rows come in, then each is new, the same or wrong."""

from dataclasses import replace

import pytest

from services.visits.party_import import Known, Register, Row, plan_import

ROW = Row(2, "household", "余大明", "u1", "13812345678", "H-1")


def unit_fault(unit: str) -> str | None:
    return None if unit in {"u1", "u2"} else "unknown_unit"


def name_key(row: Row) -> str:
    return f"{row.unit_code}/{row.name}"


def plan(rows, register=None):
    return plan_import(rows, register or Register(), unit_fault, name_key)


def after(rows) -> Register:
    """The register once these rows were imported."""
    register = Register()
    for row in plan(rows).new:
        register.add(Known(name_key(row), row.external_id))
    return register


def errors(rows, register=None):
    return [(e["row"], e["field"], e["code"]) for e in plan(rows, register).errors]


def test_a_row_that_the_register_does_not_have_is_new():
    assert plan([ROW]).to_dict(7) == {
        "new": 1,
        "same": 0,
        "wrong": 0,
        "errors": [],
        "position": 7,
    }


def test_the_same_file_twice_changes_nothing_the_second_time():
    rows = [ROW, replace(ROW, number=3, external_id=None, name="李四"), replace(ROW, number=4)]
    first, second = plan(rows), plan(rows, after(rows))
    assert (len(first.new), first.same, first.errors) == (2, 0, second.errors)
    assert (len(second.new), second.same) == (0, 2)


def test_the_same_unit_and_name_without_an_external_id_is_the_same_party():
    assert plan([replace(ROW, external_id=None)], after([ROW])).same == 1
    assert plan([ROW], after([replace(ROW, external_id=None)])).same == 1


def test_namesakes_are_told_apart_by_their_unit_or_their_external_ids():
    other_unit = replace(ROW, number=3, unit_code="u2", external_id=None)
    other_id = replace(ROW, number=4, external_id="H-2")
    assert len(plan([ROW, other_unit, other_id]).new) == 3


def test_a_duplicate_within_the_file_is_named():
    by_id = replace(ROW, number=3, name="李四")
    by_name = replace(ROW, number=4, external_id=None)
    assert errors([ROW, by_id, by_name]) == [
        (3, "external_id", "duplicate"),
        (4, "name", "duplicate"),
    ]


def test_an_external_id_that_belongs_to_another_name_is_named():
    assert errors([replace(ROW, name="李四")], after([ROW])) == [
        (2, "external_id", "external_id_used")
    ]


def test_who_was_forgotten_is_not_imported_again():
    register = Register()
    register.add(Known(name_key=None, external_id="H-1", forgotten=True))
    assert errors([ROW], register) == [(2, "external_id", "party_forgotten")]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"kind": None}, "kind", "required"),
        ({"kind": "castle"}, "kind", "unknown_kind"),
        ({"name": None}, "name", "required"),
        ({"name": "长" * 61}, "name", "length"),
        ({"unit_code": None}, "unit_code", "required"),
        ({"unit_code": "u9"}, "unit_code", "unknown_unit"),
        ({"phone": "138123"}, "phone", "phone_shape"),
        ({"external_id": "第三户"}, "external_id", "pattern"),
        ({"external_id": "42900519700101123X"}, "external_id", "pattern"),
        ({"external_id": "13812345678"}, "external_id", "pattern"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_field(change, field, code):
    found = plan([replace(ROW, **change)])
    assert found.errors == [{"row": 2, "field": field, "code": code}]
    assert found.new == []


def test_all_faults_of_a_row_are_named_and_it_counts_once():
    found = plan([Row(5, None, None, "u9")])
    assert [e["field"] for e in found.errors] == ["kind", "name", "unit_code"]
    assert found.to_dict(0)["wrong"] == 1


def test_a_wrong_row_does_not_keep_the_others_out():
    assert len(plan([replace(ROW, kind=None), replace(ROW, number=3)]).new) == 1
