"""The choices and hints of a form that depend on the issue it is about and on what `issues` proposes for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from web import merge_target, names, words
from web.field_choices import CHOICES, open_tasks, shown_day, staff_of, units_of
from web.form_fields import Field

Proposed = dict[str, Any]
LIMIT_NAMES = {"urgent": "紧急", "consultation": "咨询", "ordinary": "普通", "complex": "复杂"}


def is_asked(field: Field, command: str, proposed: Proposed) -> bool:
    """What becomes of open tasks is asked only where there are any."""
    return (command, field.name) != ("merge", "open_tasks") or bool(proposed.get("tasks"))


def filled_in(field: Field, command: str, issue: dict[str, Any], proposed: Proposed) -> Field:
    """The field as it stands on this page; other fields as they are."""
    choose = CHOICES.get(field.kind)
    if choose:
        field = replace(field, choices=choose(command, issue, proposed))
    if field.kind == "people":
        return replace(field, places=units_of(command, issue, proposed))
    change = _CHANGES.get((command, field.name))
    if change:
        return change(field, issue, proposed)
    return replace(field, hint=_hint(field, proposed))


def searched(field: Field, issue: dict[str, Any], search: str, chosen: Any) -> Field:
    """A field whose choices are looked for: another issue, or people of a unit."""
    if field.kind == "target":
        return replace(field, choices=merge_target.candidates(issue, search, str(chosen)))
    if field.kind == "people":
        return replace(field, choices=staff_of(search, chosen))
    return field


def word_of(field: Field, typed: Any) -> str:
    """How an answer reads on a summary."""
    if field.kind == "category":
        return names.category_path(typed) if typed else "未填"
    if isinstance(typed, list):
        return "、".join(word_of(replace(field, kind="unit"), each) for each in typed) or "未填"
    if field.kind == "tick":
        return "是" if typed else "否"
    if field.kind == "day" and typed:
        return shown_day(typed)
    return words.word({choice.value: choice.label for choice in field.choices}, typed)


def _outcomes(field: Field, _issue: dict[str, Any], proposed: Proposed) -> Field:
    possible = proposed.get("outcomes", [choice.value for choice in field.choices])
    return replace(field, choices=tuple(c for c in field.choices if c.value in possible))


def _explanation(field: Field, _issue: dict[str, Any], proposed: Proposed) -> Field:
    if proposed.get("outcomes") == ["unsolved"]:
        return replace(field, required=True, needed_with=None)
    return field


def _contact(field: Field, _issue: dict[str, Any], proposed: Proposed) -> Field:
    if proposed.get("third_try") is False:
        return replace(field, choices=tuple(c for c in field.choices if c.value != "three_tries"))
    return field


def _counted(field: Field, issue: dict[str, Any], proposed: Proposed) -> Field:
    """How much was done has to be told where every open measure was planned with a quantity."""
    ids = {choice.value for choice in open_tasks("", issue, proposed)}
    planned = [task["quantity"] is not None for task in issue["tasks"] if task["id"] in ids]
    return replace(field, required=True, hint="") if planned and all(planned) else field


def _holder(field: Field, _issue: dict[str, Any], proposed: Proposed) -> Field:
    """Themselves by their position, the unit that they head, or both to choose from."""
    may = {"no": proposed.get("for_self"), "yes": proposed.get("for_unit")}
    possible = tuple(choice for choice in field.choices if may[choice.value])
    return replace(field, choices=possible, kind="picks" if len(possible) == 1 else field.kind)


def _lead_unit(field: Field, _issue: dict[str, Any], proposed: Proposed) -> Field:
    barred = "、".join(names.unit_name(unit) for unit in proposed.get("accused", ()))
    back = "、".join(names.unit_name(unit) for unit in proposed.get("returned", ()))
    said = [f"{barred}是被反映的单位，不能派"] if barred else []
    said += [f"{back}退回过"] if back else []
    return replace(field, hint="。".join(said))


_CHANGES: dict[tuple[str, str], Callable[[Field, dict[str, Any], Proposed], Field]] = {
    ("close", "outcome"): _outcomes,
    ("close", "explanation"): _explanation,
    ("record_callback", "contact"): _contact,
    ("complete_task", "quantity"): _counted,
    ("pledge", "for_unit"): _holder,
    ("assign", "lead_unit"): _lead_unit,
}


def _hint(field: Field, proposed: Proposed) -> str:
    if field.name == "due" and proposed.get("dues"):
        named = (
            f"{LIMIT_NAMES[each]} {shown_day(day)}"
            for each, day in proposed["dues"].items()
            if each in LIMIT_NAMES
        )
        return "，".join(named)
    if field.name == "due" and proposed.get("current_due"):
        return f"空着就还是 {shown_day(proposed['current_due'])}"
    if field.name == "review_by" and proposed.get("latest"):
        return f"最晚 {shown_day(proposed['latest'])}"
    if field.name == "visited_on" and proposed.get("no_contact_after"):
        day = shown_day(proposed["no_contact_after"])
        return f"没留联系方式的：到现场看过才填，{day}以后不看也行"
    return field.hint
