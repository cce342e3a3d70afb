"""Forms of what stands beside the work."""

from web.action_forms.form import ActionForm
from web.form_fields import Field

FORMS = (
    ActionForm(
        "add_note",
        "内部记录",
        "记下",
        (Field("text", "记什么", hint="办公室和单位之间说明情况。不公开，反映人看不到"),),
    ),
)
