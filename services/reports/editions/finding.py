"""What a check found, in one plain sentence and a code."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`is_fault` is False for what is only worth telling, as a row that was rightly withdrawn. `where`: the file."""

    code: str
    words: str
    where: str = ""
    is_fault: bool = True


def faults(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.is_fault]
