"""How alike the words of two people are: whether they may have told of the same thing.

Two people choose the same characters in another order, so the sets of distinct characters are compared first: sorted,
their `fuzz.ratio` is the share they have in common, and RapidFuzz does thousands in a few milliseconds. The best are
then looked at closely, with pairs of characters, and with what tells two like things apart: 三号泵站 is not 五号泵站.
The threshold comes from `tests/golden/similar.tsv`; `make bench` prints how well it parts those pairs.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from services.issues.numerals import to_arabic

ALIKE = 48.0  # of 100: from here on it is worth a hint
NEAR = 36.0  # of the distinct characters alone: worth a closer look
LOOKED_AT = 100
SHORTEST = 4  # distinct characters, below which anything is alike
OTHER_THING = 0.5
_FILLING = frozenset("的了是在有没不人一个天到很上下来去我们都就也和要怎么什这那里")
_WHICH = re.compile(r"(\d+)([号组队栋幢楼单户区段])")


@dataclass(frozen=True)
class Likeness:
    """What of a text is compared: `characters` are its distinct ones, sorted, without those that fill every text."""

    text: str
    characters: str


def likeness(text: str) -> Likeness:
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c for c in to_arabic(plain) if c.isalnum())
    return Likeness(kept, "".join(sorted(set(kept) - _FILLING)))


def alike(asked: Likeness, others: Mapping[str, str]) -> list[tuple[float, str]]:
    """(nearness, name) of those worth a closer look, nearest first. `others` are `characters` by name."""
    if len(asked.characters) < SHORTEST:
        return []
    found = process.extract(
        asked.characters, others, scorer=fuzz.ratio, score_cutoff=NEAR, limit=LOOKED_AT
    )
    return [(nearness, name) for _, nearness, name in found]


def score(one: Likeness, other: Likeness) -> float:
    """From 0 to 100; `ALIKE` and more is a hint."""
    shared = len(set(one.characters) & set(other.characters))
    shorter, longer = sorted((len(one.characters), len(other.characters)))
    if not shorter:
        return 0.0
    pairs, other_pairs = _pairs(one.text), _pairs(other.text)
    parts = (
        shared / shorter,
        2 * shared / (shorter + longer),
        2 * len(pairs & other_pairs) / max(len(pairs) + len(other_pairs), 1),
    )
    return 100 * sum(parts) / len(parts) * (OTHER_THING if _tells_apart(one, other) else 1)


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _tells_apart(one: Likeness, other: Likeness) -> bool:
    """Both say which number of something, and it is another."""
    mine, yours = _numbered(one.text), _numbered(other.text)
    return any(mine[thing].isdisjoint(yours[thing]) for thing in mine.keys() & yours.keys())


def _numbered(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, thing in _WHICH.findall(text):
        found.setdefault(thing, set()).add(number)
    return found
