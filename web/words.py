"""What a code is called on the screen: one Chinese word for one thing, as in the glossary.

An unknown code is shown as it is, so that a service newer than these pages never breaks one.
"""

from web.step_words import COMMANDS as COMMANDS
from web.step_words import STEPS as STEPS
from web.step_words import TURNS as TURNS

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
# The order in which an ordinary issue passes through its states: the flow strip of the board.
FLOW = (
    "reported",
    "triaged",
    "returned",
    "assigned",
    "signed",
    "in_progress",
    "reported_done",
    "called_back",
)
OUTCOMES = {"solved": "解决", "partly_solved": "部分解决", "unsolved": "未解决"}
# What the person answered to 解决没有, as a line of a list tells it.
SAID = {"solved": "他说解决了", "partly_solved": "他说解决了一部分", "unsolved": "他说没解决"}
ASKS = {
    "extension": "申请延期",
    "hold": "申请挂账",
    "rejection": "有人提出不予受理",
    "objection": "提了异议",
}
MARKS = {
    "urgent": "紧急",
    "confidential": "保密",
    "on_spot": "当场解决",
    "rework": "重办",
    "reopened": "重开",
}
KINDS = {
    "consultation": "咨询",
    "help_request": "求助",
    "complaint": "投诉",
    "tipoff": "举报",
    "suggestion": "意见建议",
    "praise": "表扬",
}
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
ROLES = {
    "admin": "管理员",
    "auditor": "审计",
    "office": "办公室",
    "reviewer": "审核人",
    "supervisor": "作风监督",
    "plan_approver": "指导考核",
    "publisher": "宣传报道",
    "unit_head": "单位负责人",
    "handler": "经办人",
    "visitor": "走访人",
    "delegate": "代表委员",
    "confidential_handler": "保密件承办人",
}
PARTY_KINDS = {
    "household": "农户",
    "enterprise": "企业",
    "sole_trader": "个体工商户",
    "project": "项目",
    "new_farmer": "新型职业农民",
    "residential_area": "小区",
    "production_team": "生产队",
    "petition_case": "信访案件",
}
VISIT_TYPES = {"enterprise": "访企业", "residents": "访群众", "grassroots_unit": "访基层单位"}
INQUIRIES = {"needs": "问需", "ideas": "问计", "results": "问效"}
PURPOSES = {
    "policy_briefing": "政策宣讲",
    "relief": "助企纾困、解忧",
    "development": "推动发展",
    "governance": "基层治理",
}
VISIT_OUTCOMES = {"met": "见到了", "not_home": "没在家", "refused": "不愿谈"}
SATISFACTION = {
    "very_satisfied": "非常满意",
    "satisfied": "满意",
    "mostly_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "very_dissatisfied": "非常不满意",
    "not_rated": "未评价",
}
BASES = {"reached": "联系上了", "three_tries": "三次联系不上", "no_contact_left": "没留联系方式"}
UNIT_KINDS = {
    "district": "管理区",
    "sub_office": "办事处",
    "community": "社区",
    "production_team": "生产队",
    "residential_area": "小区",
    "direct_unit": "区直单位",
    "leading_group": "领导小组",
    "leading_group_office": "领导小组办公室",
    "guidance_group": "指导考核组",
    "briefing_group": "材料简报组",
    "publicity_group": "宣传报道组",
    "conduct_group": "作风监督组",
    "delegates_office": "人大办、政协联络办",
}
# Where the law sends what is not for this system, and what for.
CHANNELS = {
    "petition_office": "信访部门",
    "discipline_inspection": "纪检监察机关",
    "police": "公安机关",
    "court": "人民法院",
    "labour_arbitration": "劳动仲裁",
    "higher_authority": "上级机关",
    "other_organ": "其他主管机关",
}
CHANNEL_NOTES = {
    "petition_office": "信访事项，走信访程序",
    "discipline_inspection": "反映党员干部违纪违法的，可打 12388",
    "police": "违法犯罪、人身危险的，紧急打 110",
    "court": "已经起诉的，或者该由法院判的",
    "labour_arbitration": "工资、工伤、解除合同的争议",
    "higher_authority": "权限在上级的",
    "other_organ": "在说明里写明是哪一家",
}
LEVELS = {
    "0": "提醒",
    "1": "黄牌 催办",
    "2": "红牌 督办单",
    "3": "提级，责任领导",
    "4": "提级，领导小组",
}
PHASES = {
    "office": "办公室 研判交办",
    "signing": "签收",
    "work": "办理",
    "held": "挂账，等条件",
    "review": "回访销号",
}
REOPENED_BECAUSE = {"rebound": "回头看发现反弹", "wish": "群众不认可", "objection": "异议成立"}
LIMIT_CLASSES = {
    "urgent": "紧急，24 小时",
    "consultation": "咨询，3 个工作日",
    "ordinary": "普通，5 个工作日",
    "complex": "复杂，15 个工作日",
}
LIMITS = {
    "triage": "研判交办",
    "sign_for": "签收",
    "first_contact": "联系群众",
    "handling": "办理",
    "callback": "回访",
    "held_review": "挂账复核",
    "recheck": "回头看",
    "task": "措施",
}
PUBLIC_PARTS = {"public_text": "问题", "public_measure": "措施", "public_result": "结果"}
PROGRESS = {"planned": "已安排", "in_progress": "在办", "completed": "完成", "cancelled": "已取消"}
RECHECKS = {"still_solved": "回头看没反弹", "rebounded": "回头看反弹了"}
TASK_STATES = {"open": "没完成", **PROGRESS}
EFFECT_STATES = {
    "open": "还没销号",
    "closed": "已销号",
    **{f"closed_{code}": f"已销号·{name}" for code, name in OUTCOMES.items()},
}
LISTS = {"problems": "问题清单", "tasks": "服务清单", "effects": "效果清单"}

MESSAGES = {"assigned": "交办给你单位", "rework": "退回重办", "returned": "退回待派"}
# What is to be done next in a state, as the row of 今日 names it.
NEXT_STEPS = {
    "reported": "研判",
    "triaged": "交办",
    "returned": "改派",
    "assigned": "签收",
    "signed": "写措施",
    "in_progress": "报结",
    "held": "复核",
    "reported_done": "回访",
    "called_back": "销号",
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
MARK_CHIPS = {
    "urgent": "c-urgent",
    "confidential": "c-lock",
    "on_spot": "c-solved",
    "rework": "c-again",
    "reopened": "c-again",
}


def word(words: dict[str, str], code: str | None, missing: str = "未填") -> str:
    return missing if code is None or code == "" else words.get(code, code)


def state_word(state: str, outcome: str | None = None) -> str:
    """`已销号·部分解决` for a closed issue, else the state's own word."""
    name = word(STATES, state)
    return f"{name}·{word(OUTCOMES, outcome)}" if state == "closed" and outcome else name


def state_chip(state: str, outcome: str | None = None) -> str:
    """The class of the state's chip; ended states have no ground, so that open ones stand out."""
    if state == "closed":
        return OUTCOME_CHIPS.get(outcome or "", "c-ended")
    return STATE_CHIPS.get(state, "c-ended")


def mark_word(mark: str, times: int | None = None) -> str:
    """`重办` the first time, `重办 2 次` from the second on."""
    name = word(MARKS, mark)
    return f"{name} {times} 次" if times and times > 1 else name


def mark_chip(mark: str) -> str:
    return MARK_CHIPS.get(mark, "c-office")
