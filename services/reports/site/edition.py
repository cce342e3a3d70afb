"""A published edition as the pages read it: a thin look at its document, which stays as it is."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from services.reports.site import numbers

Row = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """`document` is edition.json. A row is what its list says, with its number among the leaves;
    of a withdrawn one `{leaf, list, number, withdrawn: {on, reason}}` is left."""

    document: dict[str, Any]

    @property
    def header(self) -> dict[str, Any]:
        return self.document["header"]

    @property
    def number(self) -> int:
        return self.header["number"]

    @property
    def code(self) -> str:
        """The name of its folder: `0002`."""
        return f"{self.number:04d}"

    @property
    def month(self) -> str:
        return self.header["month"]

    @property
    def last_day(self) -> str:
        return numbers.last_day(self.month)

    @property
    def published_on(self) -> str:
        return self.header["published_on"]

    @property
    def digest(self) -> str:
        return self.document["digest"]

    @property
    def key_id(self) -> str:
        return self.document["signature"]["key_id"]

    @property
    def index(self) -> str:
        """The page of this edition."""
        return f"lists/{self.code}/index.html"

    def count(self, name: str) -> int:
        return len(self.rows(name))

    def rows(self, name: str) -> list[Row]:
        return self._by_list.get(name, [])

    @cached_property
    def _by_list(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for leaf in self.document["rows"]:
            found.setdefault(leaf["list"], []).append(_row(leaf))
        return found


def _row(leaf: dict[str, Any]) -> Row:
    if "withdrawn" in leaf:
        return {name: leaf[name] for name in ("leaf", "list", "number", "withdrawn")}
    return {**leaf["row"], "leaf": leaf["leaf"], "withdrawn": None}


def item_of(row: Row) -> str:
    """The number of the issue that a row is about: `RW-202610-0034-1` belongs to `WT-202610-0034`."""
    if row.get("problem_number"):
        return row["problem_number"]
    kind, *rest = row["number"].split("-")
    return row["number"] if kind == "WT" else "-".join(["WT", *rest[:2]])
