"""An edition as a folder that is published: `0002/` with the signed document, its renderings, the chain and the key.

It is written beside and renamed into its place, so that nobody reads half of one. files.json, signed, has the SHA-256
of every other file: a page that was altered is found without drawing it again.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.reports.editions.canonical import canonical, digest_of_bytes
from services.reports.editions.document import Edition
from services.reports.editions.rendering.csv_file import FILES, csv_bytes
from services.reports.editions.rendering.page import page_bytes
from services.reports.editions.rendering.workbook import workbook_bytes
from services.reports.editions.signing import public_pem, sign

DOCUMENT, CHAIN, LISTING, KEY = "edition.json", "chain.json", "files.json", "public-key.pem"
PAGE, WORKBOOK = "index.html", "edition.xlsx"
LISTED = (DOCUMENT, *FILES.values(), PAGE, WORKBOOK, CHAIN, KEY)


def name_of(number: int) -> str:
    return f"{number:04d}"


def write(
    into: Path, edition: Edition, chain: Sequence[dict[str, Any]], key: Ed25519PrivateKey
) -> Path:
    """Write the edition's folder into a folder, in place of one that is there; gives its path.

    `chain`: `Edition.chain_entry` of every earlier edition, oldest first. Raises OSError."""
    into.mkdir(parents=True, exist_ok=True)
    target = into / name_of(edition.number)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=into))
    try:
        for name, data in files_of(edition, chain, key).items():
            (beside / name).write_bytes(data)
            (beside / name).chmod(0o644)  # it is public, whatever this process keeps to itself
        beside.chmod(0o755)
        _put_in_place(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def files_of(
    edition: Edition, chain: Sequence[dict[str, Any]], key: Ed25519PrivateKey
) -> dict[str, bytes]:
    """Name and bytes of every file."""
    files = {
        DOCUMENT: edition.to_bytes(),
        **{name: csv_bytes(edition, list_) for list_, name in FILES.items()},
        PAGE: page_bytes(edition),
        WORKBOOK: workbook_bytes(edition),
        CHAIN: canonical(list(chain)),
        KEY: public_pem(key.public_key()),
    }
    listing = listing_of(edition.digest, {n: digest_of_bytes(data) for n, data in files.items()})
    signed = {**listing, "signature": sign(listing, key)}
    return {**files, LISTING: json.dumps(signed, indent=1, sort_keys=True).encode() + b"\n"}


def listing_of(digest: str, files: dict[str, str]) -> dict[str, Any]:
    """What is signed of the files."""
    return {"format": "minqing-files/1", "edition": digest, "files": files}


def _put_in_place(beside: Path, target: Path) -> None:
    """A folder cannot replace one that is not empty: the old one steps aside first, and back if that fails."""
    if not target.exists():
        os.rename(beside, target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    os.rename(target, aside / "old")
    try:
        os.rename(beside, target)
    except OSError:
        os.rename(aside / "old", target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
