"""Is the header what the publisher signed? Of an edition, and of each one in its chain."""

from collections.abc import Iterator
from typing import Any

from services.reports.editions.canonical import digest_of
from services.reports.editions.checks.keys import Keys, told
from services.reports.editions.finding import Finding
from services.reports.editions.signing import is_signed


def header_findings(entry: dict[str, Any], keys: Keys, where: str) -> Iterator[Finding]:
    """`entry`: header, digest and signature, in the right shape."""
    header, signature = entry["header"], entry["signature"]
    name = f"edition {header['number']}"
    try:
        digest = digest_of(header)
    except ValueError:
        digest = ""
    if digest != entry["digest"]:
        words = f"the header of {name} does not give the digest that stands beside it"
        yield Finding("header_changed", f"{words}: one of the two was changed", where)
    key = keys.get(signature["key_id"])
    if key is None:
        words = f"{name} was signed with the key {signature['key_id']}, not with {told(keys)}"
        yield Finding("wrong_key", f"{words}: it is of another publisher, or forged", where)
    elif not is_signed(header, signature, key):
        words = f"the signature of {name} does not fit its header"
        yield Finding("signature_wrong", f"{words}: header or signature was changed", where)
