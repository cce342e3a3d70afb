"""Workbooks as people leave them: each quirk of a cell is one line of a table."""

import datetime as dt

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from eventlog.errors import Invalid
from services.kernel import workbook
from services.kernel.sheet import address
from services.kernel.workbook import open_workbook
from tests.unit.kernel.workbooks import made, rewritten, saved, with_rows

SHEET = "xl/worksheets/sheet1.xml"
GOOD = with_rows(["a"])


def lines(data, title="表", **bounds):
    with open_workbook(data) as book:
        return book.sheet(title, **bounds).lines


def cells(data, **bounds):
    return [
        (line.number, [(cell.text, cell.fault) for cell in line.cells])
        for line in lines(data, **bounds)
    ]


def texts(data):
    return [(line.number, [cell.text for cell in line.cells]) for line in lines(data)]


def fault(data, **bounds):
    with pytest.raises(Invalid) as raised:
        lines(data, **bounds)
    return raised.value.params["file"]


@pytest.mark.parametrize(
    ("value", "text", "wrong"),
    [
        (990101001, "990101001", None),
        (990101001.0, "990101001", None),
        (99010100100, "99010100100", None),
        (123456789012345, "123456789012345", None),
        (
            1234567890123456,
            "1234567890123456",
            "number",
        ),  # a spreadsheet has made up the last digit
        (429.1, "429.1", "number"),
        (-3, "-3", None),
        (0, "0", None),
        ("０１２ＡＢｃ", "012ABc", None),
        ("  东塘\u3000社区\u00a0", "东塘 社区", None),
        ("东\u200b塘\ufeff社\u2060区", "东塘社区", None),
        ("东塘\n社区\r\n", "东塘 社区", None),
        ("\u202e东塘", "东塘", None),
        ("米业（有限）公司", "米业（有限）公司", None),
        ("\u3164\u3164", "\u3164\u3164", "blank"),
        ("x" * 201, "x" * 200, "length"),
        (True, "TRUE", "boolean"),
        (dt.date(2026, 1, 2), "2026-01-02 00:00:00", "date"),
        (dt.time(8, 30), "08:30:00", "date"),
        ("=1+1", "", "formula"),
        ("#N/A", "#N/A", "error_value"),
        ("'=1+1", "'=1+1", None),
    ],
)
def test_a_cell_becomes_its_text_or_is_named(value, text, wrong):
    [(_, [first, found])] = cells(with_rows(["x", value]))
    assert first == ("x", None)
    assert found == (text, wrong)


def test_a_number_that_shows_zeros_in_front_keeps_them():
    def fill(sheet):
        sheet["A1"] = 7286221234
        sheet["A1"].number_format = "00000000000"

    assert texts(made(fill)) == [(1, ["07286221234"])]


def test_what_a_formula_gave_when_it_was_saved_is_its_text():
    def answer(xml):
        return xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")

    data = with_rows(["=1+1"])
    assert cells(rewritten(data, SHEET, answer)) == [(1, [("2", None)])]


def test_a_formula_that_gave_nothing_is_a_blank_cell():
    def answer(xml):
        return xml.replace(b'<c r="B1"><f>A9</f><v />', b'<c r="B1" t="str"><f>A9</f><v></v>')

    data = with_rows(["x", "=A9"])
    assert cells(rewritten(data, SHEET, answer)) == [(1, [("x", None)])]


def test_merged_cells_are_named_in_each_row_that_has_something():
    def fill(sheet):
        for row in (["甲", 1], ["", 2], ["乙", 3]):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("A4:B6")

    assert cells(made(fill)) == [
        (1, [("甲", "merged"), ("1", None)]),
        (2, [("", "merged"), ("2", None)]),
        (3, [("乙", None), ("3", None)]),
    ]


def test_hidden_rows_count_and_blank_rows_keep_their_numbers():
    def fill(sheet):
        sheet["A1"], sheet["A3"], sheet["A7"], sheet["A9"] = "a", "b", "c", "  "
        sheet["A8"].font = Font(bold=True)
        sheet.row_dimensions[3].hidden = True

    assert texts(made(fill)) == [(1, ["a"]), (3, ["b"]), (7, ["c"])]


def test_a_size_that_the_sheet_states_wrongly_does_not_matter():
    data = rewritten(with_rows(["a", "b"], ["c"]), SHEET, lambda x: x.replace(b"A1:B2", b"A1:A1"))
    assert texts(data) == [(1, ["a", "b"]), (2, ["c"])]


def test_sheets_are_listed_in_order_and_charts_are_none():
    book = Workbook()
    book.create_sheet("单位")
    book.create_chartsheet("图").add_chart(BarChart())
    book.create_sheet("人员")
    with open_workbook(saved(book)) as opened:
        assert opened.titles == ["Sheet", "单位", "人员"]


def test_rows_and_columns_are_bounded(monkeypatch):
    rows = with_rows(["head"], ["a"], ["b"])
    assert len(lines(rows, max_rows=2)) == 3
    assert fault(rows, max_rows=1) == ["too_many_rows"]
    assert len(lines(with_rows(["a"] * 50))[0].cells) == 50
    assert fault(with_rows(["a"] * 51)) == ["too_many_columns"]
    monkeypatch.setattr(workbook, "LAST_ROW", 9)
    far = rewritten(rows, SHEET, lambda x: x.replace(b'<row r="3"', b'<row r="999999999999"'))
    assert texts(far) == [(1, ["head"]), (2, ["a"])]


def test_a_row_of_more_cells_than_a_sheet_has_columns_is_refused():
    data = rewritten(GOOD, SHEET, lambda xml: xml.replace(b"</row>", b"<c/>" * 16_384 + b"</row>"))
    assert fault(data) == ["too_many_columns"]


def test_more_tags_than_rows_of_people_have_are_not_parsed(monkeypatch):
    assert lines(GOOD)
    monkeypatch.setattr(workbook, "MAX_TAGS", 100)
    assert fault(GOOD) == ["too_large"]


def test_a_sheet_of_many_merged_ranges_is_refused():
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, 502))
    ranges = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
    data = rewritten(with_rows(["a"]), SHEET, lambda xml: xml.replace(b"</sheetData>", ranges))
    assert fault(data) == ["too_many_merged"]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("entity", [b"", b"&b;", b"&c;"])
def test_entities_are_never_expanded(part, entity):
    def plant(xml):
        body = xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml
        return BOMB + body.replace(b">", b">" + entity, 1)

    assert fault(rewritten(with_rows(["a"]), part, plant)) == ["file_type"]


def test_what_unpacks_to_more_than_the_bound_is_not_unpacked():
    zeros = rewritten(with_rows(["a"]), SHEET, lambda xml: xml + b" " * 33_000_000)
    assert len(zeros) < 100_000
    assert fault(zeros) == ["too_large"]
    assert fault(b"PK" + b"x" * 8_000_000) == ["too_large"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"code,name\n1,2\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,  # .xls, or an encrypted workbook
        b"PK\x03\x04" + b"\0" * 100,
        GOOD[:-40],
        GOOD[:200] + b"\0" * 40 + GOOD[240:],
        rewritten(GOOD, SHEET, lambda _: b"<worksheet>"),
        rewritten(GOOD, SHEET, lambda _: b"\xff\xfe no xml"),
        rewritten(GOOD, SHEET, lambda xml: xml.replace(b'r="A1"', b'r="1A"')),
        rewritten(GOOD, SHEET, lambda xml: xml.replace(b'"inlineStr">', b'"s"><v>99</v>')),
        rewritten(GOOD, "xl/workbook.xml", lambda _: b"<workbook/>"),
        rewritten(GOOD, "[Content_Types].xml", lambda _: b"<Types/>"),
    ],
)
def test_what_is_no_workbook_is_told_by_one_code(data):
    assert fault(data) == ["file_type"]


def test_an_address_is_written_as_in_the_sheet():
    assert [address(7, n) for n in (0, 2, 25, 26, 49, 701, 702)] == [
        "A7", "C7", "Z7", "AA7", "AX7", "ZZ7", "AAA7",
    ]  # fmt: skip
