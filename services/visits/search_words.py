"""The words by which a party is found. Only their keyed tokens are stored, so that no name or phone stands in clear.

A name is found by any character, any two neighbouring characters, or as a whole; a phone as a whole or by its
last four digits. `person` and `phone` words live apart, and a whole name is told from a pair of characters.
"""

import re
import unicodedata

_SPACE = re.compile(r"[\s·]")


def tidy_name(name: str) -> str:
    """Full-width and half-width, capital and small letters, with or without spaces: all one name."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name).casefold())


def whole_name(name: str) -> str:
    return f"name={tidy_name(name)}"


def words_of(name: str | None, phone: str | None) -> set[str]:
    """Every word that finds a party with this name and phone."""
    words = set()
    if name and (tidy := tidy_name(name)):
        words |= {whole_name(name), *_pieces(tidy, 1), *_pieces(tidy, 2)}
    if phone:
        words |= {f"phone={phone}", f"phone…{phone[-4:]}"}
    return words


def words_asked_for(query: str) -> set[str]:
    """The words that a party must all have to match what was typed. Empty: nothing can match."""
    tidy = tidy_name(query)
    digits = re.sub(r"\D", "", tidy)
    if len(digits) == 4 and digits == tidy:
        return {f"phone…{digits}"}
    if len(digits) >= 11:
        return {f"phone={digits}"}
    return _pieces(tidy, min(len(tidy), 2))


def _pieces(text: str, size: int) -> set[str]:
    """`张三丰`, 2 -> the pairs 张三 and 三丰."""
    return {f"name~{text[i : i + size]}" for i in range(len(text) - size + 1)} if size else set()
