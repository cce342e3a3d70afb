"""The data dictionary: every column of the open data, what it is called and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    key: str
    head: str
    meaning: str


NUMBER = Column("number", "编号", "不会重复，也不会再用")
ISSUE = Column("issue_number", "问题编号", "属于哪一件问题，WT- 加登记的年月和序号")
CATEGORY = Column("category", "类别", "代码，见下面")
FIELD = Column("field", "领域", "企业堵点、民生痛点、治理难点")
PLACE = Column("place", "地方", "问题在哪里，写到社区、小区或组；涉及个人情况的只写到办事处")
LEAD = Column("lead_unit", "主办单位", "牵头办的单位，公布时的名称；没交办的为空")
LEADER = Column("responsible_position", "责任领导", "只写职务")
DUE = Column("due", "时限", "YYYY-MM-DD")
ON_SPOT = Column("on_spot", "当场解决", "走访时当场办好的为 true")
SENSITIVE = Column("sensitive", "不写内容", "涉及个人情况的类别为 true，没有文字，地方只写到办事处")
DICTIONARY: dict[str, tuple[Column, ...]] = {
    "problem": (
        NUMBER,
        CATEGORY,
        FIELD,
        Column("public_text", "问题", "群众的意思，经两个人审查的公开文本；没有的为空，只印类别"),
        Column("source", "来源", "怎么知道的：走访、热线、公开表单等"),
        PLACE,
        Column("month", "月份", "登记的月份，YYYY-MM"),
        Column("occurred_on", "走访日期", "群众反映的那一天，不决定归哪一期"),
        LEAD,
        LEADER,
        Column("needs_conditions", "办法", "false 马上办；true 创造条件办，要先等钱、等地、等审批"),
        DUE,
        Column("state", "状态", "这一期截止时办到哪一步"),
        Column("outcome", "办理结论", "销号时的结论：解决、部分解决、未解决"),
        ON_SPOT,
        SENSITIVE,
    ),
    "task": (
        NUMBER,
        ISSUE,
        CATEGORY,
        FIELD,
        Column("public_measure", "措施", "怎么办，经两个人审查的公开文本"),
        PLACE,
        LEAD,
        Column("unit", "办理单位", "做这一项的单位"),
        Column("support_units", "协办单位", "配合的单位"),
        LEADER,
        DUE,
        Column("progress", "进度", "这一期截止时做到哪一步"),
        SENSITIVE,
    ),
    "effect": (
        NUMBER,
        ISSUE,
        Column("task_number", "措施编号", "哪一项措施的效果"),
        CATEGORY,
        FIELD,
        Column("public_result", "结果", "办成了什么，经两个人审查的公开文本"),
        PLACE,
        LEAD,
        Column("completed_on", "完成日期", "YYYY-MM-DD"),
        Column("quantity", "数量", "做了多少"),
        Column("quantity_unit", "计量单位", "个、处、米等"),
        Column("satisfaction", "满意度", "群众的评价；没有评价的不算满意"),
        Column("recheck", "回头看", "销号 30 到 90 天以后再看，问题有没有又出现"),
        Column("outcome", "办理结论", "解决、部分解决、未解决；未解决不算解决"),
        ON_SPOT,
        SENSITIVE,
    ),
    "erratum": (
        Column("edition", "期号", "更正的是哪一期"),
        Column("list", "清单", "problem、task 或 effect"),
        NUMBER,
        Column("what", "什么事", "为什么更正"),
        Column("column", "列", "改的是哪一列"),
        Column("before", "原来", "那一期公布的"),
        Column("after", "现在", "更正成什么"),
    ),
}


def head(name: str, key: str) -> str:
    """What a column is called; one that the dictionary does not know keeps its key."""
    return next((each.head for each in DICTIONARY.get(name, ()) if each.key == key), key)
