"""What a form tells before it asks: what was requested and why, until when, in lines of a name and words."""

from collections.abc import Callable
from typing import Any

from web import dates, names, words
from web.field_choices import shown_day
from web.settings import today, zone

Line = tuple[str, str]
Values = dict[str, Any]
FORGOTTEN = "（已删除）"


def told(command: str, issue: Values, proposed: Values) -> list[Line]:
    """In the order in which they are read; none for most forms."""
    tell = _TELLS.get(command)
    return tell(issue, proposed) if tell else []


def _extension(issue: Values, proposed: Values) -> list[Line]:
    asked = issue["extension"]
    if asked is None:
        return []
    return [
        ("谁申请的", _who(asked)),
        ("要延", f"{asked['days']} 个工作日"),
        ("为什么", asked["reason"] or FORGOTTEN),
        ("现在的时限", shown_day(proposed["due"]) if proposed.get("due") else "未填"),
        ("同意以后", f"到 {shown_day(proposed['new_due'])}" if proposed.get("new_due") else "未填"),
    ]


def _due_now(_issue: Values, proposed: Values) -> list[Line]:
    most = f"最多 {proposed['max_days']} 个工作日" if proposed.get("max_days") else "未填"
    due = shown_day(proposed["due"]) if proposed.get("due") else "未填"
    return [("现在的时限", due), ("能延多久", most)]


def _hold(issue: Values, _proposed: Values) -> list[Line]:
    asked = issue["hold"]
    if asked is None:
        return []
    lines = [
        ("谁申请的", _who(asked)),
        ("缺什么", asked["missing_condition"] or FORGOTTEN),
        ("打算", asked["plan"] or FORGOTTEN),
        ("责任领导", words.word(words.POSITIONS, asked["responsible_position"])),
        ("复核", shown_day(asked["review_by"])),
    ]
    if asked["held_at"]:
        lines.append(
            ("挂账", f"从 {shown_day(asked['held_at'])}，复核过 {len(asked['reviews'])} 次")
        )
    return lines


def _resume(issue: Values, proposed: Values) -> list[Line]:
    left = proposed.get("days_left")
    kept = f"还剩 {left} 个工作日" if left else "没有了，给 3 个工作日"
    new = [("恢复以后", f"到 {shown_day(proposed['new_due'])}")] if proposed.get("new_due") else []
    return [*_hold(issue, proposed)[1:3], ("剩下的时限", kept), *new]


def _rejection(issue: Values, _proposed: Values) -> list[Line]:
    found = issue["rejection"]
    if found is None:
        return []
    lines = [("谁提出的", _who(found)), ("原因", found["reason"] or FORGOTTEN)]
    if found["objection"]:
        lines.append(("他的异议", found["objection"]["words"] or FORGOTTEN))
    return lines


def _merged(issue: Values, proposed: Values) -> list[Line]:
    into = issue["merged_into"]
    state = words.word(words.STATES, proposed.get("state"))
    return [("并入了", into["number"] if into else "未填"), ("拆开以后", state)]


def _closing(issue: Values, _proposed: Values) -> list[Line]:
    return [
        ("销号结论", words.word(words.OUTCOMES, issue["outcome"])),
        *([("说明", issue["explanation"])] if issue["explanation"] else []),
    ]


def _rechecked(issue: Values, proposed: Values) -> list[Line]:
    begins = proposed.get("from")
    when = [("什么时候看", f"{shown_day(begins)} 以后")] if begins else []
    return [*_closing(issue, proposed), *when]


def _pledge(issue: Values, _proposed: Values) -> list[Line]:
    return [("谁领办的", holder_name(issue["pledge"]))] if issue["pledge"] else []


def _accused(issue: Values, _proposed: Values) -> list[Line]:
    """Whom it is about already."""
    units = [names.unit_name(unit) for unit in issue["accused_units"]]
    known = names.people(issue["accused_people"])
    people = [known.get(each, {}).get("name") or FORGOTTEN for each in issue["accused_people"]]
    return [("已经记的", "、".join([*units, *people]))] if units or people else []


def holder_name(pledge: Values) -> str:
    """`区城建办，张三`; the unit alone where it took it on as such."""
    unit = names.unit_name(pledge["unit"])
    if not pledge["holder"]:
        return unit
    person = names.people([pledge["holder"]]).get(pledge["holder"], {})
    return f"{unit} {person.get('name') or FORGOTTEN}"


def _who(entry: Values) -> str:
    person = names.people([entry["by"]]).get(entry["by"], {})
    unit = names.unit_name(entry["by_unit"]) if entry["by_unit"] else ""
    moment = dates.moment(entry["at"], today(), zone())
    return f"{unit} {person.get('name') or ''}，{moment}".strip()


_TELLS: dict[str, Callable[[Values, Values], list[Line]]] = {
    "request_extension": _due_now,
    "grant_extension": _extension,
    "refuse_extension": _extension,
    "hold": _hold,
    "refuse_hold": _hold,
    "review_hold": _hold,
    "resume": _resume,
    "reject": _rejection,
    "object_to_rejection": _rejection,
    "decide_objection": _rejection,
    "unmerge": _merged,
    "recheck": _rechecked,
    "reopen": _closing,
    "release_pledge": _pledge,
    "mark_accused": _accused,
}
