"""Numbers that name a person: of an identity card or a mobile phone.

Identifiers stand in clear in facts, answers and log lines for ever, so none may be such a number.
"""

import re

_PERSONAL_NUMBER = re.compile(r"\d{17}[\dXx]|(?:\+?86)?1[3-9]\d{9}")
_SEPARATORS = re.compile(r"[-._:/ ]")


def is_personal_number(text: str) -> bool:
    """Whether the whole text is one, written together or apart."""
    return bool(_PERSONAL_NUMBER.fullmatch(_SEPARATORS.sub("", text)))
