"""A line or paragraph of a DOCX in one font. Chinese characters take their font from `eastAsia`, which python-docx
does not set by itself."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor

from documents.safe_text import for_xml

LINE = Pt(28)
NONE = Pt(0)


def add_words(
    to: Any,
    words: str,
    font: str,
    points: float,
    alignment: Any = None,
    *,
    indent: Length = NONE,
    space_before: Length = NONE,
    space_after: Length = NONE,
    colour: RGBColor | None = None,
    line: Length | None = None,
) -> Any:
    """Adds a paragraph to a document or cell. Lines of 16 points and more are 28 apart; `line` says otherwise."""
    paragraph = to.add_paragraph()
    write(paragraph, words, font, points, colour)
    layout = paragraph.paragraph_format
    layout.alignment, layout.first_line_indent = alignment, indent
    layout.space_before, layout.space_after = space_before, space_after
    if line or points <= 22:
        layout.line_spacing = line or (LINE if points >= 14 else Pt(points * 1.4))
    return paragraph


def write(
    paragraph: Any, words: str, font: str, points: float, colour: RGBColor | None = None
) -> None:
    run = paragraph.add_run(for_xml(words))
    run.font.name, run.font.size = font, Pt(points)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
