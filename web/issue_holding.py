"""时间花在哪: a small bar for each who had the issue, drawn from what the service counted."""

from dataclasses import dataclass
from typing import Any

from web import names, words

WIDTH = 80  # of the longest bar, in pixels
TOO_SHORT = 0.05  # working days: shown as none


@dataclass(frozen=True)
class Row:
    """`days` as it is written, `width` of the bar in pixels."""

    name: str
    days: str
    width: int
    is_held: bool


def rows(holding: list[dict[str, Any]]) -> list[Row]:
    """From `holding` as `issues` answers it; whoever had it for minutes only is left out."""
    shown = [each for each in holding if each["days"] >= TOO_SHORT or each["running"]]
    longest = max((each["days"] for each in shown), default=0) or 1
    return [_row(each, longest) for each in shown]


def _row(each: dict[str, Any], longest: float) -> Row:
    unit = f"{names.unit_name(each['unit'])} " if each["unit"] else ""
    name = f"{unit}{words.word(words.PHASES, each['phase'])}"
    return Row(
        f"{name}，到现在" if each["running"] else name,
        "<0.1" if each["days"] < TOO_SHORT else f"{each['days']:.1f}",
        max(1, round(WIDTH * each["days"] / longest)),
        each["phase"] == "held",
    )
