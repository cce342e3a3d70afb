"""The choices of a form that depend on the issue it is about: its tasks, its units, its texts."""

from dataclasses import replace
from typing import Any

from web import names, words
from web.form_fields import Choice, Field

TASK_TEXTS = ("public_measure", "public_result")


def filled_in(field: Field, command: str, issue: dict[str, Any]) -> Field:
    """The field with the choices it has on this page; other fields as they are."""
    if field.kind == "task":
        return replace(field, choices=open_tasks(issue))
    if field.kind == "part":
        choices = (
            pending_texts(issue) if command == "approve_public_text" else possible_texts(issue)
        )
        return replace(field, choices=choices)
    if field.kind == "unit" and command == "plan_task":
        return replace(field, choices=_named([issue["lead_unit"], *issue.get("support_units", [])]))
    if field.kind in ("unit", "units"):
        return replace(
            field, choices=_named(u["id"] for u in names.units().values() if not u.get("closed"))
        )
    return field


def open_tasks(issue: dict[str, Any]) -> tuple[Choice, ...]:
    tasks = [task for task in issue.get("tasks", []) if not task.get("completed_on")]
    return tuple(Choice(task["id"], measure_of(task), task["number"]) for task in tasks)


def measure_of(task: dict[str, Any]) -> str:
    return task.get("measure") or "（措施已删除）"


def possible_texts(issue: dict[str, Any]) -> tuple[Choice, ...]:
    """The problem's sentence, then measure and result of each task; the words they are made from stand beside."""
    choices = [_text("public_text", None, "问题", issue.get("verbatim"))]
    for task in issue.get("tasks", []):
        choices.append(_text("public_measure", task, f"措施 {task['number']}", task.get("measure")))
        if task.get("completed_on"):
            choices.append(
                _text("public_result", task, f"结果 {task['number']}", task.get("result"))
            )
    return tuple(choices)


def pending_texts(issue: dict[str, Any]) -> tuple[Choice, ...]:
    """The texts that wait for a second person."""
    texts = public_texts(issue)
    return tuple(
        replace(
            choice, label=texts[choice.value]["proposed"], note=f"{choice.label}：{choice.note}"
        )
        for choice in possible_texts(issue)
        if texts.get(choice.value, {}).get("proposed")
    )


def public_texts(issue: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """`{"public_text": {proposed, approved, proposed_by}, "public_measure:TASK": …}`."""
    public = issue.get("public") or {}
    found = {"public_text": public.get("public_text") or {}}
    for task in issue.get("tasks", []):
        for part in TASK_TEXTS:
            found[f"{part}:{task['id']}"] = (
                (task.get("public") or {}).get(part) or task.get(part) or {}
            )
    return found


def _text(part: str, task: dict[str, Any] | None, label: str, source: str | None) -> Choice:
    if task is None:
        return Choice(part, label, source or "", (("part", part),))
    return Choice(
        f"{part}:{task['id']}", label, source or "", (("part", part), ("task_id", task["id"]))
    )


def _named(units: Any) -> tuple[Choice, ...]:
    return tuple(Choice(unit, names.unit_name(unit)) for unit in units if unit)


def word_of(field: Field, typed: Any) -> str:
    """How an answer reads on a summary."""
    if field.kind == "category":
        return names.category_path(typed) if typed else "未填"
    if isinstance(typed, list):
        return "、".join(word_of(replace(field, kind="unit"), each) for each in typed) or "未填"
    if field.kind == "tick":
        return "是" if typed else "否"
    return words.word({choice.value: choice.label for choice in field.choices}, typed)
