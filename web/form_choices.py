"""The choices and hints of a form that depend on the issue it is about and on what `issues` proposes for it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from web import dates, names, words
from web.form_fields import Choice, Field
from web.settings import today

Proposed = dict[str, Any]


def filled_in(field: Field, command: str, issue: dict[str, Any], proposed: Proposed) -> Field:
    """The field as it stands on this page; other fields as they are."""
    if field.kind in ("unit", "units"):
        return replace(field, choices=_units(proposed.get("units")))
    if field.kind == "task":
        return replace(field, choices=_tasks(issue, proposed.get("tasks")))
    if field.kind == "person":
        return replace(field, choices=_people(proposed.get("reviewers", ())))
    if field.kind == "part":
        return replace(field, choices=_texts(command, issue, proposed))
    if field.name == "outcome" and "outcomes" in proposed:
        return replace(field, choices=_only(field.choices, proposed["outcomes"]))
    if field.name == "explanation" and proposed.get("outcomes") == ["unsolved"]:
        return replace(field, required=True, needed_with=None)
    if field.name == "contact" and proposed.get("third_try") is False:
        return replace(field, choices=tuple(c for c in field.choices if c.value != "three_tries"))
    if field.name == "quantity" and command == "complete_task":
        return _counted(field, issue, proposed)
    return replace(field, hint=_hint(field, proposed))


def possible_texts(issue: dict[str, Any]) -> tuple[Choice, ...]:
    """The problem's sentence, then measure and result of each task; the words they are made from stand beside."""
    choices = [_text("public_text", None, "问题", issue.get("verbatim"))]
    for task in issue["tasks"]:
        choices.append(_text("public_measure", task, f"措施 {task['number']}", task["measure"]))
        if task["completed_on"]:
            choices.append(_text("public_result", task, f"结果 {task['number']}", task["result"]))
    return tuple(choices)


def public_texts(issue: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """`{proposed, approved, proposed_by}` by the values of `possible_texts`."""
    found = {"public_text": issue["public"]["public_text"]}
    for task in issue["tasks"]:
        found |= {f"{part}:{task['id']}": text for part, text in task["public"].items()}
    return found


def may_be_approved(proposed: Proposed) -> set[str]:
    """The values of `possible_texts` that this person may approve."""
    return {
        f"{item['part']}:{item['task_id']}" if item["task_id"] else item["part"]
        for item in proposed.get("proposals", ())
    }


def word_of(field: Field, typed: Any) -> str:
    """How an answer reads on a summary."""
    if field.kind == "category":
        return names.category_path(typed) if typed else "未填"
    if isinstance(typed, list):
        return "、".join(word_of(replace(field, kind="unit"), each) for each in typed) or "未填"
    if field.kind == "tick":
        return "是" if typed else "否"
    return words.word({choice.value: choice.label for choice in field.choices}, typed)


def _units(offered: Iterable[str] | None) -> tuple[Choice, ...]:
    """Those the service offers, else every unit that is not closed."""
    every = (unit["id"] for unit in names.units().values() if not unit.get("closed"))
    return tuple(Choice(unit, names.unit_name(unit)) for unit in offered or every)


def _tasks(issue: dict[str, Any], offered: list[dict[str, Any]] | None) -> tuple[Choice, ...]:
    open_tasks = [task for task in issue["tasks"] if not task["completed_on"]]
    if offered is not None:
        ids = {task["id"] for task in offered}
        open_tasks = [task for task in open_tasks if task["id"] in ids]
    return tuple(
        Choice(task["id"], task["measure"] or "（措施已删除）", _plan(task)) for task in open_tasks
    )


def _counted(field: Field, issue: dict[str, Any], proposed: Proposed) -> Field:
    """How much was done has to be told where every open measure was planned with a quantity."""
    ids = {choice.value for choice in _tasks(issue, proposed.get("tasks"))}
    planned = [task["quantity"] is not None for task in issue["tasks"] if task["id"] in ids]
    return replace(field, required=True, hint="") if planned and all(planned) else field


def _plan(task: dict[str, Any]) -> str:
    if task["quantity"] is None:
        return task["number"]
    return f"{task['number']}，计划 {dates.quantity(task['quantity'], task['quantity_unit'])}"


def _people(ids: Iterable[str]) -> tuple[Choice, ...]:
    known = names.people(ids)
    return tuple(
        Choice(person["id"], f"{person['name']}，{names.unit_name(person['unit'])}")
        for person in known.values()
        if person["id"] in set(ids)
    )


def _texts(command: str, issue: dict[str, Any], proposed: Proposed) -> tuple[Choice, ...]:
    """To write: any of them. To approve: those that wait, under their proposed words."""
    if command != "approve_public_text":
        return possible_texts(issue)
    texts, mine = public_texts(issue), may_be_approved(proposed)
    return tuple(
        replace(
            choice,
            label=texts[choice.value]["proposed"] or "（已删除）",
            note=f"{choice.label}：{choice.note}",
        )
        for choice in possible_texts(issue)
        if choice.value in mine
    )


def _only(choices: tuple[Choice, ...], values: list[str]) -> tuple[Choice, ...]:
    return tuple(choice for choice in choices if choice.value in values)


def _hint(field: Field, proposed: Proposed) -> str:
    if field.name == "due" and proposed.get("dues"):
        named = (
            f"{LIMIT_NAMES[each]} {_day(day)}"
            for each, day in proposed["dues"].items()
            if each in LIMIT_NAMES
        )
        return "，".join(named)
    if field.name == "due" and proposed.get("current_due"):
        return f"空着就还是 {_day(proposed['current_due'])}"
    if field.name == "visited_on" and proposed.get("no_contact_after"):
        return f"没留联系方式的：到现场看过才填，{_day(proposed['no_contact_after'])}以后不看也行"
    return field.hint


LIMIT_NAMES = {"urgent": "紧急", "consultation": "咨询", "ordinary": "普通", "complex": "复杂"}


def _day(iso: str) -> str:
    return dates.short_day(dates.date.fromisoformat(iso), today())


def _text(part: str, task: dict[str, Any] | None, label: str, source: str | None) -> Choice:
    if task is None:
        return Choice(part, label, source or "", (("part", part),))
    sends = (("part", part), ("task_id", task["id"]))
    return Choice(f"{part}:{task['id']}", label, source or "", sends)
