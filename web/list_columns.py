"""The columns of the three lists as exports have them, and the cells of a row: words as on the page, days as ISO."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents.table import Cell, Column
from web import names, words

Item = dict[str, Any]


@dataclass(frozen=True)
class ListColumn:
    column: Column
    cell: Callable[[Item], Cell]


def _text(head: str, width: int, cell: Callable[[Item], Cell]) -> ListColumn:
    return ListColumn(Column(head, width), cell)


def _code(head: str, width: int, cell: Callable[[Item], Cell]) -> ListColumn:
    return ListColumn(Column(head, width, "code"), cell)


def _number(head: str, width: int, cell: Callable[[Item], Cell]) -> ListColumn:
    return ListColumn(Column(head, width, "number"), cell)


def _category(item: Item) -> str:
    return names.category_path(item["category"])


def _field(item: Item) -> Cell:
    return words.word(words.FIELDS, item["field"], "")


def _position(item: Item) -> Cell:
    return words.word(words.POSITIONS, item["responsible_position"], "")


def _support(item: Item) -> str:
    return "、".join(name or "" for name in item["support_unit_names"])


def _way(item: Item) -> str:
    return {True: "创造条件办", False: "马上办"}.get(item["needs_conditions"], "")


def state_words(item: Item) -> str:
    state = words.word(words.STATES, item["state"])
    return f"{state}·{words.word(words.OUTCOMES, item['outcome'])}" if item["outcome"] else state


def _effect_state(item: Item) -> str:
    if not item["closed"]:
        return words.EFFECT_STATES["open"]
    return f"已销号·{words.word(words.OUTCOMES, item['outcome'], '')}"


def _yes(value: bool) -> str:
    return "是" if value else ""


PROBLEM = (
    _code("编号", 16, lambda item: item["number"]),
    _text("问题（公开文本）", 44, lambda item: item["public_text"]),
    _code("领域", 10, _field),
    _text("类别", 25, _category),
    _code("来源", 11, lambda item: words.word(words.SOURCES, item["source"])),
    _code("反映日期", 11, lambda item: item["occurred_on"]),
    _text("地点", 14, lambda item: item["place_name"]),
    _text("主办单位", 16, lambda item: item["lead_unit_name"]),
    _code("责任领导", 11, _position),
    _code("办法", 11, _way),
    _code("完成时限", 11, lambda item: item["due"]),
    _code("状态", 17, state_words),
)
TASK = (
    _code("编号", 18, lambda item: item["number"]),
    _code("问题编号", 16, lambda item: item["issue_number"]),
    _text("措施（公开措施）", 44, lambda item: item["public_measure"]),
    _text("类别", 25, _category),
    _text("承办单位", 16, lambda item: item["unit_name"]),
    _text("协办单位", 20, _support),
    _code("责任领导", 11, _position),
    _code("完成时限", 11, lambda item: item["due"]),
    _number("数量", 8, lambda item: item["quantity"]),
    _code("单位", 6, lambda item: item["quantity_unit"]),
    _code("进度", 10, lambda item: words.word(words.PROGRESS, item["progress"])),
    _code("完成日期", 11, lambda item: item["completed_on"]),
)
EFFECT = (
    _code("编号", 18, lambda item: item["number"]),
    _code("问题编号", 16, lambda item: item["issue_number"]),
    _text("结果（公开结果）", 44, lambda item: item["public_result"]),
    _text("类别", 25, _category),
    _text("承办单位", 16, lambda item: item["unit_name"]),
    _code("完成日期", 11, lambda item: item["completed_on"]),
    _number("数量", 8, lambda item: item["quantity"]),
    _code("单位", 6, lambda item: item["quantity_unit"]),
    _code(
        "满意度", 11, lambda item: words.word(words.SATISFACTION, item["satisfaction"], "未评价")
    ),
    _code("回头看", 11, lambda item: words.word(words.RECHECKS, item["recheck"], "")),
    _code("状态", 17, _effect_state),
    _code("当场解决", 9, lambda item: _yes(item["on_spot"])),
)
COLUMNS = {"problem": PROBLEM, "task": TASK, "effect": EFFECT}
