"""What all editions say of one item."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.reports.site.edition import Edition, Row, item_of

LISTS = ("problem", "task", "effect", "erratum")


@dataclass
class Said:
    """The lines of one edition about one item."""

    edition: Edition
    problem: list[Row] = field(default_factory=list)
    task: list[Row] = field(default_factory=list)
    effect: list[Row] = field(default_factory=list)
    erratum: list[Row] = field(default_factory=list)

    def rows(self) -> list[Row]:
        return [*self.problem, *self.task, *self.effect, *self.erratum]


def items(editions: Sequence[Edition]) -> dict[str, list[Said]]:
    """By the number of the issue; the newest edition first."""
    found: dict[str, list[Said]] = {}
    for edition in reversed(editions):
        for name in LISTS:
            for row in edition.rows(name):
                said = found.setdefault(item_of(row), [])
                if not said or said[-1].edition is not edition:
                    said.append(Said(edition))
                getattr(said[-1], name).append(row)
    return found
