"""What a reporter may do with number and code, and how the steps of their issue are told to them."""

from dataclasses import dataclass

from web.form_fields import Field
from web.public.forms import RATE


@dataclass(frozen=True)
class Act:
    """`name` is the command of `issues`. `opened`: its form stands open on the page. `confirm`: it is asked twice."""

    name: str
    title: str
    lead: str
    fields: tuple[Field, ...]
    button: str
    done: str
    opened: bool = False
    confirm: bool = False

    @property
    def anchor(self) -> str:
        return f"{self.name}-form"


ACTS = {
    act.name: act
    for act in (
        Act(
            "rate",
            "评价",
            "问两件事：解决没有，满意不满意。不满意的，由没经办过的人再看一遍。",
            RATE,
            "交评价",
            "评价收到了。",
            opened=True,
        ),
        Act(
            "object_to_rejection",
            "对不予受理提异议",
            "只能提一次，由作风监督组裁定。",
            (Field("words", "为什么应该受理"),),
            "提异议",
            "异议收到了，裁定以后在这里看得到。",
            opened=True,
        ),
        Act(
            "supplement",
            "补充情况",
            "原来写的不改，补充的话接在后面，办的人看得到。",
            (Field("text", "补充什么"),),
            "交补充",
            "补充的话收到了。",
        ),
        Act(
            "reopen",
            "要求重开",
            "没解决、又出现了，写明情况，重新研判交办。",
            (Field("reason", "为什么要重开"),),
            "要求重开",
            "重开了，办公室 1 个工作日内研判交办。",
        ),
        Act(
            "withdraw",
            "撤回",
            "不想再办这件了，可以撤回。撤回以后不能恢复，要办得重新反映。",
            (),
            "撤回，看一遍再定",
            "撤回了。",
            confirm=True,
        ),
    )
}

STEPS = {
    "reported": "收到",
    "accepted": "研判过了，受理",
    "filed": "归档，谢谢你的话",
    "referred": "转到该管的机关",
    "rejected": "不予受理",
    "objected": "提了异议",
    "objection_decided": "异议裁定了",
    "merged": "和另一件一样，并到一起办",
    "unmerged": "又分开办",
    "assigned": "交给单位办",
    "returned": "单位退回，重新安排",
    "extended": "延期",
    "held": "挂账，等条件",
    "resumed": "条件有了，接着办",
    "done": "单位说办完了，等回访",
    "called_back": "回访过了",
    "rework": "没办好，退回重办",
    "closed": "销号",
    "rechecked": "回头看过",
    "reopened": "重开",
    "withdrawn": "撤回",
}
