"""A paper as DOCX, for the office to read over, change and print: sizes, fonts, margins after GB/T 9704-2012."""

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents.docx_tables import add_table
from documents.docx_words import add_words
from documents.paper import Block, Heading, Paper, Paragraph

FANG_SONG, HEI, SONG, TITLE = "仿宋", "黑体", "宋体", "方正小标宋简体"
RED = RGBColor(0xC0, 0x00, 0x00)
LINE = Pt(28)  # 22 lines to a page
TWO_CHARACTERS = Pt(32)
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def docx_bytes(paper: Paper, made_at: datetime) -> bytes:
    """The whole file: a paper is a few pages. `made_at` (aware) is what the file says of its making."""
    document = docx.Document()
    _set_page(document)
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.signed
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    if paper.masthead:
        _add_masthead(document, paper)
    add_words(document, paper.title, TITLE, 22, _CENTRE, space_after=Pt(16))
    for block in paper.blocks:
        _add(document, block)
    add_words(document, paper.signed, FANG_SONG, 16, _RIGHT, space_before=LINE)
    add_words(document, paper.day, FANG_SONG, 16, _RIGHT)
    for note in paper.notes:
        add_words(document, note, SONG, 10.5, space_before=Pt(4))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = section.footer.paragraphs[0]
    foot.alignment = _CENTRE
    _add_page_number(foot)


def _add_page_number(foot: Any) -> None:
    """`— 1 —`: a field that the program counts."""
    foot.add_run("— ")
    run = foot.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)
    foot.add_run(" —")


def _add_masthead(document: Any, paper: Paper) -> None:
    add_words(document, paper.masthead or "", TITLE, 40, _CENTRE, colour=RED, line=Pt(60))
    issue = add_words(document, paper.issue_line or "", FANG_SONG, 14, _CENTRE, space_after=Pt(20))
    edge = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    edge.append(line)
    issue._p.get_or_add_pPr().append(edge)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        heading = add_words(document, block.words, HEI, 16, indent=TWO_CHARACTERS)
        heading.paragraph_format.keep_with_next = True
    elif isinstance(block, Paragraph):
        add_words(document, block.words, FANG_SONG, 16, indent=TWO_CHARACTERS)
    else:
        add_table(document, block)
