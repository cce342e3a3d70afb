"""更正: a line of an earlier edition that is otherwise now, in one sentence."""

from typing import Any

from services.reports.site import columns, numbers, words
from services.reports.site.edition import Row

WHAT = {
    "reopened": "销号以后又重开了",
    "rework": "办完以后又退回重办",
    "rebounded": "回头看发现问题又出现了",
    "rebound": "回头看发现问题又出现了",
    "answer": "答复改了",
    "withdrawn": "撤下了",
}
CODES = {
    "state": words.STATES,
    "outcome": words.OUTCOMES,
    "field": words.FIELDS,
    "satisfaction": words.SATISFACTION,
    "solved": words.OUTCOMES,
    "progress": words.PROGRESS,
}


def sentence(row: Row, categories: dict[str, str]) -> str:
    """`主办单位由“区城建办”改为“区水利站”`."""
    known = WHAT.get(row.get("what", ""))
    if not row.get("column"):
        return f"{known or '内容改了'}。"
    head = columns.head(row["list"], row["column"])
    before, after = (
        _said(row["column"], row.get(each), categories) for each in ("before", "after")
    )
    if known and row.get("after") is None:
        return f"{known}。"
    changed = f"{head}由“{before}”改为“{after}”"
    return f"{known}，{changed}。" if known else f"{changed}。"


def _said(column: str, value: Any, categories: dict[str, str]) -> str:
    if value is None:
        return "没有"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if column == "category":
        return categories.get(value, value)
    if column.endswith("_on") or column == "due":
        return numbers.day(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return CODES.get(column, {}).get(str(value), str(value))
