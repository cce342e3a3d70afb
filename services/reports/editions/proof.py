"""The proof of a single row: it, its neighbours in the tree up to the signed root, and the signed header."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.reports.editions.canonical import PREFIX, digest_of
from services.reports.editions.document import Document, hash_of_row
from services.reports.editions.finding import Finding
from services.reports.editions.merkle import path, root_by_path
from services.reports.editions.signing import is_signed, key_id
from services.reports.editions.withdrawal import is_withdrawn_by

FORMAT = "minqing-proof/1"
Proof = dict[str, Any]


def proof(document: Document, list_: str, number: str) -> Proof:
    """`{format, leaf, size, list, hash, salt, row, path, header, digest, signature}`; for a withdrawn row `number`
    and `withdrawn` instead of salt and row. Of several errata of one row, the first. Raises KeyError: no such row."""
    for entry in document["rows"]:
        if entry["list"] == list_ and _number(entry) == number:
            return proof_of_leaf(document, entry["leaf"])
    raise KeyError(f"{list_} {number}")


def proof_of_leaf(document: Document, leaf: int) -> Proof:
    """As `proof`, by the row's place. Raises IndexError."""
    rows = document["rows"]
    neighbours = path([bytes.fromhex(entry["hash"]) for entry in rows], leaf)
    return {
        "format": FORMAT,
        **rows[leaf],
        "size": len(rows),
        "path": [each.hex() for each in neighbours],
        **{name: document[name] for name in ("header", "digest", "signature")},
    }


def check_proof(proof: Proof, key: Ed25519PublicKey) -> list[Finding]:
    """What is wrong with it; nothing when the row stands in the edition that the holder of `key` published."""
    try:
        return list(_faults(proof, key))
    except (KeyError, TypeError, ValueError, AttributeError):
        return [
            Finding("unreadable", "this is no proof of a row: parts of it are missing or broken")
        ]


def _faults(proof: Proof, key: Ed25519PublicKey) -> list[Finding]:
    header, digest = proof["header"], proof["digest"]
    if proof["signature"]["key_id"] != key_id(key):
        return [Finding("wrong_key", f"signed with another key than {key_id(key)}")]
    if digest_of(header) != digest or not is_signed(header, proof["signature"], key):
        return [Finding("header_changed", "the header is not the one that was signed")]
    if proof["size"] != sum(header["counts"].values()):
        return [
            Finding("row_not_in_edition", "the tree has another size than the edition has rows")
        ]
    if "withdrawn" in proof and not is_withdrawn_by(proof, digest, key):
        return [Finding("forged_withdrawal", "the withdrawal was not signed by the publisher")]
    leaf = bytes.fromhex(proof["hash"])
    if "withdrawn" not in proof and hash_of_row(proof["list"], proof["row"], proof["salt"]) != leaf:
        return [Finding("row_changed", "the row is not the one that was published")]
    found = root_by_path(
        leaf, proof["leaf"], proof["size"], [bytes.fromhex(each) for each in proof["path"]]
    )
    if found is None or PREFIX + found.hex() != header["root"]:
        return [Finding("row_not_in_edition", "the row does not lead to the root that was signed")]
    return []


def _number(entry: dict[str, Any]) -> str:
    return entry["row"]["number"] if "row" in entry else entry["number"]
