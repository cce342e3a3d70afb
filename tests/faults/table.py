"""What a run says at its end: kills and outages by process, then the counts."""

from collections.abc import Sequence
from typing import Any

from tests.faults.outages import Outage

HEADS = ("killed process", "kills", "longest outage", "after its return", "ended by itself")


def result(report: dict[str, Any], wrong: Sequence[str], seconds: float) -> str:
    lines = [*_by_process(report), "", *_by_kind(report["outages"]), ""]
    lines.append(
        f"commands: {report['acknowledged']} acknowledged ({report['by_web']} at the pages), {report['refused']}"
        f" refused by a rule; {report['facts']} facts"
    )
    lines.append(
        f"lost {report['lost']}, doubled {report['doubled']}, otherwise wrong {report['otherwise_wrong']};"
        f" rebuild --verify {report['rebuild --verify']}, log verify {report['log verify']}"
    )
    lines.append(f"{seconds:.0f} s in all: {'as it must be' if not wrong else 'NOT as it must be'}")
    return "\n".join([*lines, *(f"  {each}" for each in wrong[:40])])


def _by_process(report: dict[str, Any]) -> list[str]:
    rows = []
    for name in sorted({each.name for each in report["outages"]}):
        felt = [each for each in report["outages"] if each.name == name]
        codes = " ".join(f"({code})" for code in report["codes"].get(name, []))
        longest = _longest(felt)
        rows.append((name, str(len(felt)), longest[0], longest[1], codes))
    others = {n: c for n, c in report["codes"].items() if c and n not in {row[0] for row in rows}}
    rows += [(n, "0", "", "", " ".join(f"({code})" for code in codes)) for n, codes in others.items()]
    rows.append(("all", str(len(report["outages"])), *_longest(report["outages"]), ""))
    return [f"{a:16} {b:>5} {c:>15} {d:>17}  {e}".rstrip() for a, b, c, d, e in [HEADS, *rows]]


def _by_kind(found: Sequence[Outage]) -> list[str]:
    kinds = sorted({each.name.partition("-")[0] for each in found})
    return ["longest outage: " + ", ".join(f"{kind} {_longest(_of(found, kind))[0]}" for kind in kinds)]


def _of(found: Sequence[Outage], kind: str) -> list[Outage]:
    return [each for each in found if each.name.partition("-")[0] == kind]


def _longest(found: Sequence[Outage]) -> tuple[str, str]:
    if any(each.felt is None for each in found):
        return "for ever", "for ever"
    felt = max(each.felt or 0.0 for each in found)
    return f"{felt:.1f} s", f"{max(each.after_back or 0.0 for each in found):.1f} s"
