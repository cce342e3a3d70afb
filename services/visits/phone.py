"""A phone number: 11 digits (mobile, or area code and number) or 12; spaces, brackets and hyphens fall away."""

import re

_SHAPE = re.compile(r"1\d{10}|0\d{10,11}")
_SEPARATORS = re.compile(r"[\s\-—–()（）]")


def tidy_phone(typed: str) -> str | None:
    """The digits, or None when that is no phone number."""
    digits = _SEPARATORS.sub("", typed)
    return digits if _SHAPE.fullmatch(digits) and digits.isascii() else None
