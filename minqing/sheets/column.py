"""A column of a sheet: what it is called, what it takes, and how a cell becomes a request's field."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping

from services.kernel.sheet import MAX_CELL

_PARTS = re.compile("[;；、,，]")


@dataclasses.dataclass(frozen=True, eq=False)  # a column is itself, as a key too
class Column:
    """`field` heads CSV files, `head` sheets; both are taken. `words` are the code's words, where only some may be
    chosen. Of a `spelled` column every letter counts: a code, a number, an account."""

    field: str
    head: str
    meaning: str
    example: str
    required: bool = False
    spelled: bool = False
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    several: bool = False
    longest: int = MAX_CELL  # characters, as the service takes it
    width: int = 18

    def value(self, text: str) -> str:
        """`农户` -> `household`; a word that is not one of the column's stays, and the service says so."""
        if self.spelled:
            text = unicodedata.normalize("NFKC", text)
        if not self.words:
            return text
        return self._roles(text) if self.several else self._code(text)

    def is_called(self, head: str) -> bool:
        return head in (plain_head(self.head), plain_head(self.field))

    def _code(self, word: str) -> str:
        return next((code for code, name in self.words.items() if name == word), word)

    def _roles(self, text: str) -> str:
        """`经办人；审核人@CODE` -> `handler;reviewer@CODE`."""
        parts = (part.strip().partition("@") for part in _PARTS.split(text) if part.strip())
        return ";".join(self._code(word.strip()) + at + unit for word, at, unit in parts)


def plain_head(text: str) -> str:
    """A head as it is compared: the star of a required column falls away, wide letters and case do not count."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s", "", narrow).rstrip("*")
