"""Forms of those who judge what came of it."""

from web import words
from web.action_fields import DUE, REACHED, SATISFACTION, SOLVED, optional
from web.action_forms.form import ActionForm
from web.form_fields import Choice, Field, choices_of

FORMS = (
    ActionForm(
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
    ),
    ActionForm(
        "order_rework",
        "退回重办",
        "退回重办",
        (
            Field("reason", "为什么重办", hint="主办单位和反映人看得到"),
            optional(DUE, "空着就用原来的时限"),
        ),
        after="这件回到主办单位，重新办、重新报结、重新回访。最多重办两次。",
    ),
    ActionForm(
        "close",
        "销号",
        "销号",
        (
            Field(
                "outcome",
                "办理结论",
                "tiles",
                "不能比群众说的更好",
                choices=choices_of(words.OUTCOMES),
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
    ),
    ActionForm(
        "recheck",
        "回头看",
        "记下",
        (
            Field(
                "still_solved",
                "现在还好吗",
                "tiles",
                choices=(
                    Choice("yes", "还是解决的", sends=(("still_solved", True),)),
                    Choice("no", "又反弹了", sends=(("still_solved", False),)),
                ),
            ),
            Field("rechecked_on", "哪天看的", "day"),
            Field("note", "看到了什么", required=False),
        ),
        intro="销号 30 天以后、90 天以内，到现场看一次，或者问一次本人。",
        after="反弹了的，这件重开，回到办公室交办。",
    ),
    ActionForm(
        "reopen",
        "重开",
        "重开",
        (Field("reason", "他为什么要求重开", hint="怎么说就怎么写，主办单位看得到"),),
        intro="群众不认可销号结论的，按他的意思重开。",
        after="重开以后回到办公室交办，时限、重办次数都重新算。",
    ),
)
