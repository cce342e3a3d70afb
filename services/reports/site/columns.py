"""The data dictionary: every column of the open data, what it is called and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    key: str
    head: str
    meaning: str


NUMBER = Column("number", "编号", "不会重复，也不会再用")
PROBLEM = Column("problem_number", "问题编号", "属于哪一件问题，WT- 加登记的年月和序号")
SHARED = (
    Column("category", "类别", "代码"),
    Column("category_name", "类别名称", "公布时的叫法"),
    Column("field", "领域", "企业堵点、民生痛点、治理难点"),
    Column("sensitive", "不写内容", "涉及个人情况的类别为 true：没有文字，单位和地方只写到办事处"),
    Column("place", "所在地", "单位代码"),
    Column("place_name", "所在地名称", "问题在哪里，写到社区、小区或组"),
    Column("on_spot", "当场解决", "走访时当场办好的为 true"),
)
LEAD = (
    Column("lead_unit", "主办单位", "代码；没交办的为空"),
    Column("lead_unit_name", "主办单位名称", "公布时的名称"),
)
UNIT = (
    Column("unit", "承办单位", "做这一项的单位，代码"),
    Column("unit_name", "承办单位名称", "公布时的名称"),
)
SUPPORT = Column("support_units", "协办单位", "代码和名称的列表")
LEADER = Column("responsible_position", "责任领导", "只写职务")
DUE = Column("due", "完成时限", "YYYY-MM-DD")
MONTH = "YYYY-MM，北京时间"
DICTIONARY: dict[str, tuple[Column, ...]] = {
    "problem": (
        NUMBER,
        Column("month", "月份", f"登记的月份，{MONTH}"),
        *SHARED,
        Column("is_new", "本期新增", "这个月登记的为 true，以前登记、还在办的为 false"),
        Column("public_text", "问题", "群众的意思，经两个人审查的公开文本；没有的为空"),
        Column("source", "来源", "怎么知道的"),
        Column("occurred_on", "走访日期", "群众反映的那一天，不决定归哪一期"),
        *LEAD,
        SUPPORT,
        LEADER,
        Column(
            "needs_conditions", "办理方式", "false 马上办；true 创造条件办，要先等钱、等地、等审批"
        ),
        Column("urgent", "紧急", "有危险的为 true"),
        DUE,
        Column("state", "状态", "这一期截止时办到哪一步"),
        Column("outcome", "办理结论", "销号时的结论"),
    ),
    "task": (
        NUMBER,
        Column("month", "月份", f"安排的月份，{MONTH}"),
        *SHARED,
        PROBLEM,
        Column("public_measure", "措施", "怎么办，经两个人审查的公开文本"),
        *UNIT,
        *LEAD,
        SUPPORT,
        LEADER,
        DUE,
        Column("quantity", "计划数量", "打算做多少"),
        Column("quantity_unit", "计量单位", "个、处、米等"),
        Column("progress", "进展", "这一期截止时做到哪一步"),
        Column("progress_quantity", "已完成数量", "做了多少"),
    ),
    "effect": (
        NUMBER,
        Column("month", "月份", f"完成的月份，{MONTH}"),
        *SHARED,
        PROBLEM,
        Column("task_number", "任务编号", "哪一项措施的效果；没有措施、直接答复的为空"),
        Column("public_result", "结果", "办成了什么，经两个人审查的公开文本"),
        *UNIT,
        *LEAD,
        Column("completed_on", "完成日期", "YYYY-MM-DD"),
        Column("quantity", "数量", "做了多少"),
        Column("quantity_unit", "计量单位", "个、处、米等"),
        Column("satisfaction", "满意度", "群众的评价；没有评价的不算满意"),
        Column("recheck", "回头看", "销号 30 到 90 天以后再看，问题有没有又出现"),
        Column("outcome", "办理结论", "未解决不算解决"),
    ),
    "erratum": (
        Column("edition", "原期次", "更正的是哪一期"),
        Column("list", "清单", "problem、task 或 effect"),
        NUMBER,
        Column("what", "更正事项", "为什么更正"),
        Column("column", "栏目", "改的是哪一列；整行的为空"),
        Column("before", "原来", "那一期公布的"),
        Column("after", "现在", "更正成什么"),
    ),
}
