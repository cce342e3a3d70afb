"""What the forms of actions ask: each question once, in the words it has on every form."""

from dataclasses import replace

from web import words
from web.form_fields import Choice, Field, choices_of
from web.quantity_units import QUANTITY_UNITS


def optional(field: Field, hint: str = "") -> Field:
    return replace(field, required=False, hint=hint or field.hint)


KIND = Field("kind", "性质", "select", choices=choices_of(words.KINDS))
PLACE = Field("unit", "在哪里", "unit")
DANGER = Field(
    "danger",
    "有没有危险",
    "tiles",
    "有危险的按紧急办",
    choices=(
        Choice("yes", "有危险", sends=(("danger", True),)),
        Choice("no", "没有", sends=(("danger", False),)),
    ),
)
ACCUSED_UNITS = Field("accused_units", "反映的单位", "units", required=False)
ACCUSED_PEOPLE = Field("accused_people", "反映的人", "people", required=False)
ANOTHER = ("adds_reporter", "yes")
OF_WHOM = Field(
    "adds_reporter",
    "谁说的",
    "picks",
    choices=(
        Choice("no", "反映人自己又说的", sends=(("adds_reporter", False),)),
        Choice("yes", "又有人反映同一件事", "他有自己的查询码", (("adds_reporter", True),)),
    ),
)
CONTACT = (
    Field("contact_name", "怎么称呼", "line", required=False, only_with=ANOTHER),
    Field(
        "contact_phone",
        "电话",
        "phone",
        "留电话是为了告诉他办得怎么样，可以不留",
        required=False,
        only_with=ANOTHER,
    ),
    Field(
        "contact_email",
        "邮箱",
        "email",
        "留邮箱是为了受理和办完时发信告诉他，可以不留",
        required=False,
        only_with=ANOTHER,
    ),
)
CATEGORY = Field("category", "类别", "category")
AREA_OF_PLAN = Field("field", "领域", "select", required=False, choices=choices_of(words.FIELDS))
WAY = Field(
    "needs_conditions",
    "办法",
    "tiles",
    choices=(
        Choice("no", "马上办", sends=(("needs_conditions", False),)),
        Choice("yes", "创造条件办", sends=(("needs_conditions", True),)),
    ),
)
LIMIT_CLASS = Field(
    "limit_class",
    "时限类别",
    "select",
    "不选就按性质和办法定",
    required=False,
    choices=choices_of(words.LIMIT_CLASSES),
)
LEAD_UNIT = Field("lead_unit", "主办单位", "unit")
SUPPORT_UNITS = Field("support_units", "协办单位", "units", required=False)
RESPONSIBLE = Field(
    "responsible_position",
    "责任领导",
    "select",
    "清单上只写职务，不写姓名",
    choices=choices_of(words.POSITIONS),
)
DUE = Field("due", "时限", "day")
REVIEW_BY = Field("review_by", "哪天复核", "day", "1 个月以内")
DESIGNATED = Field("designated", "指定交办，主办单位不能退回", "tick", required=False)
REVIEWER = Field(
    "reviewer",
    "审核人",
    "person",
    "由他回访和销号，不能是经办单位的人",
    required=False,
    on_demand=True,
)
NOTE = Field("note", "说明", hint="主办单位看得到", required=False)

MEASURE = Field("measure", "措施", hint="写准备怎么办，像“清淤三组主沟 420 米”")
RESULT = Field("result", "办成了什么", hint="写做了什么、做到什么程度，回访时照这个问")
QUANTITY = Field("quantity", "数量", "number", "像 420", required=False)
QUANTITY_UNIT = Field(
    "quantity_unit",
    "计量单位",
    "select",
    "像 米",
    required=False,
    choices=tuple(Choice(unit, unit) for unit in QUANTITY_UNITS),
)
CONTACTED_ON = Field("contacted_on", "哪天联系了反映人", "day", "还没联系就空着", required=False)
COMPLETED_ON = Field("completed_on", "哪天做完的", "day")
TASK = Field("task_id", "哪一项措施", "task")
CLAIMED = Field("claimed", "办得怎么样", "tiles", choices=choices_of(words.OUTCOMES))

REACHED = Field(
    "contact",
    "联系上没有",
    "tiles",
    choices=(
        Choice("reached", "联系上了", sends=(("reached", True), ("basis", "reached"))),
        Choice("try", "没联系上，记一次", sends=(("reached", False),)),
        Choice(
            "three_tries", "三次都没联系上", sends=(("reached", False), ("basis", "three_tries"))
        ),
        Choice(
            "no_contact_left",
            "没留联系方式",
            sends=(("reached", False), ("basis", "no_contact_left")),
        ),
    ),
)
SOLVED = Field(
    "solved",
    "解决没有",
    "tiles",
    "照他说的选，没联系上就空着",
    choices=choices_of(words.OUTCOMES),
    needed_with=("contact", "reached"),
)
SATISFACTION = Field(
    "satisfaction",
    "满意不满意",
    "tiles",
    "没联系上就空着",
    choices=choices_of(words.SATISFACTION),
    needed_with=("contact", "reached"),
)
