"""Forms of public texts: one writes, another approves."""

from web.action_forms.form import ActionForm
from web.form_fields import Field

FORMS = (
    ActionForm(
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
    ),
    ActionForm(
        "approve_public_text",
        "审查公开文本",
        "审查通过",
        (Field("part", "公开文本", "part"),),
        after=(
            "通过以后，内部清单和公开页都显示这一句。涉及个人情况的类别（医疗、救助、矛盾纠纷），公开页只写类别。"
        ),
    ),
)
