"""Published folders in a temporary place, and what somebody may do to their files."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from services.reports.editions.canonical import canonical, digest_of_bytes
from services.reports.editions.document import Edition
from services.reports.editions.finding import faults
from services.reports.editions.folder import files_of, name_of, write
from services.reports.editions.verify import verify
from tests.unit.reports.editions.story import KEY, published, three_months

Change = Callable[[dict[str, Any]], None]


def publish(into: Path, editions: list[Edition] | None = None) -> list[Path]:
    """Three editions, or these."""
    if editions is None:
        return [_copy(into / name, files) for name, files in _three_folders().items()]
    return [
        write(into, edition, [each.chain_entry for each in editions[:place]], KEY)
        for place, edition in enumerate(editions)
    ]


@cache
def _three_folders() -> dict[str, dict[str, bytes]]:
    """Made once: most tests only spoil a copy."""
    found = published(three_months())
    return {
        name_of(each.number): files_of(each, [e.chain_entry for e in found[:place]], KEY)
        for place, each in enumerate(found)
    }


def _copy(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def codes(folder: Path, key: Any = None) -> set[str]:
    """Of the faults, checked with the publisher's key."""
    return {each.code for each in faults(verify(folder, key or KEY.public_key()))}


def change(folder: Path, what: Change, name: str = "edition.json") -> None:
    """As somebody who knows the format would: written in canonical form, the list of files brought up to date. What
    he cannot do is sign."""
    value = json.loads((folder / name).read_bytes())
    what(value)
    (folder / name).write_bytes(canonical(value))
    listing = json.loads((folder / "files.json").read_bytes())
    listing["files"][name] = digest_of_bytes((folder / name).read_bytes())
    (folder / "files.json").write_text(json.dumps(listing))
