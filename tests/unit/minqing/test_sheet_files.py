"""Files are told apart by what is in them; the template is read as it is written."""

import io
from dataclasses import replace

import openpyxl
import pytest

from minqing.sheets.kinds import KINDS, PEOPLE, UNITS
from minqing.sheets.source import read_all, read_one
from minqing.sheets.table import Unreadable
from minqing.sheets.template import template
from tests.unit.kernel.workbooks import saved, with_rows

HEADS = ["code", "name", "kind", "parent_code"]
ROW = ["9901", "东塘", "community", ""]


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(template()))


def kept(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def faults(read, *arguments):
    with pytest.raises(Unreadable) as raised:
        read(*arguments)
    return [(fault.place, fault.code) for fault in raised.value.faults]


def test_the_template_has_three_sheets_without_rows(tmp_path):
    path = kept(tmp_path, "导入模板.xlsx", template())
    tables = read_all(path)
    assert [table.kind for table in tables] == list(KINDS.values())
    assert [len(table.lines) for table in tables] == [0, 0, 0]
    assert read_one(path, PEOPLE).positions["roles"] == 4


def test_the_template_is_ready_to_be_typed_into_and_printed(book):
    assert book.sheetnames == ["说明", "单位", "人员", "走访对象"]
    for kind in KINDS.values():
        sheet = book[kind.title]
        assert [cell.value.rstrip("*") for cell in sheet[1]] == [c.head for c in kind.columns]
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1"
        for n, column in enumerate(kind.columns):
            letter = "ABCDE"[n]
            [shape] = [c for c in sheet.column_dimensions.values() if c.min <= n + 1 <= c.max]
            # a column's format is what a cell takes that is typed later
            assert (shape.number_format, shape.width >= 12) == ("@", True)
            [offer] = [v for v in sheet.data_validations.dataValidation if f"{letter}2" in v.sqref]
            assert offer.prompt == column.meaning
            assert (offer.type == "list") == bool(column.words)
            if column.words:
                assert offer.formula1.strip('"').split(",") == list(column.words.values())


def test_the_instructions_name_every_column_and_word(book):
    written = {str(cell.value) for row in book["说明"] for cell in row if cell.value}
    for kind in KINDS.values():
        for column in kind.columns:
            assert {column.head, column.field, column.meaning, column.example} <= written
            assert {*column.words, *column.words.values()} <= written


def test_a_sheet_is_found_by_its_name_in_either_language_or_because_it_is_the_only_one(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "封面"
    for title, name in ((" Units ", "甲"), ("旧单位", "乙")):
        sheet = book.create_sheet(title)
        sheet.append(HEADS)
        sheet.append(["9901", name, "community", ""])
    path = kept(tmp_path, "a.xlsx", saved(book))
    assert read_one(path, UNITS).rows[0]["name"] == "甲"
    assert read_one(path, UNITS, "旧单位").rows[0]["name"] == "乙"
    assert faults(read_one, path, PEOPLE) == [("a.xlsx", "sheet_missing")]
    assert faults(read_one, path, UNITS, "没有") == [("a.xlsx", "sheet_missing")]
    assert [table.kind for table in read_all(path)] == [UNITS]
    only = kept(tmp_path, "b.xlsx", with_rows(HEADS, ROW, title="名册"))
    assert read_one(only, UNITS).place == "名册"
    assert faults(read_all, only) == [("b.xlsx", "sheets_missing")]


def test_what_a_file_is_its_first_bytes_say(tmp_path):
    workbook = with_rows(HEADS, ROW)
    assert read_one(kept(tmp_path, "a.csv", workbook), UNITS).rows
    csv = ",".join(HEADS) + "\n" + ",".join(ROW) + "\n"
    assert read_one(kept(tmp_path, "b.csv", csv.encode()), UNITS).rows
    old = kept(tmp_path, "c.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    for path in (old, kept(tmp_path, "d.xlsx", csv.encode()), kept(tmp_path, "e.xls", b"")):
        assert faults(read_one, path, UNITS) == [(path.name, "file_type")]
    assert faults(read_all, tmp_path / "b.csv") == [("b.csv", "file_type")]
    assert faults(read_one, kept(tmp_path, "f.csv", b""), UNITS) == [("f.csv", "head")]


def test_a_csv_file_takes_chinese_heads_and_words_too(tmp_path):
    csv = "上级单位代码,单位类型,单位名称*,单位代码*\n,社区,东塘,９９０１\n"
    [row] = read_one(kept(tmp_path, "a.csv", csv.encode("gb18030")), UNITS).rows
    assert row == {"row": 2, "code": "9901", "name": "东塘", "kind": "community", "parent_code": ""}


def test_bounds_are_told_with_the_sheet(tmp_path):
    path = kept(tmp_path, "a.xlsx", with_rows(HEADS, ROW, ROW, title="单位"))
    assert faults(read_one, path, replace(UNITS, max_rows=1)) == [("单位", "too_many_rows")]
    big = kept(tmp_path, "b.xlsx", b"PK" + b"x" * 9_000_000)
    assert faults(read_one, big, UNITS) == [("b.xlsx", "too_large")]
    lines = "code,name,kind,parent_code\n1,2\n"
    broken = kept(tmp_path, "c.csv", lines.encode())
    assert faults(read_one, broken, UNITS) == [("c.csv", "cells")]
