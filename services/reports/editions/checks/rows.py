"""Are the rows those whose root was signed? If not, which of them differ, and how."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from services.reports.editions.canonical import PREFIX
from services.reports.editions.checks.keys import Keys
from services.reports.editions.content import LISTS
from services.reports.editions.document import Document, hash_of_row
from services.reports.editions.finding import Finding
from services.reports.editions.merkle import root
from services.reports.editions.v1.membership import order_of
from services.reports.editions.withdrawal import is_withdrawn_by

WHERE = "edition.json"
_ORDER = {list_: at for at, list_ in enumerate(LISTS)}
Entry = dict[str, Any]


def row_findings(document: Document, keys: Keys) -> Iterator[Finding]:
    """For a document in the right shape."""
    rows = document["rows"]
    made = [_hash(entry) for entry in rows]
    yield from _withdrawn(document, keys)
    altered = list(_altered(rows, made))
    yield from altered
    wrong = _counts(document)
    if wrong:
        yield Finding("rows_missing", wrong, WHERE)
    if [entry["leaf"] for entry in rows] != list(range(len(rows))):
        yield Finding("rows_swapped", "the rows do not stand in the order of their leaves", WHERE)
    signed = document["header"]["root"]
    if altered or wrong or _root(made) == signed:
        return
    yield _why(rows, made, signed)


def name_of(entry: Entry) -> str:
    number = entry["row"]["number"] if "row" in entry else entry["number"]
    return f"{entry['list']} {number} (leaf {entry['leaf']})"


def _altered(rows: list[Entry], made: list[str]) -> Iterator[Finding]:
    """Rows that do not give the hash that stands beside them."""
    stated = {entry["hash"]: entry for entry in rows}
    for entry, hash_ in zip(rows, made, strict=True):
        if hash_ == entry["hash"]:
            continue
        other = stated.get(hash_)
        if other is not None:
            words = f"{name_of(entry)} stands in the place of {name_of(other)}: rows were swapped"
            yield Finding("rows_swapped", words, WHERE)
        else:
            words = f"{name_of(entry)} is not what was published: row, salt or hash was changed"
            yield Finding("row_changed", words, WHERE)


def _why(rows: list[Entry], made: list[str], signed: str) -> Finding:
    """Each row fits its own hash, and together they are not what was signed."""
    at = sorted(range(len(rows)), key=lambda place: _place(rows[place]))
    if at != list(range(len(rows))) and _root([made[place] for place in at]) == signed:
        moved = next(place for place, should in enumerate(at) if place != should)
        words = (
            f"the rows were swapped, from {name_of(rows[moved])} on: in the order of their numbers"
        )
        return Finding("rows_swapped", f"{words} they are those that were signed", WHERE)
    words = "the rows do not give the root that was signed: rows were replaced, with new hashes,"
    return Finding("root_wrong", f"{words} or come from another edition", WHERE)


def _place(entry: Entry) -> tuple[int, tuple[int, ...]]:
    number = entry["row"]["number"] if "row" in entry else entry["number"]
    try:
        return _ORDER[entry["list"]], order_of(number)
    except ValueError:
        return _ORDER[entry["list"]], ()


def _counts(document: Document) -> str | None:
    found = Counter(entry["list"] for entry in document["rows"])
    told = document["header"]["counts"]
    wrong = [f"{found[n]} of list {n} and not {told[n]}" for n in LISTS if found[n] != told[n]]
    if not wrong:
        return None
    return f"rows were taken out or put in: there are {', '.join(wrong)}"


def _withdrawn(document: Document, keys: Keys) -> Iterator[Finding]:
    """Nothing is said where the publisher's key is not known: that is a fault of its own."""
    if document["signature"]["key_id"] not in keys:
        return
    for entry in document["rows"]:
        if "withdrawn" not in entry:
            continue
        told = entry["withdrawn"]
        if any(is_withdrawn_by(entry, document["digest"], key) for key in keys.values()):
            words = f"{name_of(entry)} was withdrawn on {told['on']} ({told['reason']})"
            yield Finding("row_withdrawn", words, WHERE, is_fault=False)
        else:
            words = f"{name_of(entry)} is said to be withdrawn on {told['on']}, which the publisher"
            yield Finding("forged_withdrawal", f"{words} did not sign: it was cut out", WHERE)


def _hash(entry: Entry) -> str:
    """Of a withdrawn row the hash that is left; an empty one for a row that has none."""
    if "row" not in entry:
        return entry["hash"]
    try:
        return hash_of_row(entry["list"], entry["row"], entry["salt"]).hex()
    except ValueError:
        return ""


def _root(hashes: list[str]) -> str:
    return PREFIX + root([bytes.fromhex(each) for each in hashes]).hex()
