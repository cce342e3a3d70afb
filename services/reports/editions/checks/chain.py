"""Does the edition name every earlier one, each naming the one before? An edition that was removed leaves a gap."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from services.reports.editions.checks.header import header_findings
from services.reports.editions.checks.keys import Keys
from services.reports.editions.checks.reading import Unreadable, read_json
from services.reports.editions.checks.shape import check_entry
from services.reports.editions.document import Document
from services.reports.editions.finding import Finding
from services.reports.editions.folder import CHAIN

Entry = dict[str, Any]


def read_chain(folder: Path) -> list[Entry]:
    """chain.json, in the right shape. Raises Unreadable."""
    chain, _ = read_json(folder / CHAIN)
    if not isinstance(chain, list):
        raise Unreadable(f"{CHAIN} is no list of editions")
    for place, entry in enumerate(chain, 1):
        check_entry(entry, f"{CHAIN}, entry {place}")
    return chain


def chain_findings(document: Document, chain: list[Entry], keys: Keys) -> Iterator[Finding]:
    for entry in chain:
        yield from header_findings(entry, keys, CHAIN)
    before: Entry | None = None
    for entry in [*chain, document]:
        yield from _link(before, entry)
        before = entry


def _link(before: Entry | None, entry: Entry) -> Iterator[Finding]:
    header = entry["header"]
    number, expected = header["number"], 1 if before is None else before["header"]["number"] + 1
    if number != expected:
        missing = (
            f"edition {expected}"
            if number == expected + 1
            else f"editions {expected} to {number - 1}"
        )
        words = (
            f"{missing} was removed from the chain of editions"
            if number > expected
            else (f"edition {number} stands in the chain after edition {expected - 1}")
        )
        yield Finding("edition_removed", words, CHAIN)
        return
    if header["previous"] != (None if before is None else before["digest"]):
        words = (
            f"edition {number} does not follow the edition {number - 1} that stands in the chain"
        )
        yield Finding("chain_broken", f"{words}: that one was replaced", CHAIN)
    elif header["cut"]["previous"] != (
        0 if before is None else before["header"]["cut"]["position"]
    ):
        words = f"edition {number} does not begin where edition {number - 1} ends"
        yield Finding("chain_broken", words, CHAIN)
