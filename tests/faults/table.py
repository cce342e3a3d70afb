"""What a run says at its end: kills and outages by process, then the counts."""

import os
from collections.abc import Sequence

from tests.faults.drill import Drill
from tests.faults.outages import Outage

HEADS = ("killed", "times", "longest outage", "after its return", "ended by itself")
MOST_FINDINGS = 40


def result(drill: Drill, verdicts: dict[str, str], seconds: float) -> str:
    counts = drill.counted["counts"]
    kinds = sorted({kind_of(each) for each in drill.outages})
    longest = [
        f"{kind} {_longest([e for e in drill.outages if kind_of(e) == kind])[0]}" for kind in kinds
    ]
    lines = [
        *_by_process(drill),
        "",
        f"longest outage: {', '.join(longest)}",
        f"commands: {counts['acknowledged']} acknowledged, {counts['by_web']} of them at the pages;"
        f" {counts['refused']} refused by a rule; {counts['facts']} facts",
        f"lost {counts['lost']}, doubled {counts['doubled']}, otherwise wrong {counts['otherwise_wrong']};"
        f" {', '.join(f'{name}: {verdict}' for name, verdict in verdicts.items())}",
        f"{seconds:.0f} s in all on {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}",
        "as it must be" if not drill.wrong else "NOT as it must be:",
    ]
    return "\n".join([*lines, *(f"  {each}" for each in drill.wrong[:MOST_FINDINGS])])


def kind_of(outage: Outage) -> str:
    """`serve` of `serve-issues`."""
    return outage.name.partition("-")[0]


def _by_process(drill: Drill) -> list[str]:
    rows = [HEADS]
    for name in sorted(
        {each.name for each in drill.outages} | {n for n, c in drill.codes.items() if c}
    ):
        felt = [each for each in drill.outages if each.name == name]
        codes = ", ".join(f"exit {code}" for code in drill.codes.get(name, []))
        rows.append((name, str(len(felt)), *_longest(felt), codes))
    rows.append(("all", str(len(drill.outages)), *_longest(drill.outages), ""))
    return [f"{a:16} {b:>5} {c:>15} {d:>17}  {e}".rstrip() for a, b, c, d, e in rows]


def _longest(found: Sequence[Outage]) -> tuple[str, str]:
    if any(each.felt is None for each in found):
        return "for ever", "for ever"
    felt = max((each.felt or 0.0 for each in found), default=0.0)
    return f"{felt:.1f} s", f"{max((each.after_back or 0.0 for each in found), default=0.0):.1f} s"
