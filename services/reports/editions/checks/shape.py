"""Whether a document has the parts that the other checks look at, so that they need not ask again."""

import re
from typing import Any

from services.reports.editions.checks.reading import Unreadable
from services.reports.editions.content import LISTS
from services.reports.editions.document import FORMAT, RULES

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = ("alg", "key_id", "value")


def check_entry(entry: Any, where: str) -> None:
    """Header, digest and signature, as they stand in edition.json and in chain.json. Raises Unreadable."""
    _need(isinstance(entry, dict), where, "is no edition")
    header, signature = entry.get("header"), entry.get("signature")
    _need(isinstance(header, dict), where, "has no header")
    _need(header.get("format") == FORMAT, where, f"is not of the format {FORMAT}")
    _need(header.get("rules") == RULES, where, "is made by rules that this version does not know")
    _need(_is_count(header.get("number")) and header["number"] > 0, where, "has no number")
    _need(isinstance(header.get("month"), str), where, "has no month")
    _need(_matches(_DIGEST, header.get("root")), where, "has no root")
    previous = header.get("previous")
    _need(previous is None or _matches(_DIGEST, previous), where, "has no link to the one before")
    cut, counts = header.get("cut"), header.get("counts")
    _need(isinstance(cut, dict), where, "has no cut")
    _need(all(_is_count(cut.get(n)) for n in ("previous", "position")), where, "has no cut")
    _need(isinstance(counts, dict) and counts.keys() == set(LISTS), where, "has no counts")
    _need(all(_is_count(each) for each in counts.values()), where, "has no counts")
    _need(_matches(_DIGEST, entry.get("digest")), where, "has no digest")
    _need(isinstance(signature, dict), where, "has no signature")
    _need(all(isinstance(signature.get(n), str) for n in _SIGNATURE), where, "has no signature")


def check_document(document: Any, where: str) -> None:
    """As `check_entry`, with the rows. Raises Unreadable."""
    check_entry(document, where)
    rows = document.get("rows")
    _need(isinstance(rows, list), where, "has no rows")
    for place, row in enumerate(rows):
        _check_row(row, f"{where}, row {place}")


def _check_row(row: Any, where: str) -> None:
    _need(isinstance(row, dict), where, "is no row")
    _need(_is_count(row.get("leaf")), where, "has no leaf number")
    _need(row.get("list") in LISTS, where, "is of no list")
    _need(_matches(_HASH, row.get("hash")), where, "has no hash")
    if "withdrawn" in row:
        told = row["withdrawn"]
        _need(isinstance(told, dict), where, "is withdrawn without a word")
        _need(isinstance(row.get("number"), str), where, "has no number")
        _need(all(isinstance(told.get(n), str) for n in ("on", "reason")), where, "says no day")
        _need(
            "row" not in row and "salt" not in row, where, "is withdrawn and still says its words"
        )
        return
    said = row.get("row")
    _need(isinstance(said, dict) and isinstance(row.get("salt"), str), where, "says nothing")
    _need(isinstance(said.get("number"), str), where, "has no number")


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _need(holds: bool, where: str, words: str) -> None:
    if not holds:
        raise Unreadable(f"{where} {words}")
