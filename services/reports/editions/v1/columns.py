"""The columns of each list as people read them, in order: head, key in the row, and how its value is said.

A cell is text, a number or None. The CSV files have these columns and come out the same to the byte; page and
workbook are drawn from them too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.reports.editions.v1 import words
from services.reports.editions.v1.categories import CATEGORIES

Cell = str | int | float | None
WITHDRAWN = "已撤回"


@dataclass(frozen=True)
class Column:
    """`has_words`: the public text, which may be long and in which a withdrawn row says that it is."""

    head: str
    key: str
    said: Callable[[Any], Cell] = lambda value: value
    has_words: bool = False


def _in(names: dict[Any, str]) -> Callable[[Any], Cell]:
    return lambda code: None if code is None else names.get(code, str(code))


def _names(units: list[dict[str, Any]]) -> Cell:
    return "、".join(unit["name"] or unit["unit"] for unit in units) or None


_NUMBER = Column("编号", "number")
_SHARED = (
    Column("月份", "month"),
    Column("领域", "field", _in(words.FIELDS)),
    Column("类别", "category_name"),
)
_PLACE = Column("所在地", "place_name")
_LEAD = Column("主办单位", "lead_unit_name")
_SUPPORT = Column("协办单位", "support_units", _names)
_UNIT = Column("承办单位", "unit_name")
_RESPONSIBLE = Column("责任领导职务", "responsible_position", _in(words.POSITIONS))
_OUTCOME = Column("办理结论", "outcome", _in(words.OUTCOMES))
_ON_SPOT = Column("当场解决", "on_spot", _in(words.YES))

COLUMNS: dict[str, tuple[Column, ...]] = {
    "problem": (
        _NUMBER,
        *_SHARED,
        Column("问题", "public_text", has_words=True),
        Column("来源", "source", _in(words.SOURCES)),
        Column("走访日期", "occurred_on"),
        _PLACE,
        _LEAD,
        _SUPPORT,
        _RESPONSIBLE,
        Column("办理方式", "needs_conditions", _in(words.CONDITIONS)),
        Column("紧急", "urgent", _in(words.YES)),
        Column("完成时限", "due"),
        Column("状态", "state", _in(words.STATES)),
        _OUTCOME,
        _ON_SPOT,
        Column("本期新增", "is_new", _in(words.YES)),
    ),
    "task": (
        _NUMBER,
        Column("问题编号", "problem_number"),
        *_SHARED,
        Column("措施", "public_measure", has_words=True),
        _PLACE,
        _UNIT,
        _LEAD,
        _SUPPORT,
        _RESPONSIBLE,
        Column("完成时限", "due"),
        Column("计划数量", "quantity"),
        Column("计量单位", "quantity_unit"),
        Column("进展", "progress", _in(words.PROGRESS)),
        Column("已完成数量", "progress_quantity"),
        _ON_SPOT,
    ),
    "effect": (
        _NUMBER,
        Column("问题编号", "problem_number"),
        Column("任务编号", "task_number"),
        *_SHARED,
        Column("结果", "public_result", has_words=True),
        _PLACE,
        _UNIT,
        _LEAD,
        Column("完成日期", "completed_on"),
        Column("数量", "quantity"),
        Column("计量单位", "quantity_unit"),
        Column("满意度", "satisfaction", _in(words.SATISFACTION)),
        Column("回头看", "recheck", _in(words.RECHECKS)),
        _OUTCOME,
        _ON_SPOT,
    ),
    "erratum": (
        Column("原期次", "edition"),
        Column("清单", "list", _in(words.LISTS)),
        _NUMBER,
        Column("更正事项", "what", _in(words.ERRATA)),
        Column("栏目", "column", _in(words.COLUMNS)),
        Column("原来", "before", has_words=True),
        Column("现在", "after"),
    ),
}
_CODES_OF = {
    "category": CATEGORIES,
    "field": words.FIELDS,
    "outcome": words.OUTCOMES,
    "satisfaction": words.SATISFACTION,
}


def heads(list_: str) -> list[str]:
    return ["序号", *(column.head for column in COLUMNS[list_])]


def cells(list_: str, place: int, entry: dict[str, Any]) -> list[Cell]:
    """One entry of edition.json as a line; `place`: its 序号, from 1. Raises KeyError for a row of another shape."""
    row = entry.get("row", entry)
    if "withdrawn" in row:
        return [place, *(_of_withdrawn(column, row) for column in COLUMNS[list_])]
    if list_ == "erratum":
        names = _CODES_OF.get(row["column"] or "", {})
        row = row | {side: names.get(row[side], row[side]) for side in ("before", "after")}
    return [place, *(column.said(row[column.key]) for column in COLUMNS[list_])]


def _of_withdrawn(column: Column, row: dict[str, Any]) -> Cell:
    if column.key == "number":
        return row["number"]
    if not column.has_words:
        return None
    told = row["withdrawn"]
    return f"{WITHDRAWN} {told['on']}" if isinstance(told, dict) else WITHDRAWN
