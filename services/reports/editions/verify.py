"""Is a folder what was published? Looked at offline, with the public key and nothing else.

Named: a row, header, signature or file that was changed, rows swapped, added or taken out, an edition removed from
the chain or replaced, another publisher's key, a row cut out without the publisher's word. Rows that were rightly
withdrawn are told, and no fault. Not found: an edition missing at the end, after which there is no other yet; and all
that somebody who has the signing key makes anew as a whole, save by who kept an older copy.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.reports.editions.checks.between import compared
from services.reports.editions.checks.chain import chain_findings, read_chain
from services.reports.editions.checks.files import file_findings
from services.reports.editions.checks.header import header_findings
from services.reports.editions.checks.keys import Keys, keyring
from services.reports.editions.checks.reading import Unreadable, is_canonical, read_bytes, read_json
from services.reports.editions.checks.rows import row_findings
from services.reports.editions.checks.shape import check_document
from services.reports.editions.document import Document
from services.reports.editions.finding import Finding
from services.reports.editions.folder import CHAIN, DOCUMENT, KEY, name_of
from services.reports.editions.signing import key_id, load_public_key

Believed = Ed25519PublicKey | Sequence[Ed25519PublicKey] | None


def verify(folder: Path, key: Believed = None) -> list[Finding]:
    """All that is wrong with one edition's folder, and what is worth telling of it.

    Without a key the one in the folder is taken, and a finding says that it proves little."""
    try:
        keys, told = _believed(folder, key)
        document = read_document(folder)
    except Unreadable as error:
        return [Finding("unreadable", str(error))]
    return [*told, *_findings(folder, document, keys)]


def verify_all(folders: Sequence[Path], key: Believed = None) -> dict[Path, list[Finding]]:
    """As `verify` of each, with what only several folders show: an edition that is missing between them, or is
    another one than its followers name."""
    found = {folder: verify(folder, key) for folder in folders}
    entries = [(folder, *_entries(folder)) for folder in folders]
    for folder, between in compared(entries).items():
        found[folder] += between
    return found


def edition_folders(folder: Path) -> list[Path]:
    """The folder itself when it is an edition's, else those right in it that are."""
    if (folder / DOCUMENT).exists():
        return [folder]
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if (each / DOCUMENT).exists())


def read_document(folder: Path) -> Document:
    """edition.json in the right shape. Raises Unreadable."""
    document, data = read_json(folder / DOCUMENT)
    check_document(document, DOCUMENT)
    if not is_canonical(document, data):
        raise Unreadable(f"{DOCUMENT} is not written in canonical form: bytes were changed in it")
    return document


def _findings(folder: Path, document: Document, keys: Keys) -> Iterator[Finding]:
    number = document["header"]["number"]
    if folder.resolve().name.isdigit() and folder.resolve().name != name_of(number):
        words = f"the folder {folder.resolve().name} holds edition {number}"
        yield Finding("wrong_number", f"{words}: it was renamed, or put in another's place")
    yield from header_findings(document, keys, DOCUMENT)
    yield from row_findings(document, keys)
    try:
        yield from chain_findings(document, read_chain(folder), keys)
    except Unreadable as error:
        yield Finding("chain_unreadable", str(error), CHAIN)
    yield from file_findings(folder, document, keys)


def _believed(folder: Path, key: Believed) -> tuple[Keys, list[Finding]]:
    if key is not None:
        return keyring([key] if isinstance(key, Ed25519PublicKey) else key), []
    try:
        own = load_public_key(read_bytes(folder / KEY))
    except ValueError as error:
        raise Unreadable(f"{KEY}: {error}") from error
    words = f"checked with the key in the folder itself, {key_id(own)}: get it from elsewhere too"
    return keyring([own]), [Finding("own_key", words, KEY, is_fault=False)]


def edition_of(folder: Path) -> str:
    """Which one it is, and its digest, for people to compare. Raises Unreadable."""
    document = read_document(folder)
    header = document["header"]
    rows = f"{sum(header['counts'].values())} rows"
    return f"edition {header['number']} of {header['month']}, {rows}, {document['digest']}"


def _entries(folder: Path) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The document and the chain of a folder, as far as they can be read."""
    try:
        return read_document(folder), read_chain(folder)
    except Unreadable:
        return None, []
