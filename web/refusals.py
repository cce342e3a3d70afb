"""How a refusal is shown on a form: in the words of the table, at the field that can mend it, with what was found."""

import re
from dataclasses import dataclass
from typing import Any

from eventlog.errors import Failure
from web import dates
from web.errors import explain
from web.sayings import SAYINGS
from web.settings import today

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
NOT_NOW = "现在不能做这一步，刷新看看到哪一步了"
NOT_OFFERED = "这一步现在不能做，或者不归你做"
# Said of a form it is about one thing, said of an action that is barred about all of them.
OF_ALL = {"task_completed": "措施都完成了", "no_proposal": "没有新写的等着审查"}
# The field whose change would lift the refusal; where a form has no such field, the page says it above the form.
FIELD_OF = {
    "unknown_category": "category",
    "accused_party": "lead_unit",
    "unit_closed": "lead_unit",
    "no_independent_reviewer": "reviewer",
    "due_in_past": "due",
    "due_after_issue": "due",
    "quantity_missing": "quantity",
    "result_missing": "result",
    "task_completed": "task_id",
    "open_tasks": "report_done",
    "reason_missing": "reason",
    "basis_missing": "contact",
    "tries_on_one_day": "contact",
    "outcome_above_callback": "outcome",
    "explanation_missing": "explanation",
    "text_has_personal_data": "text",
    "channel_missing": "channel",
    "extension_too_long": "days",
    "review_too_far": "review_by",
    "merge_into_itself": "into",
    "target_not_open": "into",
    "confidentiality_differs": "into",
    "reviewer_handles_it": "reviewer",
    "escalated_already": "level",
    "accused_already": "accused_units",
    "no_open_order": "order_id",
    "no_contact_left": "contacted_on",
}
# One refusal of several fields: the code of each by its name.
PLACES = {
    "hold_incomplete": {"review_by": "review_too_far"},
}
# On the wire these are one thing; on the form they are answered by another field.
ASKED_AS = {"reached": "contact", "basis": "contact", "task_id": "part", "into_version": "into"}
PERSONAL = {
    "phone": "电话",
    "id_number": "身份证号",
    "plate": "车牌",
    "bank_card": "银行卡号",
    "house_number": "门牌",
    "name": "姓名",
    "email": "电子邮箱",
    "account": "微信、QQ 等账号",
}


@dataclass(frozen=True)
class Finding:
    """A personal detail in a proposed public text: what kind it is, and the words as they were typed."""

    kind: str
    found: str


def places_of(failure: Failure) -> list[tuple[str, str]]:
    """`(field, words)` of a refusal, for each field that it is about; the field is empty where none would mend it."""
    named = failure.params.get("missing") if isinstance(failure.params, dict) else None
    if failure.code not in PLACES or not isinstance(named, list) or not named:
        return [(FIELD_OF.get(failure.code, ""), words_of(failure))]
    params = readable(failure.params)
    codes = PLACES[failure.code]
    return [(name, because(codes.get(name, failure.code), params)) for name in named]


def words_of(failure: Failure) -> str:
    """The refusal in Chinese, days and counts in it written as a screen writes them."""
    return explain(type(failure)(failure.code, readable(failure.params)))[1]


def because(code: str, params: dict[str, Any]) -> str:
    """Why an action is barred, in one line."""
    if code in OF_ALL:
        return OF_ALL[code]
    saying = SAYINGS.get(code)
    return saying.with_params(readable(params)) if saying else NOT_NOW


def readable(params: dict[str, Any]) -> dict[str, Any]:
    found = params.get("found")
    counted = {"count": len(found)} if isinstance(found, list) else {}
    return {**counted, **{name: _readable(value) for name, value in params.items()}}


def findings(failure: Failure, typed: str) -> list[Finding]:
    """The service answers kinds and places only; the words are those on this page."""
    text = typed.strip()
    return [
        Finding(PERSONAL.get(item["kind"], "个人信息"), text[item["start"] : item["end"]])
        for item in failure.params.get("found", [])
    ]


def _readable(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dates.short_day(dates.date.fromisoformat(value), today())
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return dates.month_name(value)
    return value
