"""Forms of the units: who reviews, signing for it, measures, progress, and what was done."""

from dataclasses import replace

from web.action_fields import (
    CLAIMED,
    COMPLETED_ON,
    CONTACTED_ON,
    DUE,
    MEASURE,
    QUANTITY,
    QUANTITY_UNIT,
    RESULT,
    REVIEWER,
    TASK,
    optional,
)
from web.action_forms.form import ActionForm
from web.form_fields import Field

_AFTER_REPORT = "报结以后由审核人回访反映人，再销号。"
_DONE_QUANTITY = replace(QUANTITY, hint="措施定了数量的要填")

LAST_TASK = ActionForm(
    "complete_task",
    "完成措施并报结",
    "完成措施并报结",
    (
        TASK,
        CLAIMED,
        RESULT,
        COMPLETED_ON,
        _DONE_QUANTITY,
        QUANTITY_UNIT,
        CONTACTED_ON,
        Field("report_done", "这是最后一项，同时报结", "tick", required=False),
    ),
    after=_AFTER_REPORT,
    variant="complete_last_task",
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
VARIANTS = (LAST_TASK, TASKS_ARE_DONE)
FORMS = (
    ActionForm(
        "designate_reviewer",
        "指定审核人",
        "指定",
        (replace(REVIEWER, required=True, on_demand=False),),
        intro="由他回访和销号。经办过这件的单位和人不在里面。",
    ),
    ActionForm(
        "return_back",
        "退回",
        "退回，写原因",
        (Field("reason", "为什么不归你单位", hint="写该归谁办。办公室和反映人看得到"),),
        intro="交办 2 个工作日以内、还没写措施的，可以退回一次。",
        after="退回以后由办公室改派。",
    ),
    ActionForm(
        "sign_for",
        "签收",
        "签收",
        (CONTACTED_ON,),
        intro="签收以后由你单位办。直接写措施也算签收，不用做两次。",
    ),
    ActionForm(
        "contact_person",
        "联系反映人",
        "记下",
        (
            Field("contacted_on", "哪天联系的", "day"),
            Field("note", "他怎么说", hint="怎么说就怎么写", required=False),
        ),
    ),
    ActionForm(
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
    ),
    ActionForm(
        "change_task",
        "改措施",
        "改",
        (
            TASK,
            optional(MEASURE, "空着就不变"),
            optional(DUE, "空着就不变"),
            Field("unit", "哪个单位做", "unit", "不选就不变", required=False),
            replace(QUANTITY, hint="空着就不变"),
            QUANTITY_UNIT,
            Field("reason", "为什么改"),
        ),
        changes_only=True,
    ),
    ActionForm(
        "cancel_task",
        "取消措施",
        "取消这项措施",
        (TASK, Field("reason", "为什么取消")),
        after="取消的措施留在页面上，不进服务清单。",
    ),
    ActionForm(
        "report_progress",
        "记进展",
        "记进展",
        (
            Field("note", "进展", hint="到哪一步了，卡在哪里"),
            Field("occurred_on", "哪天的事", "day"),
            optional(TASK, "和哪一项有关，不清楚就空着"),
            replace(QUANTITY, label="已做数量", hint="按措施的计量单位"),
        ),
    ),
    ActionForm(
        "complete_task",
        "完成措施",
        "完成这项措施",
        (TASK, RESULT, COMPLETED_ON, _DONE_QUANTITY, QUANTITY_UNIT),
    ),
    ActionForm(
        "report_done",
        "报结",
        "报结",
        (
            CLAIMED,
            replace(MEASURE, hint="还没写过措施，在这里写一句做了什么"),
            RESULT,
            COMPLETED_ON,
            QUANTITY,
            QUANTITY_UNIT,
            CONTACTED_ON,
        ),
        after=_AFTER_REPORT,
    ),
)
