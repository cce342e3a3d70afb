"""What a code is called on the public pages: as the screens of staff call it."""

LISTS = {"problem": "问题清单", "task": "服务清单", "effect": "效果清单", "erratum": "更正"}
STATES = {
    "reported": "待研判",
    "triaged": "待交办",
    "returned": "退回待派",
    "assigned": "待签收",
    "signed": "已签收",
    "in_progress": "办理中",
    "held": "挂账",
    "reported_done": "待回访",
    "called_back": "待销号",
    "closed": "已销号",
    "referred": "已转送",
    "rejected": "不予受理",
    "merged": "已并单",
    "withdrawn": "已撤回",
    "filed": "已归档",
}
OUTCOMES = {"solved": "解决", "partly_solved": "部分解决", "unsolved": "未解决"}
FIELDS = {
    "enterprise_blockage": "企业堵点",
    "livelihood_pain_point": "民生痛点",
    "governance_difficulty": "治理难点",
}
SOURCES = {
    "visit": "走访",
    "hotline": "热线",
    "public": "公开表单",
    "import": "导入",
    "delegate": "代表委员",
    "office": "办公室登记",
    "staff": "工作人员登记",
}
POSITIONS = {
    "principal_leader": "党政主职",
    "leadership_member": "班子成员",
    "unit_head": "单位负责人",
    "cadre": "党员干部",
    "delegate": "人大代表/政协委员",
    "clerk": "经办人",
}
PROGRESS = {"planned": "已安排", "in_progress": "在办", "completed": "完成", "cancelled": "已取消"}
SATISFACTION = {
    "very_satisfied": "非常满意",
    "satisfied": "满意",
    "mostly_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "very_dissatisfied": "非常不满意",
    "not_rated": "未评价",
}
RECHECKS = {"still_solved": "回头看没反弹", "rebounded": "回头看反弹了"}
REASONS = {
    "personal_data": "里面有个人信息",
    "asked_by_person": "本人要求",
    "confidential": "涉及保密",
    "mistaken": "登错了",
    "legal_duty": "法律要求",
}
STATE_CHIPS = {
    "reported": "c-office",
    "triaged": "c-office",
    "returned": "c-again",
    "assigned": "c-unit",
    "signed": "c-move",
    "in_progress": "c-move",
    "held": "c-held",
    "reported_done": "c-check",
    "called_back": "c-check",
}
OUTCOME_CHIPS = {"solved": "c-solved", "partly_solved": "c-partly", "unsolved": "c-unsolved"}


def word(words: dict[str, str], code: str | None, missing: str = "–") -> str:
    """An unknown code is shown as it is: a page never breaks for a newer one."""
    return words.get(code, code) if code else missing


def state(code: str, outcome: str | None = None) -> str:
    name = word(STATES, code)
    return f"{name}·{word(OUTCOMES, outcome)}" if code == "closed" and outcome else name


def chip(code: str, outcome: str | None = None) -> str:
    """The class of the chip."""
    if code == "closed":
        return OUTCOME_CHIPS.get(outcome or "", "c-ended")
    return STATE_CHIPS.get(code, "c-ended")
