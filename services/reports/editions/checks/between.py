"""What only several folders show together: an edition that is missing between them, is another one than its followers
name, or is there twice."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from services.reports.editions.document import Document
from services.reports.editions.finding import Finding
from services.reports.editions.folder import CHAIN, DOCUMENT

_Folder = tuple[
    Path, Document | None, list[dict[str, Any]]
]  # document and chain, as far as readable


def compared(entries: Sequence[_Folder]) -> dict[Path, list[Finding]]:
    """By folder, also where nothing was found."""
    return {folder: list(_found(own, chain, entries)) for folder, own, chain in entries}


def _found(
    own: Document | None, chain: list[dict[str, Any]], entries: Sequence[_Folder]
) -> Iterator[Finding]:
    for named in chain:
        yield from _compared(named, own, entries)
    yield from _twice(own, entries)


def _compared(
    named: dict[str, Any],
    own: Document | None,
    entries: Iterable[_Folder],
) -> Iterator[Finding]:
    """What a chain says of an earlier edition, beside the folder of that edition."""
    number = named["header"]["number"]
    there = [each for _, each, _ in entries if each and each["header"]["number"] == number]
    later = own["header"]["number"] if own else "?"
    if not there:
        words = (
            f"edition {number} was removed: edition {later} names it, and its folder is not here"
        )
        yield Finding("edition_removed", words, CHAIN)
    for each in there:
        if each["digest"] != named["digest"]:
            words = (
                f"edition {number} here is another one than edition {later} names: it was replaced"
            )
            yield Finding("edition_replaced", words, CHAIN)


def _twice(own: Document | None, entries: Iterable[_Folder]) -> Iterator[Finding]:
    """Two editions of one number, each of which may be rightly signed: not everybody was shown the same lists."""
    for other, each, _ in entries:
        if own is None or each is None or own["digest"] == each["digest"]:
            continue
        number = own["header"]["number"]
        if each["header"]["number"] == number:
            words = f"{other.name} is edition {number} too, and another one: it was made twice"
            yield Finding("edition_twice", words, DOCUMENT)
