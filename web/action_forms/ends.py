"""Forms of the ends without work of a unit: filed, answered, referred, refused, merged, withdrawn."""

from web import words
from web.action_fields import NOTE, optional
from web.action_forms.form import ActionForm
from web.form_fields import Choice, Field

FORMS = (
    ActionForm(
        "file",
        "归档",
        "归档",
        (optional(NOTE, "告诉他什么，像“谢谢，已转告社区”"),),
        intro="表扬和不用办的意见建议，归档就结束。",
        after="归档以后这件结束。",
    ),
    ActionForm(
        "answer_directly",
        "直接答复",
        "记下答复",
        (Field("answer", "怎么答复他的", hint="写答复的原话，回访时照这个问"),),
        intro="咨询和意见建议，办公室当场答得上的，不用交办。",
        after="答复记作办结，由审核人销号，答的人自己不能销。",
    ),
    ActionForm(
        "refer",
        "转法定渠道",
        "转送",
        (
            Field(
                "channel",
                "转到哪里",
                "picks",
                choices=tuple(
                    Choice(code, name, words.CHANNEL_NOTES[code])
                    for code, name in words.CHANNELS.items()
                ),
            ),
            optional(NOTE, "他要带什么材料、找谁，反映人看得到"),
        ),
        intro="依法不归这里办的，转给法律规定的机关，并告诉反映人去哪里。",
        after="转送以后这件结束。当面或打电话告诉反映人去哪里。",
    ),
    ActionForm(
        "propose_reject",
        "提出不予受理",
        "提出，交另一个人审查",
        (Field("reason", "为什么不受理", hint="反映人看得到"),),
        after="办公室另一个人同意以后才算数。反映人可以提一次异议。",
    ),
    ActionForm(
        "reject",
        "审查不予受理",
        "同意，不予受理",
        after="同意以后这件结束。把原因告诉反映人，他可以提一次异议，由作风监督裁定。不同意的，返回去交办。",
        confirm=True,
    ),
    ActionForm(
        "object_to_rejection",
        "记下他的异议",
        "记下异议",
        (Field("words", "他为什么不同意", hint="怎么说就怎么写"),),
        intro="不予受理的，本人可以提一次异议。",
        after="由作风监督裁定：同意就重新受理，不同意就维持。",
    ),
    ActionForm(
        "decide_objection",
        "裁定异议",
        "裁定",
        (
            Field(
                "granted",
                "怎么裁定",
                "picks",
                choices=(
                    Choice("yes", "同意异议，重新受理", sends=(("granted", True),)),
                    Choice("no", "维持不予受理", sends=(("granted", False),)),
                ),
            ),
            Field("reason", "理由", hint="反映人和办公室看得到"),
        ),
    ),
    ActionForm(
        "merge",
        "并单",
        "并单",
        (
            Field("into", "并入哪一件", "target"),
            Field(
                "open_tasks",
                "没完成的措施",
                "picks",
                choices=(
                    Choice("move", "移到那一件，接着做"),
                    Choice("cancel", "取消，写明原因"),
                ),
            ),
            Field(
                "reason", "为什么是同一件事", required=False, needed_with=("open_tasks", "cancel")
            ),
        ),
        intro="两件是同一件事的，并成一件办。两边的原话和反映人都保留，各自的查询码都打得开那一件。",
        after="并单以后这件结束，到那一件去办。那一件报结以前还可以拆开。",
        confirm=True,
    ),
    ActionForm(
        "unmerge",
        "拆开",
        "拆开",
        (Field("note", "为什么不是同一件", required=False),),
        after="拆开以后这件回到并单以前的那一步。移过去的措施留在那一件。",
    ),
    ActionForm(
        "withdraw",
        "撤回",
        "撤回",
        (
            Field("reporter_id", "谁要撤回", "reporter"),
            Field("how_heard", "怎么知道他要撤回的", hint="像“11月24日他打电话说不用办了”"),
        ),
        intro="只有反映人自己要撤回才撤。办这件事的单位不能撤。",
        after="最后一个反映人撤回，这件就结束；还有别人反映的，接着办。",
        confirm=True,
    ),
)
