"""Forms before a unit works on it."""

from web.action_fields import (
    ACCUSED_PEOPLE,
    ACCUSED_UNITS,
    AREA_OF_PLAN,
    CATEGORY,
    CONTACT,
    DANGER,
    DESIGNATED,
    DUE,
    KIND,
    LEAD_UNIT,
    LIMIT_CLASS,
    NOTE,
    OF_WHOM,
    PLACE,
    RESPONSIBLE,
    REVIEWER,
    SUPPORT_UNITS,
    WAY,
)
from web.action_forms.form import ActionForm
from web.form_fields import Field

FORMS = (
    ActionForm(
        "supplement",
        "补充反映",
        "记下",
        (OF_WHOM, Field("text", "他又说了什么", hint="怎么说就怎么写，不改成公文话"), *CONTACT),
        intro="原来的话不改，这几句记在后面。",
    ),
    ActionForm(
        "correct",
        "更正登记",
        "更正",
        (
            KIND,
            CATEGORY,
            AREA_OF_PLAN,
            PLACE,
            Field("occurred_on", "哪天反映的", "day", required=False),
            DANGER,
            Field("reason", "为什么改", required=False),
        ),
        intro="只改登记错的。群众原话不改，要补充就记一条补充反映。",
        changes_only=True,
    ),
    ActionForm(
        "mark_accused",
        "写明被反映的对象",
        "记下，转为保密件",
        (
            ACCUSED_UNITS,
            ACCUSED_PEOPLE,
            Field("note", "说明", hint="从哪句话看出来的", required=False),
        ),
        intro="反映的是某个单位、某个人的，写在这里。被反映的单位和人看不到这件，也不能办它。",
        after="记下以后这件是保密件，只有保密件承办人看得到；你不是的话，这一页也打不开了。",
    ),
    ActionForm(
        "triage",
        "研判",
        "只研判，不交办",
        (CATEGORY, AREA_OF_PLAN, WAY, LIMIT_CLASS, NOTE),
        after="研判以后这件待交办。",
    ),
    ActionForm(
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
    ),
)
