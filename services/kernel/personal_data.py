"""Finds what must not stand in a public text: phone, ID number, plate, bank card, house number, e-mail and other
accounts, names of people.

It sees shapes, not meaning: a clean result does not replace the second person who reads the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from services.kernel import personal_names, personal_numbers
from services.kernel.personal_numbers import has_check_digit, passes_luhn
from services.kernel.plain_text import read_plainly

IsReal = Callable[[str], bool]


@dataclass(frozen=True, order=True)
class PersonalData:
    """`start` and `end` count characters of the text; the words themselves are never repeated."""

    start: int
    end: int
    kind: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def find_personal_data(text: str) -> list[PersonalData]:
    """What was found, in order; of two finds in one place the longer."""
    found: list[PersonalData] = []
    for item in sorted(_all(text), key=lambda item: (item.start - item.end, item.start)):
        if all(item.end <= other.start or other.end <= item.start for other in found):
            found.append(item)
    return sorted(found)


def _all(text: str) -> Iterator[PersonalData]:
    plain = read_plainly(text)
    spelt = plain.spelt
    numbers, names = personal_numbers, personal_names
    for kind, pattern, searched, is_real in (
        ("id_number", numbers.ID_NUMBER, plain.text, has_check_digit),
        ("id_number", numbers.TOLD_ID, plain.text, None),
        ("bank_card", numbers.CARD, plain.text, passes_luhn),
        ("bank_card", numbers.TOLD_CARD, plain.text, None),
        ("phone", numbers.MOBILE, spelt, None),
        ("phone", numbers.LANDLINE, spelt, None),
        ("phone", numbers.TOLD_PHONE, spelt, None),
        ("plate", numbers.PLATE, plain.text, None),
        ("house_number", numbers.HOUSE, plain.text, None),
        ("email", numbers.EMAIL, plain.text, None),
        ("account", numbers.ACCOUNT, plain.text, None),
        ("name", names.TITLED, plain.text, None),
        ("name", names.NAMED, plain.text, None),
        ("name", names.SPEAKING, plain.text, None),
    ):
        for start, end in _spans(pattern, searched, is_real):
            yield PersonalData(*plain.span(start, end), kind)


def _spans(
    pattern: re.Pattern[str], text: str, is_real: IsReal | None
) -> Iterator[tuple[int, int]]:
    """What is not real may hide the beginning of what is, so the search goes on behind its first character."""
    position = 0
    while match := pattern.search(text, position):
        if is_real is None or is_real(re.sub("[^0-9Xx]", "", match.group())):
            yield match.span(pattern.groups)
            position = match.end()
        else:
            position = match.start() + 1
