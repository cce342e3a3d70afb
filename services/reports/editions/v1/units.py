"""Units as the log of `campaign` had them at a position: their names, and the sub-office to which one belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventlog.record import Record

_COARSE = ("sub_office", "community")


@dataclass(frozen=True)
class Units:
    """The last `UnitRegistered` of each, by id; a unit that was closed keeps its name."""

    told: dict[str, dict[str, Any]]

    def name(self, unit: str | None) -> str | None:
        return None if unit is None else self.told.get(unit, {}).get("name")

    def sub_office(self, unit: str | None) -> str | None:
        """The highest sub-office or community that it is or belongs to; itself where there is none."""
        chain = self._upwards(unit)
        coarse = [each for each in chain if self.told.get(each, {}).get("kind") in _COARSE]
        return coarse[-1] if coarse else unit

    def _upwards(self, unit: str | None) -> list[str]:
        chain: list[str] = []
        while unit is not None and unit not in chain:  # a circle must not hang
            chain.append(unit)
            unit = self.told.get(unit, {}).get("parent_id")
        return chain


def units_at(records: Iterable[Record], position: int | None) -> Units:
    """`position` None: as of all that is given."""
    return Units(
        {
            record.data["unit_id"]: record.data
            for record in records
            if record.type == "UnitRegistered" and (position is None or record.position <= position)
        }
    )
