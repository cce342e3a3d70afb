"""Workbooks and CSV of a table: whole, plain text, counted, and opened by another program's reader."""

import csv
import io
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime

import openpyxl
import pytest

from documents.csv_pieces import csv_pieces
from documents.table import Column, Row, RowCountDiffers, Table
from documents.xlsx import workbook_pieces

AT = datetime(2026, 11, 1, tzinfo=UTC)
COLUMNS = (Column("序号", 6, "number"), Column("问题", 40), Column("编号", 16, "code"))
ODD = ("=1+1", '<a href="x">&amp;', "两行\n的话", "\ufffe坏\x0b字", "@某人", "'", None, "")


def table(rows: Iterable[Row], total: int) -> Table:
    about = "全部单位 & 全部月份　截至 2026-10-31"
    return Table(
        "问题清单", "2026年10月问题清单", about, COLUMNS, rows, total, ("行数：一件一行。",)
    )


def some(count: int) -> Iterable[Row]:
    return ((n, f"路灯坏了{n}", f"WT-202610-{n:04d}") for n in range(1, count + 1))


def read(data: bytes) -> list[tuple[object, ...]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data))
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_a_workbook_has_title_head_rows_and_notes_and_says_how_many_rows() -> None:
    rows = read(b"".join(workbook_pieces([table(some(1203), 1203)], AT)))
    assert rows[0][0] == "2026年10月问题清单"
    assert "共 1,203 行" in str(rows[1][0])
    assert rows[2] == ("序号", "问题", "编号")
    assert rows[3] == (1, "路灯坏了1", "WT-202610-0001")
    assert rows[1205] == (1203, "路灯坏了1203", "WT-202610-1203")
    assert rows[1207][0] == "行数：一件一行。"


def test_what_people_wrote_is_text_and_neither_formula_nor_markup() -> None:
    told = [(n, text, "c") for n, text in enumerate(ODD, 1)]
    data = b"".join(workbook_pieces([table(told, len(told))], AT))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data))
    cells = [sheet.cell(row=3 + n, column=2) for n, _, _ in told]
    shown = ["=1+1", '<a href="x">&amp;', "两行\n的话", "坏字", "@某人", "'", None, None]
    assert [cell.value for cell in cells] == shown
    assert "f" not in {cell.data_type for cell in cells}


def test_an_empty_table_is_a_workbook_too() -> None:
    rows = read(b"".join(workbook_pieces([table([], 0)], AT)))
    assert "共 0 行" in str(rows[1][0])


def test_the_same_tables_give_the_same_bytes() -> None:
    made = [b"".join(workbook_pieces([table(some(50), 50)], AT)) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("total", [9, 11])
def test_a_file_with_too_few_or_too_many_rows_is_never_finished(total: int) -> None:
    with pytest.raises(RowCountDiffers) as refusal:
        list(workbook_pieces([table(some(10), total)], AT))
    assert (refusal.value.expected, refusal.value.found) == (total, 10)
    with pytest.raises(RowCountDiffers):
        list(csv_pieces(table(some(10), total)))


def test_csv_is_read_by_spreadsheets_and_runs_nothing() -> None:
    told = [(n, text, "c") for n, text in enumerate(ODD, 1)]
    data = b"".join(csv_pieces(table(told, len(told))))
    assert data.startswith(b"\xef\xbb\xbf")
    read_again = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read_again[0] == ["序号", "问题", "编号"]
    assert [row[1] for row in read_again[1:3]] == ["'=1+1", '<a href="x">&amp;']
    assert len(read_again) == 1 + len(told)


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(count: int) -> int:
        tracemalloc.start()
        for _ in workbook_pieces([table(some(count), count)], AT):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert most(4000) < most(500) + 2**20
