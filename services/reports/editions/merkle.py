"""The tree of hashes over the rows of an edition (RFC 6962, section 2.1).

A leaf and a node are hashed with different first bytes, so that no node can be passed off as a row.
"""

import hashlib
from collections.abc import Sequence


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all leaf hashes; of none, SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _next(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The neighbours from the leaf up to the root. Raises IndexError for a leaf that is not there."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    level, found = list(leaves), []
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            found.append(level[neighbour])
        level, index = _next(level), index >> 1
    return found


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its neighbours lead to; None when the path is not one of such a tree."""
    if not 0 <= index < size:
        return None
    waiting, found, last = list(path), leaf, size - 1
    while last:
        if index % 2 or index < last:
            if not waiting:
                return None
            neighbour = waiting.pop(0)
            found = node_hash(neighbour, found) if index % 2 else node_hash(found, neighbour)
        index, last = index >> 1, last >> 1
    return None if waiting else found


def _next(level: list[bytes]) -> list[bytes]:
    """A last one without a neighbour goes up as it is: the same tree as that of RFC 6962, level by level."""
    paired = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
    return paired + level[len(level) & ~1 :]
