"""看变化: the rows of a list that are others than on a past day, each as it was and as it is."""

from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from web import list_kinds, listing, names, session, words
from web.list_columns import state_words
from web.listing import Filter

pages = Blueprint("list_changes", __name__)
_KIND = f"<any({', '.join(list_kinds.KINDS)}):kind>"
WHAT = {
    "added": "新增",
    "left": "不在了",
    "moved": "进展了",
    "corrected": "更正了",
    "other": "别的变化",
}
# The fields of an item that are told, by the order of the list; others (ids, and what is told with these) are not.
FIELDS = {
    "state": "状态",
    "outcome": "结论",
    "progress": "进度",
    "closed": "销号",
    "category": "类别",
    "field": "领域",
    "kind": "性质",
    "occurred_on": "反映日期",
    "place": "地点",
    "unit": "承办单位",
    "lead_unit": "主办单位",
    "support_units": "协办单位",
    "responsible_position": "责任领导",
    "due": "完成时限",
    "needs_conditions": "办法",
    "held_review_by": "复核日期",
    "quantity": "数量",
    "progress_quantity": "已做数量",
    "completed_on": "完成日期",
    "solved": "解决没有",
    "satisfaction": "满意度",
    "recheck": "回头看",
    "merged_into": "并入",
    "public_text": "公开文本",
    "public_measure": "公开措施",
    "public_result": "公开结果",
}
_WORDS: dict[str, Any] = {
    "outcome": words.OUTCOMES,
    "solved": words.SAID,
    "progress": words.PROGRESS,
    "field": words.FIELDS,
    "kind": words.KINDS,
    "responsible_position": words.POSITIONS,
    "satisfaction": words.SATISFACTION,
    "recheck": words.RECHECKS,
    "closed": {True: "已销号", False: "没销号"},
    "needs_conditions": {True: "创造条件办", False: "马上办"},
}


@pages.get(f"/lists/{_KIND}/changes")
def show(kind: str) -> ResponseReturnValue:
    filters = (
        *list_kinds.filters(kind),
        Filter("since", "从", lambda day: f"从 {day} 24:00 起"),
        Filter("what", "变化", lambda what: words.word(WHAT, what)),
    )
    conditions = listing.chosen(filters)
    if "since" not in conditions:
        return redirect(f"/lists/{kind}", 303)
    asked = {**list_kinds.asked(conditions), "list": kind, **listing.place()}
    answer = session.call("reports", "changes_since", asked)
    others = {name: value for name, value in conditions.items() if name != "what"}
    return render_template(
        "list_changes.html",
        current="lists",
        kind=kind,
        shown=list_kinds.KINDS[kind],
        conditions=conditions,
        all_address=listing.address(others),
        what=[
            (code, name, answer["counts"][code], listing.address({**others, "what": code}))
            for code, name in WHAT.items()
        ],
        page=listing.page(
            {**answer, "items": [told(item) for item in answer["items"]]}, conditions
        ),
        answer=answer,
        back=listing.address(_of_list(conditions), f"/lists/{kind}"),
    )


def told(item: dict[str, Any]) -> dict[str, Any]:
    """Number, what became of it, and for each field that differs (name, before, now)."""
    before, after = item["before"], item["after"]
    shown = after or before
    columns = item["columns"]
    told_fields = [name for name in FIELDS if name in columns]
    if "state" in columns and "outcome" in columns:
        told_fields.remove("outcome")
    return {
        "issue_id": item["issue_id"],
        "number": item["number"],
        "title": next((shown[name] for name in TEXTS if shown.get(name)), None)
        or names.category_name(shown["category"]),
        "what": [WHAT[code] for code in item["what"]],
        "fields": [(FIELDS[name], said(before, name), said(after, name)) for name in told_fields],
    }


TEXTS = ("public_text", "public_measure", "public_result")


def said(item: dict[str, Any], name: str) -> str:
    value = item[name]
    if value is None or value == []:
        return "–"
    if name == "state" and "outcome" in item and "progress" not in item:
        return state_words(item)
    if name == "state":
        return words.word(words.TASK_STATES, value)
    if name in ("place", "unit", "lead_unit"):
        return names.unit_name(value)
    if name == "support_units":
        return "、".join(names.unit_name(unit) for unit in value)
    if name == "category":
        return names.category_path(value)
    return words.word(_WORDS[name], value) if name in _WORDS else str(value)


def _of_list(conditions: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in conditions.items() if name not in ("since", "what")}
