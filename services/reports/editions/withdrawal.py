"""Taking one row out of a published edition: its words and salt go, its hash stays, so everything signed still holds.

Who published signs the withdrawal too: a row that is merely cut out is not withdrawn.
"""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.reports.editions.document import Edition
from services.reports.editions.signing import is_signed, sign


def withdraw(
    edition: Edition, list_: str, number: str, on: str, reason: str, key: Ed25519PrivateKey
) -> Edition:
    """The edition without what that row says; without its errata too, which repeat it. The same edition when the
    row does not stand in it or is gone already, also from before it came out. `on`: the ISO day; `reason`: a code."""
    digest = edition.digest
    rows = [
        _stub(digest, entry, number, on, reason, key)
        if "withdrawn" not in entry.get("row", entry) and speaks_of(entry, list_, number)
        else entry
        for entry in edition.document["rows"]
    ]
    return Edition({**edition.document, "rows": rows})


def speaks_of(entry: dict[str, Any], list_: str, number: str) -> bool:
    """Whether it is that row, or an erratum about it."""
    row = entry["row"]
    about = row.get("list") if entry["list"] == "erratum" else entry["list"]
    return about == list_ and row["number"] == number


def is_withdrawn_by(entry: dict[str, Any], digest: str, key: Ed25519PublicKey) -> bool:
    """Whether the holder of `key` withdrew exactly this row of this edition. Never raises."""
    try:
        told = entry["withdrawn"]
        statement = _statement(digest, entry, told["on"], told["reason"])
        return is_signed(statement, told["signature"], key)
    except (KeyError, TypeError):
        return False


def _stub(
    digest: str,
    entry: dict[str, Any],
    number: str,
    on: str,
    reason: str,
    key: Ed25519PrivateKey,
) -> dict[str, Any]:
    stub = {name: entry[name] for name in ("leaf", "list", "hash")} | {"number": number}
    signature = sign(_statement(digest, stub, on, reason), key)
    return {**stub, "withdrawn": {"on": on, "reason": reason, "signature": signature}}


def _statement(digest: str, entry: dict[str, Any], on: str, reason: str) -> dict[str, Any]:
    """List and number are in it: of a withdrawn row its hash proves nothing any more to who sees only the stub."""
    return {
        "statement": "withdrawal",
        "edition": digest,
        "leaf": entry["leaf"],
        "list": entry["list"],
        "number": entry["number"],
        "hash": entry["hash"],
        "on": on,
        "reason": reason,
    }
