"""The tree of RFC 6962, against its known answers and against its own words."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.editions.merkle import leaf_hash, node_hash, path, root, root_by_path

# The inputs and roots that implementations of Certificate Transparency are tested with.
INPUTS = [
    bytes.fromhex(each)
    for each in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = st.lists(st.binary(max_size=3), max_size=70).map(lambda each: [leaf_hash(b) for b in each])


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size: int) -> None:
    assert root([leaf_hash(each) for each in INPUTS[:size]]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing() -> None:
    assert root([]) == hashlib.sha256().digest()


def as_the_rfc_says(leaves: list[bytes]) -> bytes:
    """MTH: split at the largest power of two that is smaller."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(as_the_rfc_says(leaves[:k]), as_the_rfc_says(leaves[k:]))


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == as_the_rfc_says(leaves)


@given(LEAVES.filter(bool), st.data())
def test_every_leaf_leads_to_the_root_from_its_own_place_only(leaves: list[bytes], data) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    neighbours = path(leaves, index)
    assert root_by_path(leaves[index], index, len(leaves), neighbours) == root(leaves)
    for other in range(len(leaves)):
        if leaves[other] != leaves[index]:
            assert root_by_path(leaves[index], other, len(leaves), neighbours) != root(leaves)
    assert root_by_path(leaves[index], index, len(leaves), [*neighbours, bytes(32)]) is None
    assert root_by_path(leaves[index], len(leaves), len(leaves), neighbours) is None


def test_a_leaf_that_is_not_there_has_no_path() -> None:
    with pytest.raises(IndexError):
        path([leaf_hash(b"")], 1)
