"""A text as a reader sees it, for whoever looks for shapes in it: digits of every script and width are 0 to 9, dashes
and spaces are of one kind, and characters that nobody sees are gone. Places lead back to what was typed.
"""

import unicodedata
from dataclasses import dataclass

# Beside the format characters and the marks that stand on others: letters that are drawn as nothing.
_UNSEEN = "\u115f\u1160\u3164\uffa0"
_UNSEEN_KINDS = ("Cf", "Mn", "Me")
_NUMERALS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")


@dataclass(frozen=True)
class PlainText:
    """`places[i]` is where the i-th character of `text` was typed."""

    text: str
    places: list[int]

    @property
    def spelt(self) -> str:
        """With the numerals that people use to get past a filter as digits; places are the same."""
        return self.text.translate(_NUMERALS)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch that was typed, for one of `text`."""
        return self.places[start], self.places[end - 1] + 1


def read_plainly(text: str) -> PlainText:
    seen = [(place, plain) for place, typed in enumerate(text) if (plain := _plain(typed))]
    return PlainText("".join(plain for _, plain in seen), [place for place, _ in seen])


def _plain(character: str) -> str:
    """One character, or none for what nobody sees."""
    kind = unicodedata.category(character)
    if kind in _UNSEEN_KINDS or character in _UNSEEN:
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if kind == "Pd" or character == "\u2212":
        return "-"
    if character.isspace():
        return " "
    usual = unicodedata.normalize("NFKC", character)
    return usual if len(usual) == 1 else character
