"""What codes are called in the CSV files, pages and workbooks of these rules. An unknown code stands as it is."""

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
SATISFACTION = {
    "very_satisfied": "非常满意",
    "satisfied": "满意",
    "mostly_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "very_dissatisfied": "非常不满意",
    "not_rated": "未评价",
}
PROGRESS = {"planned": "已安排", "in_progress": "在办", "completed": "完成", "cancelled": "已取消"}
RECHECKS = {"still_solved": "没反弹", "rebounded": "反弹"}
CONDITIONS = {True: "创造条件办", False: "马上办"}
YES = {True: "是", False: "否"}
LISTS = {"problem": "问题清单", "task": "服务清单", "effect": "效果清单", "erratum": "更正"}
ERRATA = {
    "changed": "内容更正",
    "withheld": "文字不再公开",
    "reopened": "重开",
    "closed_again": "重新销号",
    "rework": "退回重办",
    "rebounded": "回头看反弹",
    "in_total_only": "只计入全区合计",
}
COLUMNS = {
    "category": "类别",
    "field": "领域",
    "place": "所在地",
    "public_text": "问题",
    "public_measure": "措施",
    "public_result": "结果",
    "occurred_on": "走访日期",
    "outcome": "办理结论",
    "quantity": "数量",
    "completed_on": "完成日期",
    "satisfaction": "满意度",
}
