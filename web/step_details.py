"""经过: what the title of a step says beside its name: to whom, until when, how much, with which answer."""

from collections.abc import Callable
from typing import Any

from web import dates, names, words
from web.settings import today, zone

Fields = dict[str, Any]


def detail(kind: str, fields: Fields) -> str:
    """`给区供电所，12月1日前`; empty for a step whose name says it all."""
    return _DETAILS.get(kind, lambda _fields: "")(fields)


def _day(value: str) -> str:
    return dates.short_day(dates.as_day(value, zone()), today())


def _until(fields: Fields) -> str:
    return f"，{_day(fields['due'])}前" if fields.get("due") else ""


def _reported(fields: Fields) -> str:
    return "：有危险，要马上处理" if fields.get("danger") else ""


def _supplemented(fields: Fields) -> str:
    if fields.get("adds_reporter"):
        return "：又有人反映同一件事"
    return "：反映人自己补的" if fields.get("reporter_id") else ""


def _corrected(fields: Fields) -> str:
    danger = {True: "有危险", False: "没有危险"}.get(fields.get("danger"))  # type: ignore[arg-type]
    day = fields.get("occurred_on")
    parts = [
        words.word(words.KINDS, fields.get("kind"), ""),
        names.category_name(fields["category"]) if fields.get("category") else "",
        words.word(words.FIELDS, fields.get("field"), ""),
        names.unit_name(fields["unit_id"]) if fields.get("unit_id") else "",
        f"{_day(day)}反映" if day else "",
        danger or "",
    ]
    return "为" + "，".join(part for part in parts if part)


def _triaged(fields: Fields) -> str:
    way = {True: "创造条件办", False: "马上办"}.get(fields.get("needs_conditions"))  # type: ignore[arg-type]
    parts = [names.category_name(fields["category"])] if fields.get("category") else []
    return "：" + "，".join([*parts, way] if way else parts) if parts or way else ""


def _assigned(fields: Fields) -> str:
    also = "、".join(names.unit_name(unit) for unit in fields.get("support_unit_ids") or ())
    designated = "，指定交办" if fields.get("designated") else ""
    support = f"，{also}协办" if also else ""
    return f"给{names.unit_name(fields['lead_unit_id'])}{support}{_until(fields)}{designated}"


def _referred(fields: Fields) -> str:
    return f"到{words.word(words.CHANNELS, fields.get('channel'))}"


def _decided(fields: Fields) -> str:
    return "：成立，重新受理" if fields.get("granted") else "：维持不予受理"


def _merged(fields: Fields) -> str:
    return f" {fields.get('into_number')}"


def _absorbed(fields: Fields) -> str:
    return f" {fields.get('absorbed_number')}"


def _unmerged(fields: Fields) -> str:
    return f"，回到{words.word(words.STATES, fields.get('state'))}"


def _withdrawn(fields: Fields) -> str:
    who = "：反映人自己撤回" if fields.get("by_reporter") else "：按反映人的意思"
    return who if fields.get("is_last", True) else f"{who}，还有别人反映，接着办"


def _contacted(fields: Fields) -> str:
    day = fields.get("contacted_on")
    return f"，{_day(day)}联系了反映人" if day else ""


def _quantity(fields: Fields) -> str:
    if fields.get("quantity") is None:
        return ""
    return f"，{dates.quantity(fields['quantity'], fields.get('quantity_unit'))}"


def _task_changed(fields: Fields) -> str:
    unit = f"，改由{names.unit_name(fields['unit_id'])}做" if fields.get("unit_id") else ""
    return f"{unit}{_quantity(fields)}{_until(fields)}"


def _task_cancelled(fields: Fields) -> str:
    return "：移到并入的那一件" if fields.get("moved_to") else ""


def _completed(fields: Fields) -> str:
    chosen = "，抽中回访" if fields.get("chosen_for_callback") else ""
    claimed = words.word(words.OUTCOMES, fields.get("claimed"))
    return f"为{claimed}{_contacted(fields)}{chosen}"


def _extension(fields: Fields) -> str:
    return f" {fields['days']} 个工作日" if fields.get("days") else ""


def _extended(fields: Fields) -> str:
    return f"到 {_day(fields['due'])}"


def _review(fields: Fields) -> str:
    return f"，{_day(fields['review_by'])}复核" if fields.get("review_by") else ""


def _hold_requested(fields: Fields) -> str:
    position = words.word(words.POSITIONS, fields.get("responsible_position"), "")
    return f"{_review(fields)}{'，责任领导：' + position if position else ''}"


def _called_back(fields: Fields) -> str:
    if not fields.get("reached"):
        basis = fields.get("basis")
        return f"：{words.word(words.BASES, basis)}" if basis else "：没联系上"
    return f"：{_answers(fields)}"


def _answers(fields: Fields) -> str:
    solved = words.word(words.OUTCOMES, fields.get("solved"), "没说解决没有")
    return f"{solved}，{words.word(words.SATISFACTION, fields.get('satisfaction'), '未评价')}"


def _rechecked(fields: Fields) -> str:
    return "：还是解决的" if fields.get("still_solved") else "：又反弹了"


def _reopened(fields: Fields) -> str:
    return f"：{words.word(words.REOPENED_BECAUSE, fields.get('cause'))}"


def _escalated(fields: Fields) -> str:
    level = words.word(words.LEVELS, str(fields.get("level")))
    limit = words.word(words.LIMITS, fields.get("limit"), "")
    by_hand = fields.get("cause") == "by_hand"
    return f"：{level}" + ("" if by_hand or not limit else f"（{limit}时限）")


def _ordered(fields: Fields) -> str:
    day = fields.get("answer_by")
    return f"，{_day(day)}前答复" if day else ""


def _pledged(fields: Fields) -> str:
    return "" if fields.get("holder_id") else f"：{names.unit_name(fields['holder_unit_id'])}"


def _reviewer(fields: Fields) -> str:
    person = fields.get("reviewer_id")
    known = names.people([person]) if person else {}
    return f"：{known[person]['name'] or '（姓名已删除）'}" if person in known else ""


def _part(fields: Fields) -> str:
    return f"：{words.word(words.PUBLIC_PARTS, fields.get('part'))}"


_DETAILS: dict[str, Callable[[Fields], str]] = {
    "IssueReported": _reported,
    "IssueSupplemented": _supplemented,
    "IssueCorrected": _corrected,
    "IssueTriaged": _triaged,
    "IssueReferred": _referred,
    "ObjectionDecided": _decided,
    "IssueMerged": _merged,
    "IssueAbsorbed": _absorbed,
    "IssueUnmerged": _unmerged,
    "IssueWithdrawn": _withdrawn,
    "IssueAssigned": _assigned,
    "ReviewerDesignated": _reviewer,
    "IssueSignedFor": _contacted,
    "TaskPlanned": lambda fields: f"{_quantity(fields)}{_until(fields)}",
    "TaskChanged": _task_changed,
    "TaskCancelled": _task_cancelled,
    "ProgressReported": _quantity,
    "TaskCompleted": _quantity,
    "CompletionReported": _completed,
    "ExtensionRequested": _extension,
    "ExtensionGranted": _extended,
    "HoldRequested": _hold_requested,
    "IssueHeld": _review,
    "HoldReviewed": _review,
    "IssueResumed": _until,
    "DeadlineRecomputed": _until,
    "CallbackRecorded": _called_back,
    "ReworkOrdered": _until,
    "IssueClosed": lambda fields: f"：{words.word(words.OUTCOMES, fields.get('outcome'))}",
    "RecheckRecorded": _rechecked,
    "IssueReopened": _reopened,
    "OutcomeRated": lambda fields: f"：{_answers(fields)}",
    "IssueEscalated": _escalated,
    "SupervisionOrdered": _ordered,
    "IssuePledged": _pledged,
    "PublicTextProposed": _part,
    "PublicTextApproved": _part,
}
