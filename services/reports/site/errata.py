"""更正: a line of an earlier edition that is otherwise now, in one sentence."""

from typing import Any

from services.reports.editions.v1 import words as v1
from services.reports.editions.v1.categories import CATEGORIES
from services.reports.site import numbers
from services.reports.site.edition import Row

WHAT = {
    "withheld": "文字不再公开",
    "reopened": "销号以后又重开了",
    "closed_again": "重开以后又销号了",
    "rework": "办完以后又退回重办",
    "rebounded": "回头看发现问题又出现了",
    "in_total_only": "件数太少，以后只计入全区合计",
}
CODES: dict[str, dict[str, str]] = {
    "category": CATEGORIES,
    "field": v1.FIELDS,
    "outcome": v1.OUTCOMES,
    "satisfaction": v1.SATISFACTION,
}


def sentence(row: Row) -> str:
    """`所在地由“柳湾社区”改为“石桥社区”。`"""
    what, column = row["what"], row.get("column")
    if what in WHAT or column is None:
        return f"{WHAT.get(what, v1.ERRATA.get(what, what))}。"
    before, after = (_said(column, row[side]) for side in ("before", "after"))
    return f"{v1.COLUMNS.get(column, column)}由“{before}”改为“{after}”。"


def _said(column: str, value: Any) -> str:
    if value is None:
        return "没有"
    if column.endswith("_on"):
        return numbers.day(str(value))
    return CODES.get(column, {}).get(str(value), str(value))
