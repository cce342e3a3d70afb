"""Are the files beside edition.json the ones that were published with it, and no others?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from services.reports.editions.canonical import digest_of_bytes
from services.reports.editions.checks.keys import Keys
from services.reports.editions.checks.reading import Unreadable, read_bytes, read_json
from services.reports.editions.document import Document, Edition
from services.reports.editions.finding import Finding
from services.reports.editions.folder import LISTED, LISTING, listing_of
from services.reports.editions.rendering.csv_file import FILES, csv_bytes
from services.reports.editions.signing import is_signed


def file_findings(folder: Path, document: Document, keys: Keys) -> Iterator[Finding]:
    yield from _listed(folder, document, keys)
    yield from _drawn_again(folder, document)
    for path in sorted(folder.iterdir()):
        if path.name not in (*LISTED, LISTING):
            words = f"{path.name} is not part of the edition: nobody vouches for it"
            yield Finding("file_unknown", words, path.name)


def _listed(folder: Path, document: Document, keys: Keys) -> Iterator[Finding]:
    """Whichever key it names, one that is believed must have signed it: anybody can write another name there."""
    try:
        listing, _ = read_json(folder / LISTING)
        files = _checked(listing)
    except Unreadable as error:
        yield Finding("files_unreadable", str(error), LISTING)
        return
    signed, signature = listing_of(document["digest"], files), listing["signature"]
    if document["signature"]["key_id"] in keys and not (
        listing == {**signed, "signature": signature}
        and any(is_signed(signed, signature, key) for key in keys.values())
    ):
        words = f"{LISTING} was not signed as it is for this edition: the list of files was changed"
        yield Finding("files_changed", words, LISTING)
    for name in LISTED:
        yield from _one(folder, name, files.get(name))


def _one(folder: Path, name: str, digest: Any) -> Iterator[Finding]:
    try:
        data = read_bytes(folder / name)
    except Unreadable as error:
        yield Finding("file_missing", str(error), name)
        return
    if digest != digest_of_bytes(data):
        words = f"{name} is not the file that was published: its SHA-256 is another"
        yield Finding("file_changed", words, name)


def _drawn_again(folder: Path, document: Document) -> Iterator[Finding]:
    """The CSV files say what edition.json says, whoever signed the list of files."""
    for list_, name in FILES.items():
        try:
            same = read_bytes(folder / name) == csv_bytes(Edition(document), list_)
        except Unreadable:
            continue  # told above
        except (KeyError, TypeError, AttributeError, ValueError):
            same = False
        if not same:
            words = f"{name} does not say what edition.json says"
            yield Finding("file_differs", words, name)


def _checked(listing: Any) -> dict[str, Any]:
    if not (
        isinstance(listing, dict)
        and isinstance(listing.get("files"), dict)
        and isinstance(listing.get("signature"), dict)
    ):
        raise Unreadable(f"{LISTING} is no signed list of files")
    return listing["files"]
