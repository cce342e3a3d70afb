"""问题类别: a tree of two levels, read from a table that a deployment may replace.

`sensitive`: lines of this category stand on public lists without any free text and only for the sub-office
(docs/domain.md, small numbers).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

OTHER = "other"


@dataclass(frozen=True)
class Category:
    id: str
    name: str
    parent: str | None
    sensitive: bool

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


Categories = Mapping[str, Category]


def read_categories(rows: Iterable[str]) -> Categories:
    """CSV lines with the head `id,name,parent,sensitive` -> categories by id, in order.

    Raises ValueError when the table has an unknown parent, a third level, or no `other`."""
    found = {
        row["id"]: Category(
            row["id"], row["name"], row["parent"] or None, row["sensitive"] == "yes"
        )
        for row in csv.DictReader(rows)
    }
    for category in found.values():
        if category.parent and (category.parent not in found or found[category.parent].parent):
            raise ValueError(f"category {category.id}: its parent is not of the first level")
    if OTHER not in found:
        raise ValueError(f"there is no category {OTHER}")
    return MappingProxyType(found)


def default_categories() -> Categories:
    text = resources.files("services.issues").joinpath("categories.csv").read_text("utf-8")
    return read_categories(text.splitlines())
