"""One table: each action on an issue, what it asks and in which words. The rules behind it are the services'.

form = ACTIONS["report_done"]
form.verb       # what the button says
form.fields     # what it asks, in order
form.confirm    # shown as a summary with its consequence before it is done
"""

from dataclasses import dataclass, replace
from typing import Any

from web import words
from web.action_fields import (
    AREA_OF_PLAN,
    CATEGORY,
    CLAIMED,
    CONTACTED_ON,
    DESIGNATED,
    DUE,
    LEAD_UNIT,
    LIMIT_CLASS,
    MEASURE,
    NOTE,
    QUANTITY,
    QUANTITY_UNIT,
    REACHED,
    RESPONSIBLE,
    RESULT,
    REVIEWER,
    SATISFACTION,
    SOLVED,
    SUPPORT_UNITS,
    TASK,
    WAY,
    optional,
)
from web.form_fields import Field, choices_of


@dataclass(frozen=True)
class ActionForm:
    """`title` heads the page, `verb` is on the button, `intro` says the rule, `after` what happens then."""

    command: str
    title: str
    verb: str
    fields: tuple[Field, ...] = ()
    intro: str = ""
    after: str = ""
    confirm: bool = False
    variant: str = ""

    @property
    def name(self) -> str:
        """Which form was filled in; a command may have two."""
        return self.variant or self.command


TRIAGE = ActionForm(
    "triage",
    "研判",
    "只研判，不交办",
    (CATEGORY, AREA_OF_PLAN, WAY, LIMIT_CLASS, NOTE),
    after="研判以后这件待交办。",
)
ASSIGN = ActionForm(
    "assign",
    "研判和交办",
    "交办，看下一件",
    (
        CATEGORY,
        AREA_OF_PLAN,
        WAY,
        LIMIT_CLASS,
        LEAD_UNIT,
        SUPPORT_UNITS,
        REVIEWER,
        RESPONSIBLE,
        DUE,
        DESIGNATED,
        NOTE,
    ),
    after="主办单位马上收到，从明天起算签收时限。",
)
SIGN_FOR = ActionForm(
    "sign_for",
    "签收",
    "签收",
    (CONTACTED_ON,),
    intro="签收以后由你单位办。直接写措施也算签收，不用做两次。",
)
PLAN_TASK = ActionForm(
    "plan_task",
    "接件并写措施",
    "接件并写措施",
    (
        MEASURE,
        replace(DUE, hint="不晚于这件事的时限"),
        Field("unit", "哪个单位做", "unit"),
        replace(QUANTITY, hint="做完要量数的才填，像 420"),
        QUANTITY_UNIT,
        CONTACTED_ON,
    ),
    intro="写好措施就算签收，不用先点签收。",
)
REPORT_PROGRESS = ActionForm(
    "report_progress",
    "记进展",
    "记进展",
    (
        Field("note", "进展", hint="到哪一步了，卡在哪里"),
        Field("occurred_on", "哪天的事", "day"),
        optional(TASK, "和哪一项有关，不清楚就空着"),
        replace(QUANTITY, label="已做数量", hint="按措施的计量单位"),
    ),
)
COMPLETE_TASK = ActionForm(
    "complete_task",
    "完成措施",
    "完成这项措施",
    (
        TASK,
        RESULT,
        Field("completed_on", "哪天做完的", "day"),
        replace(QUANTITY, hint="措施定了数量的要填"),
        QUANTITY_UNIT,
    ),
)
_AFTER_REPORT = "报结以后由审核人回访反映人，再销号。"
LAST_TASK = ActionForm(
    "complete_task",
    "完成措施并报结",
    "完成措施并报结",
    (
        TASK,
        CLAIMED,
        RESULT,
        Field("completed_on", "哪天做完的", "day"),
        replace(QUANTITY, hint="措施定了数量的要填"),
        QUANTITY_UNIT,
        CONTACTED_ON,
        Field("report_done", "这是最后一项，同时报结", "tick", required=False),
    ),
    after=_AFTER_REPORT,
    variant="complete_last_task",
)
REPORT_DONE = ActionForm(
    "report_done",
    "报结",
    "报结",
    (
        CLAIMED,
        replace(MEASURE, hint="还没写过措施，在这里写一句做了什么"),
        RESULT,
        Field("completed_on", "哪天做完的", "day"),
        QUANTITY,
        QUANTITY_UNIT,
        CONTACTED_ON,
    ),
    after=_AFTER_REPORT,
)
TASKS_ARE_DONE = ActionForm(
    "report_done",
    "报结",
    "报结",
    (CLAIMED, replace(RESULT, label="补一句", required=False), CONTACTED_ON),
    intro="措施都完成了，可以报结。",
    after=_AFTER_REPORT,
    variant="report_done_after_tasks",
)
RECORD_CALLBACK = ActionForm(
    "record_callback",
    "记录回访",
    "记录回访",
    (
        REACHED,
        SOLVED,
        SATISFACTION,
        Field("called_on", "哪天回访的", "day"),
        Field(
            "visited_on",
            "哪天到现场看的",
            "day",
            "没留联系方式、又到现场看过的才填",
            required=False,
        ),
        Field("note", "他怎么说", hint="怎么说就怎么写", required=False),
    ),
    intro="问三件事：联系上没有，解决没有，满意不满意。没联系上的，只记这一次。",
)
ORDER_REWORK = ActionForm(
    "order_rework",
    "退回重办",
    "退回重办",
    (
        Field("reason", "为什么重办", hint="主办单位和反映人看得到"),
        optional(DUE, "空着就用原来的时限"),
    ),
    after="这件回到主办单位，重新办、重新报结、重新回访。最多重办两次。",
)
CLOSE = ActionForm(
    "close",
    "销号",
    "销号",
    (
        Field(
            "outcome", "办理结论", "tiles", "不能比群众说的更好", choices=choices_of(words.OUTCOMES)
        ),
        Field(
            "explanation",
            "说明",
            hint="未解决的要写为什么，会告诉反映人",
            required=False,
            needed_with=("outcome", "unsolved"),
        ),
    ),
    after="销号以后这件结束，进效果清单，不能再改；群众不认可的可以要求重开。",
    confirm=True,
)
PROPOSE_PUBLIC_TEXT = ActionForm(
    "propose_public_text",
    "写公开文本",
    "交审查",
    (
        Field("part", "写的是哪一句", "part"),
        Field(
            "text",
            "公开文本",
            hint="清单和公开页显示这一句。不写姓名、电话、门牌，这一句里地点写到社区",
        ),
    ),
    after="办公室的人或者审核人审查通过以后才显示，写的人自己不能审。",
)
APPROVE_PUBLIC_TEXT = ActionForm(
    "approve_public_text",
    "审查公开文本",
    "审查通过",
    (Field("part", "公开文本", "part"),),
    after=(
        "通过以后，内部清单和公开页都显示这一句。涉及个人情况的类别（医疗、救助、矛盾纠纷），公开页只写类别。"
    ),
)

ACTIONS: dict[str, ActionForm] = {
    form.command: form
    for form in (
        TRIAGE,
        ASSIGN,
        SIGN_FOR,
        PLAN_TASK,
        REPORT_PROGRESS,
        COMPLETE_TASK,
        REPORT_DONE,
        RECORD_CALLBACK,
        ORDER_REWORK,
        CLOSE,
        PROPOSE_PUBLIC_TEXT,
        APPROVE_PUBLIC_TEXT,
    )
}
FORMS: dict[str, ActionForm] = {
    **ACTIONS,
    LAST_TASK.name: LAST_TASK,
    TASKS_ARE_DONE.name: TASKS_ARE_DONE,
}
# The next step of the work in each state: the first of them that is possible is the main button.
_HANDLING_STEPS = ("report_done", "complete_task", "plan_task", "report_progress")
NEXT_STEPS: dict[str, tuple[str, ...]] = {
    "reported": ("assign", "triage"),
    "triaged": ("assign", "triage"),
    "returned": ("assign", "triage"),
    "assigned": ("plan_task", "sign_for"),
    "signed": ("plan_task", "report_done", "report_progress"),
    "in_progress": _HANDLING_STEPS,
    "held": ("complete_task", "plan_task", "report_progress"),
    "reported_done": ("close", "record_callback"),
    "called_back": ("close", "order_rework"),
}
# They stand beside the texts they are about, not among the steps of the work.
TEXT_ACTIONS = ("propose_public_text", "approve_public_text")

# The same command under the name it has at that moment: (title, verb).
_BEFORE_ASSIGNED = ("reported", "triaged", "returned")
_LATER_WORDS = {
    "assign": ("改派", "改派"),
    "plan_task": ("加一项措施", "加这项措施"),
    "triage": ("重新研判", "重新研判"),
}
_FIRST_STATES = {
    "assign": _BEFORE_ASSIGNED,
    "plan_task": ("assigned", "signed"),
    "triage": ("reported",),
}


def form_of(command: str, state: str, proposed: dict[str, Any]) -> ActionForm:
    """The form that fits what the service proposes for this command now."""
    if proposed.get("report_done"):
        return LAST_TASK
    if proposed.get("needs_measure") is False:
        return TASKS_ARE_DONE
    return worded(command, state)


def worded(command: str, state: str) -> ActionForm:
    """The form of a command, called what it is called while the issue is in this state."""
    form = FORMS[command]
    if command not in _LATER_WORDS or state in _FIRST_STATES[command]:
        return form
    title, verb = _LATER_WORDS[command]
    return replace(form, title=title, verb=verb, intro="", after="")
