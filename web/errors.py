"""From a failure of a service to a status and to words: one for the page, one for each field.

status, text = explain(failure)
fields = field_words(failure)          # of an Invalid: {"verbatim": "写一句群众原话"}
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from eventlog.errors import Conflict, Failure, Forbidden, Invalid, NotFound, Refused, Unavailable
from web.sayings import SAYINGS

PHONE_DIGITS = 11

_BY_KIND: dict[type[Failure], int] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Refused: HTTPStatus.UNPROCESSABLE_ENTITY,
    Conflict: HTTPStatus.CONFLICT,
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_UNKNOWN = {
    Refused: "现在不能做这一步，刷新看看到哪一步了",
    Conflict: SAYINGS["conflict"].plain,
    NotFound: SAYINGS["not_found"].text,
    Forbidden: SAYINGS["forbidden"].text,
    Unavailable: SAYINGS["service_down"].text,
}
# What a missing or misshapen field is told, where it is not "填{name}": (field, shape code) to a saying.
_FIELD_CODES = {
    ("party_id", "required"): "party_missing",
    ("photo", "required"): "photo_missing",
    ("verbatim", "required"): "verbatim_missing",
    ("verbatim", "blank"): "verbatim_missing",
    ("verbatim", "length"): "verbatim_too_long",
    ("category", "required"): "category_missing",
    ("accused_units", "required"): "accused_missing",
    ("open_tasks", "choice"): "tasks_stay",
    ("category", "blank"): "category_missing",
    ("category", "choice"): "unknown_category",
    ("contact_phone", "phone"): "phone_shape",
    ("phone", "phone"): "phone_shape",
    ("reason", "required"): "reason_missing",
    ("reason", "blank"): "reason_missing",
    ("result", "required"): "result_missing",
    ("result", "blank"): "result_missing",
    ("quantity", "required"): "quantity_missing",
    ("explanation", "required"): "explanation_missing",
    ("explanation", "blank"): "explanation_missing",
}
_SHAPES = {
    "required": "{name}还没填",
    "blank": "{name}还没填",
    "length": "{name}太长，写短一些",
    "choice": "{name}重新选一个",
    "date": "{name}写成 2026-11-24 这样",
    "date_in_future": "{name}不能晚于今天",
    "date_in_past": "{name}不能早于今天",
    "not_here": "又有人反映的，才留{name}",
    "before_completion": "{name}不能早于报结那天",
    "number": "{name}写数字",
    "type": "{name}重新填",
    "range": "{name}超出了范围",
    "phone": "{name}要 11 位",
    "character": "{name}里有不能用的字符",
    "pattern": "{name}重新填",
    "unit_closed": "这个单位已经撤销，换一个",
    "not_on_spot": "举报和涉及具体单位、人员的反映不能当场办",
    "unknown": "{name}这里不收",
    "use_legal_channel": "这样填，就没有人能办这件保密件了",
}
FIELD_NAMES = {
    "account": "账号", "password": "密码", "again": "再写一次", "login": "账号",
    "party_id": "走访谁", "party_name": "姓名或名称", "date": "走访日期", "occurred_on": "日期",
    "visit_type": "走访类型", "outcome": "结果", "note": "记一句", "next_contact": "下次联系",
    "verbatim": "群众原话", "category": "类别", "contact_name": "称呼", "contact_phone": "电话",
    "accused_units": "反映的单位", "accused_people": "反映的人", "source": "从哪里来",
    "external_id": "热线工单号",
    "contact_email": "邮箱", "photo": "照片", "caption": "说明",
    "result": "办理结果", "quantity": "数量", "quantity_unit": "单位", "measure": "措施", "due": "时限",
    "unit": "单位", "lead_unit": "主办单位", "support_units": "协办单位", "reviewer": "审核人",
    "kind": "性质", "field": "领域", "reason": "原因", "words": "进展", "text": "公开文本",
    "satisfaction": "满意度", "basis": "回访依据", "explanation": "说明", "solved": "解决没有",
    "responsible_position": "责任领导", "needs_conditions": "办法", "task": "措施", "number": "编号",
    "into_version": "那一件",
}  # fmt: skip


def say(code: str, params: dict[str, Any] | None = None) -> str:
    """The Chinese words for a code of the table; a code that is not there raises KeyError."""
    return SAYINGS[code].with_params(params or {})


def reason(code: str, params: dict[str, Any] | None = None) -> str:
    """Why something is not possible now, for any code: one the table does not know is answered in general."""
    saying = SAYINGS.get(code)
    return saying.with_params(params or {}) if saying else _UNKNOWN[Refused]


def explain(failure: Failure) -> tuple[int, str]:
    """HTTP status and words. A code the table does not know keeps the status of its kind."""
    saying = SAYINGS.get(failure.code)
    params = failure.params if isinstance(failure.params, dict) else {}
    if saying is not None:
        # A code may come as Refused or as Forbidden; a missing right is 403 whichever table it stands in.
        status = _BY_KIND[Forbidden] if isinstance(failure, Forbidden) else saying.status
        return int(status), saying.with_params(params)
    return int(_BY_KIND.get(type(failure), 422)), _UNKNOWN.get(
        type(failure), SAYINGS["invalid"].text
    )


def field_words(
    failure: Invalid,
    names: dict[str, str] | None = None,
    typed: Callable[[str], str] = lambda _path: "",
) -> dict[str, str]:
    """One sentence a field. A list of things (`problems`) gives paths: `problems.0.verbatim`. `typed` answers what
    was written at a path, so that the sentence can say how long it is."""
    known = {**FIELD_NAMES, **(names or {})}
    return {
        path: _field_word(path, codes, known, typed(path)) for path, codes in _flat(failure.params)
    }


def _length(code: str, typed: str) -> dict[str, Any]:
    """How long it is, where that is what is wrong with it."""
    if code == "phone_shape":
        digits = sum(each.isdigit() for each in typed)
        return {"length": digits} if typed and digits != PHONE_DIGITS else {}
    return {"length": f"{len(typed):,}"} if typed else {}


def _flat(fields: dict[str, Any], prefix: str = "") -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for name, codes in fields.items():
        if isinstance(codes, dict):
            found += _flat(codes, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", list(codes)))
    return found


def _field_word(path: str, codes: list[str], names: dict[str, str], typed: str) -> str:
    field, code = path.rsplit(".", 1)[-1], codes[0] if codes else "type"
    code = _FIELD_CODES.get((field, code), code)
    saying = SAYINGS.get(code)
    if saying is not None:
        return saying.with_params(_length(code, typed))
    return _SHAPES.get(code, _SHAPES["type"]).format(name=names.get(field, "这一项"))
