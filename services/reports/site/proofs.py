"""Proofs of all rows of an edition. The tree is built once: hashed anew for each, it takes minutes for a county."""

from typing import Any

from services.reports.editions.merkle import node_hash
from services.reports.editions.proof import FORMAT


class Leaves:
    """The tree over the rows of one document, level by level."""

    def __init__(self, document: dict[str, Any]):
        self._document = document
        level = [bytes.fromhex(entry["hash"]) for entry in document["rows"]]
        self._levels = [level]
        while len(level) > 1:
            paired = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
            level = paired + level[len(level) & ~1 :]
            self._levels.append(level)

    def proof(self, leaf: int) -> dict[str, Any]:
        """As `editions.proof.proof_of_leaf`."""
        rows = self._document["rows"]
        return {
            "format": FORMAT,
            **rows[leaf],
            "size": len(rows),
            "path": self._path(leaf),
            **{name: self._document[name] for name in ("header", "digest", "signature")},
        }

    def _path(self, index: int) -> list[str]:
        found = []
        for level in self._levels:
            if index ^ 1 < len(level):
                found.append(level[index ^ 1].hex())
            index >>= 1
        return found
