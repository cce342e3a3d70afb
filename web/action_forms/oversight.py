"""Forms of those who look after it from above, and the unit's answer to them."""

from web.action_forms.form import ActionForm
from web.form_fields import Choice, Field

FORMS = (
    ActionForm(
        "escalate",
        "提级",
        "提级",
        (
            Field(
                "level",
                "提到哪一级",
                "picks",
                choices=(
                    Choice("1", "黄牌：催办", "经办人和单位负责人收到", (("level", 1),)),
                    Choice("2", "红牌：督办单", "单位要答复", (("level", 2),)),
                    Choice("3", "提级：责任领导", "单位要答复", (("level", 3),)),
                    Choice("4", "提级：领导小组", "单位要答复", (("level", 4),)),
                ),
            ),
            Field("note", "为什么", hint="收到的人看得到", required=False),
        ),
        intro="到了时限系统自己会提级；等不到那时候的，在这里提。",
    ),
    ActionForm(
        "supervise",
        "发督办单",
        "发督办单",
        (
            Field("text", "督办什么", hint="写要办成什么、要答复什么"),
            Field("answer_by", "哪天以前答复", "day", required=False),
        ),
        after="主办单位马上收到，在这一页答复。",
    ),
    ActionForm(
        "answer_supervision",
        "答复督办单",
        "答复",
        (
            Field("order_id", "答复哪一张", "order"),
            Field("text", "答复", hint="办到哪一步了，什么时候办好"),
        ),
    ),
    ActionForm(
        "pledge",
        "领办",
        "领办",
        (
            Field(
                "for_unit",
                "谁领办",
                "tiles",
                choices=(
                    Choice("no", "我本人领办", sends=(("for_unit", False),)),
                    Choice("yes", "本单位领办", sends=(("for_unit", True),)),
                ),
            ),
            Field("note", "说一句", hint="打算怎么推动", required=False),
        ),
        intro="领办是盯着它办成。措施和报结还由主办单位写。",
    ),
    ActionForm(
        "release_pledge",
        "不再领办",
        "不再领办",
        (Field("reason", "为什么", required=False),),
    ),
)
