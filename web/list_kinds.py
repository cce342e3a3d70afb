"""The three lists as pages and exports know them: names, methods, filters, and what the filters ask of `reports`."""

from dataclasses import dataclass
from typing import Any

from web import dates, names, words
from web.listing import Filter

Conditions = dict[str, str]


@dataclass(frozen=True)
class ListKind:
    """`rows` is the template of its rows; `states` what its filter 状态 offers."""

    name: str
    method: str
    states: dict[str, str]

    @property
    def rows(self) -> str:
        return f"partials/{self.method}.html"


PROBLEM_STATES = {
    state: name for state, name in words.STATES.items() if state in (*words.FLOW, "held", "closed")
}
KINDS = {
    "problem": ListKind("问题清单", "problem_list", PROBLEM_STATES),
    "task": ListKind("服务清单", "task_list", words.TASK_STATES),
    "effect": ListKind("效果清单", "effect_list", words.EFFECT_STATES),
}
WAYS = {"immediate": "马上办", "needs_conditions": "创造条件办"}
OF_ONE_LIST = ("state", "way")  # conditions that do not go along to the other lists


def filters(kind: str) -> tuple[Filter, ...]:
    way = (
        (Filter("way", "办法", lambda value: words.word(WAYS, value)),) if kind == "problem" else ()
    )
    return (
        Filter("month", "月份", dates.month_name),
        Filter("as_of", "截至", lambda day: f"截至 {day} 24:00"),
        Filter("unit", "单位", names.unit_name),
        Filter("field", "领域", lambda value: words.word(words.FIELDS, value)),
        Filter("category", "类别", names.category_name),
        *way,
        Filter("state", "状态", lambda value: words.word(KINDS[kind].states, value)),
    )


def asked(conditions: Conditions) -> dict[str, Any]:
    """The request of `reports` for these conditions."""
    request: dict[str, Any] = {k: v for k, v in conditions.items() if k != "way"}
    if "way" in conditions:
        request["needs_conditions"] = conditions["way"] == "needs_conditions"
    return request


def shared(conditions: Conditions) -> Conditions:
    """What the other lists are asked under, too."""
    return {name: value for name, value in conditions.items() if name not in OF_ONE_LIST}
