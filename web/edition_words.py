"""How editions, their steps and what stands in their way are called on the screen."""

from typing import Any

from web import names, words

STATES = {
    "draft": "草稿",
    "studied": "已研究",
    "approved": "已批准",
    "publishing": "正在生成",
    "published": "已公布",
    "discarded": "已作废",
}
LISTS = {"problem": "问题", "task": "服务", "effect": "效果", "erratum": "更正"}
TEXT_OF = {"problem": "public_text", "task": "public_measure", "effect": "public_result"}
DECISIONS = {
    "carry_on": "照办",
    "speed_up": "提前办",
    "coordinate": "几家一起办",
    "take_on": "领导领办",
    "refer_up": "报上级",
    "accept_result": "认可结果",
}
WITHDRAWAL_REASONS = {
    "personal_data": "有个人信息",
    "asked_by_person": "本人要求",
    "confidential": "成了保密件",
    "mistaken": "印错了",
    "legal_duty": "法律要求",
}
ERRATA = {
    "changed": "改了",
    "withheld": "不再刊印",
    "reopened": "重开",
    "closed_again": "再次销号",
    "rework": "重办",
    "rebounded": "反弹",
    "in_total_only": "只计总数",
}
COLUMNS = {
    "category": "类别",
    "field": "领域",
    "place": "所在地",
    "public_text": "问题",
    "public_measure": "措施",
    "public_result": "结果",
    "quantity": "数量",
    "quantity_unit": "计量单位",
    "completed_on": "完成日期",
    "outcome": "结论",
    "satisfaction": "满意度",
}
# Whose turn it is while an edition is in a state: by the roles that the service names.
TURN_ROLES = {"office": "办公室", "reviewer": "审核人", "publisher": "宣传报道"}
OBJECTION_STATES = {"open": "待答复", "proposed": "答复待审", "answered": "已答复"}
_CODES = {
    "field": words.FIELDS,
    "outcome": words.OUTCOMES,
    "satisfaction": words.SATISFACTION,
}


def value(column: str | None, told: Any) -> str:
    """What a column of an erratum said, or says now."""
    if told is None or told == "":
        return "–"
    if column == "category":
        return names.category_name(str(told))
    return words.word(_CODES.get(column or "", {}), str(told))
