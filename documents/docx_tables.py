"""A small table of a DOCX: its head stands on every page, its rows are not cut."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from documents.docx_words import write
from documents.paper import SmallTable
from documents.table import Cell

FONT_SIZE = 10.5


def add_table(document: Any, told: SmallTable) -> None:
    table = document.add_table(rows=0, cols=len(told.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, told.widths, strict=True):
        column.width = Mm(width)
    head = _add_row(table, told, told.heads, "黑体")
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in told.rows:
        _add_row(table, told, row, "宋体")
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_row(table: Any, told: SmallTable, cells: Sequence[Cell], font: str) -> Any:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for n, (cell, words, width) in enumerate(zip(row.cells, cells, told.widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if n or font == "黑体":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, "" if words is None else str(words), font, FONT_SIZE)
    return row
