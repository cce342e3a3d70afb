"""The numbers of the whole district that an edition tells beside its lines: also of what is in no line.

`listed` are the rows, withdrawn ones too; `in_total_only` what belongs to groups too small to print. A share is given
as `{of, satisfied}`; `satisfied` is None where fewer than five were asked.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from services.reports.editions.content import Cut, Row
from services.reports.editions.v1.sensitive import FEWEST
from services.reports.editions.v1.state import Issue

_SATISFIED = ("very_satisfied", "satisfied", "mostly_satisfied")
_OUTCOMES = ("solved", "partly_solved", "unsolved")


def totals(
    cut: Cut,
    issues: Sequence[Issue],
    listed: dict[str, int],
    unlisted: dict[str, int],
    effects: Sequence[Row],
) -> dict[str, Any]:
    """`effects`: the rows of all results, also of those that are not listed."""
    counted = {
        list_: {
            "listed": listed[list_],
            "in_total_only": unlisted[list_],
            "total": listed[list_] + unlisted[list_],
        }
        for list_ in ("problem", "task", "effect")
    }
    return {
        "problem": counted["problem"] | _problems(cut, issues),
        "task": counted["task"],
        "effect": counted["effect"] | _effects(effects),
    }


def _problems(cut: Cut, issues: Sequence[Issue]) -> dict[str, Any]:
    ended = [i for i in issues if i.ended_at is not None and i.ended_at > cut.previous]
    outcomes = Counter(issue.outcome for issue in ended if issue.is_closed)
    return {
        "reported": sum(1 for issue in issues if issue.reported_at > cut.previous),
        "open": sum(1 for issue in issues if issue.is_open),
        "ended": len(ended),
        "closed": {outcome: outcomes[outcome] for outcome in _OUTCOMES},
    }


def _effects(effects: Sequence[Row]) -> dict[str, Any]:
    answers = [row["satisfaction"] for row in effects if row["satisfaction"] is not None]
    satisfied = sum(1 for answer in answers if answer in _SATISFIED)
    return {
        "satisfaction": {
            "of": len(answers),
            "satisfied": satisfied if len(answers) >= FEWEST else None,
        }
    }
