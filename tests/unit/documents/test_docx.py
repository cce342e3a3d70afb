"""A paper as DOCX: opened by its reader, with Chinese fonts, and bounded by nothing that people may write."""

import io
from datetime import UTC, datetime

import docx
from docx.oxml.ns import qn

from documents.docx import docx_bytes
from documents.paper import Heading, Paper, Paragraph, SmallTable

AT = datetime(2026, 11, 1, tzinfo=UTC)


def opened(**more: str):
    table = SmallTable(("单位", "登记"), (60, 40), [("红苇社区", 12), ("\ufffe<b>", None)])
    blocks = (Heading("一、总体情况"), Paragraph("登记12件。"), table)
    paper = Paper("关于10月的通报", blocks, "领导小组办公室", "2026年11月1日", **more)
    return docx.Document(io.BytesIO(docx_bytes(paper, AT)))


def test_a_paper_has_its_words_in_order_and_its_table() -> None:
    found = opened()
    words = [each.text for each in found.paragraphs if each.text]
    assert words == [
        "关于10月的通报",
        "一、总体情况",
        "登记12件。",
        "领导小组办公室",
        "2026年11月1日",
    ]
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "登记"],
        ["红苇社区", "12"],
        ["<b>", ""],
    ]


def test_chinese_characters_have_a_chinese_font() -> None:
    for paragraph in opened().paragraphs:
        for run in paragraph.runs:
            assert run._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_a_brief_has_its_masthead_above_the_title() -> None:
    found = opened(masthead="民情简报", issue_line="材料简报组　2026年11月1日")
    assert [each.text for each in found.paragraphs][:3] == [
        "民情简报",
        "材料简报组　2026年11月1日",
        "关于10月的通报",
    ]
