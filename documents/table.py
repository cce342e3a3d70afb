"""A table as it goes into a file: columns, rows one after another, and how many there must be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | None
Row = Sequence[Cell]


class RowCountDiffers(Exception):
    """The rows that came are not as many as the list says: the file is not to be had."""

    def __init__(self, expected: int, found: int):
        super().__init__(f"{found} rows where the list has {expected}")
        self.expected, self.found = expected, found


@dataclass(frozen=True)
class Column:
    """`width` in half-width characters. `code` is a short word or number that is never wrapped; `number` is right
    aligned and can be added up."""

    head: str
    width: int
    kind: Literal["text", "code", "number"] = "text"


@dataclass(frozen=True)
class Table:
    """`name` is that of its sheet, `about` the line under the title: place, month, as of when. `rows` are taken
    once, one at a time; there are `total` of them. `notes` stand under the last row: what the numbers mean."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    total: int
    notes: tuple[str, ...] = ()

    def counted_rows(self) -> Iterator[Row]:
        """The rows; after the last one raises RowCountDiffers when they were not `total`."""
        found = 0
        for row in self.rows:
            found += 1
            yield row
        if found != self.total:
            raise RowCountDiffers(self.total, found)

    @property
    def count_words(self) -> str:
        return f"共 {self.total:,} 行，与清单的行数相同"
