"""Forms that ask for more time, and those of the office that grant it or not."""

from web.action_fields import RESPONSIBLE, REVIEW_BY, optional
from web.action_forms.form import ActionForm
from web.form_fields import Field

_REFUSED = Field("reason", "为什么不同意", hint="主办单位看得到")
_NOTE = Field("note", "说明", hint="主办单位看得到", required=False)

FORMS = (
    ActionForm(
        "request_extension",
        "申请延期",
        "申请延期",
        (
            Field("days", "延几个工作日", "days"),
            Field("reason", "为什么要延", hint="办公室和反映人看得到"),
        ),
        intro="一件只能延一次，要在到期以前申请。缺条件短时间办不了的，申请挂账。",
        after="办公室同意以前时限不变。",
    ),
    ActionForm(
        "grant_extension",
        "批延期",
        "同意延期",
        after="同意以后时限改到新的日子，由主办单位告诉反映人。",
    ),
    ActionForm(
        "refuse_extension",
        "不同意延期",
        "不同意延期",
        (_REFUSED,),
        after="时限不变。",
    ),
    ActionForm(
        "request_hold",
        "申请挂账",
        "申请挂账",
        (
            Field("missing_condition", "缺什么", hint="缺钱、缺地、等手续，写清楚缺哪一样"),
            Field("plan", "打算怎么办", hint="条件从哪里来，大约什么时候"),
            RESPONSIBLE,
            REVIEW_BY,
        ),
        intro="眼下缺条件办不了的，挂在账上，每月复核，不销号。",
        after="办公室同意以前还在办理中，时限不变。",
    ),
    ActionForm(
        "hold",
        "批挂账",
        "同意挂账",
        (REVIEW_BY, _NOTE),
        after="挂账以后办理时限停住，仍在清单上，由主办单位告诉反映人。",
    ),
    ActionForm("refuse_hold", "不同意挂账", "不同意挂账", (_REFUSED,), after="接着办，时限不变。"),
    ActionForm(
        "review_hold",
        "复核挂账",
        "复核过，接着挂账",
        (REVIEW_BY, optional(_NOTE, "条件到哪一步了")),
        intro="条件有了，就恢复办理；还没有，定下一次复核的日子。",
    ),
    ActionForm("resume", "恢复办理", "恢复办理", (_NOTE,)),
)
