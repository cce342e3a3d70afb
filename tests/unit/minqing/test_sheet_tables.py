"""Sheets become rows of a kind: heads in any order and language, words become codes, faults keep their addresses."""

import inspect
import re

import pytest

from minqing.sheets.fault import WORDS, Fault
from minqing.sheets.kinds import KINDS, PARTIES, PEOPLE, UNITS
from minqing.sheets.table import Unreadable, read_table
from services.campaign import person_import, unit_import
from services.kernel.sheet import Cell, Line, Sheet, text_cell
from services.visits import party_import

HEADS = ("账号", "姓名", "岗位", "所在单位代码", "角色")
ZHAO = ("zhao", "赵一民", "党员干部", "990101001", "走访人")


def sheet(*rows, first=1):
    lines = [
        Line(n, tuple(each if isinstance(each, Cell) else text_cell(each) for each in row))
        for n, row in enumerate(rows, first)
    ]
    return Sheet("人员", lines)


def head_faults(*rows, kind=PEOPLE, first=1):
    with pytest.raises(Unreadable) as raised:
        read_table(sheet(*rows, first=first), kind)
    return [fault.line for fault in raised.value.faults]


def test_chinese_and_english_heads_are_taken_in_any_order_with_blank_columns_between():
    heads = ("roles", "姓名 *", "", "Position", "所在单位\n代码＊", "LOGIN")
    table = read_table(sheet(heads, ("handler", "赵一民", "", "clerk", "9901", "zhao")), PEOPLE)
    assert table.rows == [
        {
            "row": 2,
            "login": "zhao",
            "name": "赵一民",
            "position": "clerk",
            "unit_code": "9901",
            "roles": "handler",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        (PEOPLE, "position", "党政主职", "principal_leader"),
        (PEOPLE, "position", "cadre", "cadre"),
        (PEOPLE, "position", "科员", "科员"),
        (PEOPLE, "roles", "经办人；审核人＠９９０１、走访人", "handler;reviewer@9901;visitor"),
        (PEOPLE, "roles", "handler; office @ 99", "handler;office@ 99"),
        (PEOPLE, "roles", "局长@1", "局长@1"),
        (PEOPLE, "login", "ｚｈａｏ．ｙｍ", "zhao.ym"),
        (PEOPLE, "name", "张（大）", "张（大）"),
        (UNITS, "kind", "小区", "residential_area"),
        (PARTIES, "kind", "信访案件", "petition_case"),
        (PARTIES, "phone", "０７２８－６２２１２３４", "0728-6221234"),
    ],
)
def test_a_cell_becomes_the_value_that_the_service_takes(kind, field, typed, value):
    assert kind.column(field).value(text_cell(typed).text) == value


def test_every_word_of_every_list_is_one_code():
    for kind in KINDS.values():
        for column in kind.columns:
            assert [column.value(word) for word in column.words.values()] == list(column.words)


def test_a_fault_names_sheet_cell_field_and_code_in_words():
    table = read_table(sheet(HEADS, ("zhao", "赵", "科员", "9901", "")), PEOPLE)
    fault = table.fault(2, "position", "unknown_position")
    assert fault.line == ("人员!C2 岗位：没有“科员”这个岗位，请从下拉列表里选 (unknown_position)")
    assert (fault.where, fault.column.field, fault.code) == ("人员!C2", "position", fault.code)


def test_names_and_phones_are_not_repeated():
    heads = ("kind", "name", "unit_code", "phone", "external_id")
    table = read_table(sheet(heads, ("农户", "张三丰", "9901", "13812", "x y")), PARTIES)
    for field in heads[1:]:
        for code in (
            "length",
            "pattern",
            "duplicate",
            "phone_shape",
            "character",
            "external_id_used",
        ):
            assert table.text(2, field) not in table.fault(2, field, code).line


def test_a_bad_cell_keeps_its_row_out_and_the_others_in():
    bad = (ZHAO[0], Cell("#N/A", "error_value"), Cell("", "formula"), *ZHAO[3:])
    table = read_table(sheet(HEADS, bad, ZHAO), PEOPLE)
    assert [row["row"] for row in table.rows] == [3]
    assert [fault.where for fault in table.faults] == ["人员!B2", "人员!C2"]
    assert "公式错误 #N/A" in table.faults[0].line
    assert list(table.lines) == [2, 3]


def test_roles_that_grow_too_long_as_codes_are_named():
    roles = "；".join(["保密件承办人"] * 25)
    table = read_table(sheet(HEADS, (*ZHAO[:4], roles)), PEOPLE)
    assert [(fault.where, fault.code) for fault in table.faults] == [("人员!E2", "length")]


def test_a_row_with_nothing_in_the_known_columns_is_no_row():
    table = read_table(
        sheet((*HEADS, "错误原因"), ("", "", "", "", "", "备注"), (*ZHAO, "旧")), PEOPLE
    )
    assert list(table.lines) == [3]


def test_heads_are_in_row_1_or_it_is_said_where_they_are():
    assert head_faults(("单位人员名册",), (), HEADS, ZHAO) == [
        "人员!第 3 行 表头在第 3 行：请删去它上面的行，让表头成为第 1 行 (head_below)"
    ]
    assert "第 3 行" in head_faults(HEADS, ZHAO, first=3)[0]
    for rows in ((), (ZHAO,), (("", "x"),)):
        assert "(head)" in head_faults(*rows)[0]


def test_everything_wrong_with_the_heads_is_named_at_once():
    heads = ("账号", "姓名", "年龄", "岗位", "岗位", Cell("角色", "merged"))
    assert head_faults(heads, ("a", "b", "c", "d", "e", "f", "g")) == [
        "人员!C1 不认识的列“年龄”：请改正列名，或删去这一列 (head_unknown)",
        "人员!E1 “岗位”这一列有两次 (head_twice)",
        "人员!F1 角色：在合并单元格里：请取消合并，每行都填上 (merged)",
        "人员!第 1 行 缺少“所在单位代码”这一列 (head_missing)",
        "人员!G1 这一列有内容，第 1 行却没有列名：请写上列名，或删去这一列 (head_empty)",
    ]


@pytest.mark.parametrize("module", [unit_import, person_import, party_import])
def test_every_code_of_a_service_has_words(module):
    pairs = re.findall(r'yield "\w+", "(\w+)"(?: if .* else "(\w+)")?', inspect.getsource(module))
    codes = {code for pair in pairs for code in pair if code}
    assert len(codes) > 5
    assert codes - set(WORDS) == set()
    assert {"unknown_unit", "unit_closed", "outside", "duplicate"} <= set(WORDS)


def test_a_fault_of_the_whole_file_has_no_cell():
    fault = Fault("名册.xls", "file_type")
    assert fault.line.startswith("名册.xls 打不开")
    assert Fault("a.csv", "cells", 7).line.startswith("a.csv!第 7 行 ")
