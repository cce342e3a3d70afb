"""What the public forms ask, and what they say of the data: who processes it, what for, how long."""

from dataclasses import dataclass, replace

from web.form_fields import Choice, Field, choices_of
from web.words import KINDS, OUTCOMES, SATISFACTION

TIP_OFF = "tipoff"
PLACES = ("sub_office", "community", "production_team", "residential_area")
GRADES = {code: name for code, name in SATISFACTION.items() if code != "not_rated"}
ASKED_KINDS = tuple(
    Choice(code, KINDS[code])
    for code in ("help_request", "consultation", "complaint", "suggestion", TIP_OFF)
)


@dataclass(frozen=True)
class PublicForm:
    """`purpose` completes the notice: 只用来…"""

    key: str
    title: str
    lead: str
    fields: tuple[Field, ...]
    button: str
    purpose: str


CONTACT = (
    Field("contact_name", "怎么称呼你", "line", "回访时好称呼", required=False),
    Field("contact_phone", "电话", "phone", "留电话是为了告诉你办得怎么样", required=False),
    Field("contact_email", "邮箱", "email", "受理、办结时发信告诉你", required=False),
)
PLACE = Field("unit", "在哪里", "unit", "选到社区、小区或组")
REPORT = PublicForm(
    "report",
    "反映问题",
    "不用登录，不用留姓名。交了就有编号和查询码，凭这两个看办到哪一步。",
    (
        Field("danger", "有危险，要马上处理", "tick", required=False),
        Field("verbatim", "要反映的事", hint="什么事、多久了、想怎么办。不写身份证号和病情"),
        Field("category", "哪一类", "category", "拿不准选“其他”"),
        PLACE,
        Field("kind", "性质", "tiles", choices=ASKED_KINDS),
        *CONTACT,
    ),
    "提交",
    "办这件事、告诉你结果",
)
PRAISE = PublicForm(
    "praise",
    "说一声好",
    "哪件事办得好，说给办的人听。",
    (Field("verbatim", "要说的话", hint="不写别人的姓名和电话"), PLACE),
    "提交",
    "转告办事的单位",
)
OBJECTION = PublicForm(
    "object",
    "对清单提出异议",
    "清单上写得不对、漏了、算错了，都可以提。7 天内答复，答复公开，不公开你写的话和联系方式。",
    (
        Field("edition_number", "第几期", "number", "清单标题下面写着，像 2"),
        Field(
            "row_number", "哪一件", "line", "编号，像 WT-202610-0034；整期的不填", required=False
        ),
        Field("words", "哪里不对", hint="写清楚应该是什么样"),
        *(replace(field, hint="核对时可能要问你一句") for field in CONTACT),
    ),
    "提交异议",
    "核对清单、答复你",
)

RATE = (
    Field("solved", "解决没有", "tiles", choices=choices_of(OUTCOMES)),
    Field("satisfaction", "满意不满意", "tiles", choices=choices_of(GRADES)),
    Field("note", "还想说的", required=False),
)
