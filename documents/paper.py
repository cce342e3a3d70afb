"""A paper of an office: what stands in it, in order, whatever draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.table import Cell


@dataclass(frozen=True)
class Heading:
    words: str


@dataclass(frozen=True)
class Paragraph:
    words: str


@dataclass(frozen=True)
class SmallTable:
    """`widths` in millimetres, one for each head; the first column is words, the others stand in the middle."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]


Block = Heading | Paragraph | SmallTable


@dataclass(frozen=True)
class Paper:
    """`masthead` is the red line on top of a brief (民情简报) with `issue_line` under it; a notice has neither.
    `signed` is who issues it and `day` when, in words."""

    title: str
    blocks: tuple[Block, ...]
    signed: str
    day: str
    masthead: str | None = None
    issue_line: str | None = None
    notes: tuple[str, ...] = ()
