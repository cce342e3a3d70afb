"""A line of the table of results, and of `build/bench.json`."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """`ours` in `unit`; `peer` is what another program needs for the same, `limit` what we allow ourselves. None
    where nothing is compared."""

    name: str
    ours: float
    unit: str
    peer: float | None = None
    limit: float | None = None

    def to_dict(self) -> dict[str, Any]:
        ratios = {"ratio_peer": self._ratio(self.peer), "ratio_limit": self._ratio(self.limit)}
        return asdict(self) | ratios

    def _ratio(self, other: float | None) -> float | None:
        return round(self.ours / other, 3) if other else None


def table(rows: Iterable[Row]) -> str:
    lines = [f"{'bench':<26}{'ours':>10}  {'unit':<6}{'peer':>10}{'limit':>10}{'of limit':>10}"]
    for row in rows:
        ratio = row.to_dict()["ratio_limit"]
        compared = f"{_shown(row.peer):>10}{_shown(row.limit):>10}{_shown(ratio):>10}"
        lines.append(f"{row.name:<26}{row.ours:>10.4g}  {row.unit:<6}{compared}")
    return "\n".join(lines)


def write(rows: Iterable[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([row.to_dict() for row in rows], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8")


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
