"""Reads `pii.tsv`: lines as people say and write them, invented, labelled before the detector saw them.

A line is `half`, a tab and the text; what must be found stands in it as ⟦kind|words⟧. The half `tuned` may be looked
at while the detector is improved; `held` was measured before anybody looked (docs/privacy.md has that figure).
Labelled as found: every phone but hotlines (five or six digits, 400), every house, building or flat, a number with a
wrong check digit if the line says what it is, and every surname with what people are called by.
`python -m tests.golden.personal_data [held]` prints figures and misses.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.kernel.personal_data import PersonalData, find_personal_data

PATH = Path(__file__).with_name("pii.tsv")
_MARK = re.compile(r"⟦(\w+)\|([^⟧]+)⟧")


@dataclass(frozen=True)
class Line:
    half: str
    text: str
    expected: list[PersonalData]


@dataclass(frozen=True)
class Score:
    """Items, not lines: a find counts if it is of the kind and touches the words that were labelled."""

    hits: int
    exact: int
    misses: list[str]
    false_alarms: list[str]

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + len(self.misses))

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + len(self.false_alarms))

    def __str__(self) -> str:
        found = f"{self.hits} of {self.hits + len(self.misses)} found"
        alarms = f"{len(self.false_alarms)} false alarms"
        return f"recall {self.recall:.1%}, precision {self.precision:.1%} ({found}, {alarms})"


def lines() -> Iterator[Line]:
    for row in PATH.read_text("utf-8").splitlines():
        half, marked = row.split("\t")
        yield Line(half, _MARK.sub(r"\2", marked), list(_expected(marked)))


def _expected(marked: str) -> Iterator[PersonalData]:
    removed = 0
    for mark in _MARK.finditer(marked):
        start = mark.start() - removed
        yield PersonalData(start, start + len(mark[2]), mark[1])
        removed += len(mark[0]) - len(mark[2])


def score(measured: list[Line]) -> Score:
    hits, exact, misses, false_alarms = 0, 0, [], []
    for line in measured:
        found = find_personal_data(line.text)
        for item in line.expected:
            touching = [other for other in found if _same(item, other)]
            hits += bool(touching)
            exact += item in touching
            misses += [] if touching else [_told(line, item)]
        false_alarms += [
            _told(line, item) for item in found if not any(_same(item, e) for e in line.expected)
        ]
    return Score(hits, exact, misses, false_alarms)


def _same(one: PersonalData, other: PersonalData) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def _told(line: Line, item: PersonalData) -> str:
    return f"{item.kind} {line.text[item.start : item.end]}: {line.text}"


def main(shown: tuple[str, ...]) -> None:
    """Lists what went wrong in the halves `shown`: the held one is shown when the work on the detector is done."""
    everything = list(lines())
    for half in ("tuned", "held"):
        measured = score([line for line in everything if line.half == half])
        print(half, measured, f"{measured.exact} with the exact place")
        if half in shown:
            print(*("  missed " + item for item in measured.misses), sep="\n")
            print(*("  false alarm " + item for item in measured.false_alarms), sep="\n")
    print("all", score(everything))


if __name__ == "__main__":
    main(("tuned", *sys.argv[1:]))
