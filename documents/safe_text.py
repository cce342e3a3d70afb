"""Text that a file format can hold: what XML has no place for is left out, what a spreadsheet would run is quoted."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def for_xml(text: str) -> str:
    """Without the characters that make a workbook or paper unreadable (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", text)


def for_csv(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_RUNS) else text
