"""edition.json: the rows as leaves of a tree, its root in the header, and the header signed.

`{format, header, digest, signature, rows}`. Header and signature never change after publication. A row is
`{leaf, list, hash, salt, row}`; its hash is that of `{list, row, salt}` in canonical form. A withdrawn row keeps
place and hash, without salt or words (`withdrawal.py`).
"""

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.reports.editions.canonical import PREFIX, canonical, digest_of
from services.reports.editions.content import LISTS, Content, Row
from services.reports.editions.merkle import leaf_hash, root
from services.reports.editions.salts import Salts
from services.reports.editions.signing import sign

FORMAT = "minqing-edition/1"
RULES = "v1"
Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What the header says beside the content.

    `heads`: `{"issues": {position, digest}, "campaign": {position, digest}}`, the logs' heads it was made at;
    `previous`: the digest of the edition before, as `sha256:…`; None for the first. Days are ISO dates."""

    published_on: str
    studied_on: str | None
    origin: str  # live or demo
    previous_cut: int
    position: int
    texts_position: int
    heads: dict[str, dict[str, Any]]
    previous: str | None


@dataclass(frozen=True)
class Edition:
    """A signed document. `to_bytes` is edition.json, the same bytes whenever and wherever it is built."""

    document: Document

    @property
    def number(self) -> int:
        return self.document["header"]["number"]

    @property
    def digest(self) -> str:
        return self.document["digest"]

    @property
    def root(self) -> str:
        return self.document["header"]["root"]

    @property
    def signature(self) -> dict[str, str]:
        return self.document["signature"]

    @property
    def chain_entry(self) -> dict[str, Any]:
        """What later editions keep of it in their chain.json."""
        return {name: self.document[name] for name in ("header", "digest", "signature")}

    def to_bytes(self) -> bytes:
        return canonical(self.document)

    def rows(self, list_: str) -> list[dict[str, Any]]:
        """The entries of one list, withdrawn ones too, in order."""
        return [entry for entry in self.document["rows"] if entry["list"] == list_]


def make(content: Content, publication: Publication, key: Ed25519PrivateKey) -> Edition:
    """Sign what an edition says. The same arguments give the same bytes."""
    rows = _entries(content, Salts(key, content.number))
    header = _header(content, publication, [bytes.fromhex(entry["hash"]) for entry in rows])
    return Edition(
        {
            "format": FORMAT,
            "header": header,
            "digest": digest_of(header),
            "signature": sign(header, key),
            "rows": rows,
        }
    )


def content_digest(content: Content) -> str:
    """What is approved: the rows and totals of a draft, before anything is signed."""
    return digest_of(
        {
            "rules": RULES,
            "number": content.number,
            "month": content.month,
            "rows": content.rows,
            "totals": content.totals,
        }
    )


def hash_of_row(list_: str, row: Row, salt: str) -> bytes:
    """Raises ValueError for a row that has no canonical form."""
    return leaf_hash(canonical({"list": list_, "row": row, "salt": salt}))


def _entries(content: Content, salts: Salts) -> list[dict[str, Any]]:
    listed = [(list_, row) for list_ in LISTS for row in content.rows[list_]]
    return [_entry(leaf, list_, row, salts.of(leaf)) for leaf, (list_, row) in enumerate(listed)]


def _entry(leaf: int, list_: str, row: Row, salt: str) -> dict[str, Any]:
    hashed = hash_of_row(list_, row, salt).hex()
    return {"leaf": leaf, "list": list_, "hash": hashed, "salt": salt, "row": row}


def _header(content: Content, publication: Publication, leaves: list[bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "rules": RULES,
        "number": content.number,
        "month": content.month,
        "published_on": publication.published_on,
        "studied_on": publication.studied_on,
        "origin": publication.origin,
        "cut": {"previous": publication.previous_cut, "position": publication.position},
        "texts_position": publication.texts_position,
        "heads": publication.heads,
        "counts": {list_: len(content.rows[list_]) for list_ in LISTS},
        "totals": content.totals,
        "previous": publication.previous,
        "root": PREFIX + root(leaves).hex(),
    }
