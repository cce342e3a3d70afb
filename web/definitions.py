"""每个数怎么算: what a number of the lists counts, in a sentence; the same words on the page and in exports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """`key` is its place on the page of definitions."""

    key: str
    name: str
    words: str


_ALL = (
    Definition(
        "problem",
        "问题清单的行数",
        "一件群众反映的问题一行，按编号排列；月份是登记的月份。保密件不列入。",
    ),
    Definition(
        "task",
        "服务清单的行数",
        "一条措施一行，一件问题可以有几条；月份是写措施的月份。取消的措施留在清单里。",
    ),
    Definition(
        "effect",
        "效果清单的行数",
        "一条完成的措施一行，问题销号没有都算；月份是报完成的月份。正式公布的期次只收销号的。",
    ),
    Definition(
        "as_of",
        "截至",
        "按记录进系统的时间，不按事情发生的时间。选一天，就是那天 24:00 清单的样子，以后补记和更正的不算。",
    ),
    Definition("rows", "共几行", "符合所选条件的行数，和导出文件、打印的行数相同。"),
    Definition("added", "新增", "那以后才记录的行，补记以前的事也算。"),
    Definition("left", "不在了", "那时符合所选条件、现在不符合的行。行本身不会删掉。"),
    Definition("moved", "进展了", "状态、结论、进度、回头看有变化的行。"),
    Definition(
        "corrected",
        "更正了",
        "类别、领域、地点、日期、性质或者公开文本改过的行，第一次写的不算；同时有进展的，两边都算。",
    ),
    Definition(
        "other", "别的变化", "单位、责任领导、时限、数量、标记等有变化，又不属于上面两种的行。"
    ),
    Definition("solved", "解决数", "结论是“解决”的销号件。部分解决、未解决不算。"),
    Definition(
        "satisfied",
        "满意数",
        "回访联系上、回答非常满意、满意或者基本满意的；没联系上、没回答的不算满意，也不算在分母里。",
    ),
    Definition(
        "confidential",
        "保密件",
        "举报和点名反映某人某单位的件不进任何清单和件数；一个月满 5 件才说件数。",
    ),
    Definition(
        "received",
        "收到",
        "登记的问题件数，按登记的月份；后来转送、并单、撤回的也在内。",
    ),
    Definition(
        "closed",
        "销号数",
        "现在是销号状态的件数，按销号的月份。重开的不算，再销号了再算。",
    ),
    Definition(
        "on_time",
        "按时办完",
        "销号的里面，单位报结（重办的看最后一次）不晚于办理时限的件数。延期、挂账后恢复的按新时限；"
        "紧急的从交办起 24 小时。没有办理时限的（直接答复的）不在分母里。",
    ),
    Definition("in_hand", "在办", "待签收、已签收和办理中的件数。挂账的单独列。"),
    Definition("overdue", "在办超期", "在办的里面，办理时限已经过了的件数。"),
    Definition(
        "held", "挂账", "缺条件、经办公室同意挂账的件数。每月复核，挂账的时间不算进办理用时。"
    ),
    Definition(
        "work_days",
        "用了几个工作日",
        "从交办（退回的不算）到最后一次报结的工作日数，交办当天不算，减去挂账的工作日。只算销号的。",
    ),
    Definition(
        "units",
        "各单位的件数",
        "问题算在主办单位；还没交办的算在问题所在的单位。下级单位算在社区、办事处、区直单位里。"
        "不归你看的单位合成一行。",
    ),
    Definition(
        "pledges",
        "领办",
        "领导和单位领办、销号为解决的件数 / 要求的件数。按哪一类人和单位加在一起，不列个人。",
    ),
    Definition("rate", "比率", "总是和分子、分母一起写；分母不足 5 不算比率。"),
)
DEFINITIONS = {each.key: each for each in _ALL}


def notes(*keys: str) -> tuple[str, ...]:
    """For the foot of an export."""
    return tuple(f"{DEFINITIONS[key].name}：{DEFINITIONS[key].words}" for key in keys)
