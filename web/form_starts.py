"""What a form starts with: what the service proposes, what is known already, and what the link has chosen."""

from typing import Any

Values = dict[str, Any]
# Proposed by the service from the category and the conditions: left open, so that a change of those counts.
# What a person may do or has done already is no answer to the question either.
_LEFT_OPEN = {
    "triage": ("limit_class",),
    "assign": ("limit_class",),
    "pledge": ("for_unit",),
    "mark_accused": ("accused_units", "accused_people"),
}
_OF_A_TASK = ("measure", "due", "unit", "quantity", "quantity_unit")


def start_values(command: str, issue: Values, proposed: Values, task_id: str | None) -> Values:
    """By the names of the request."""
    left_open = _LEFT_OPEN.get(command, ())
    start = {name: value for name, value in proposed.items() if name not in left_open}
    return start | known(command, issue, proposed, task_id)


def known(command: str, issue: Values, proposed: Values, task_id: str | None) -> Values:
    """What is as it is: a form that sends changes only does not send it again."""
    if command == "correct":
        return {**proposed, "occurred_on": issue["occurred_on"]}
    if command == "change_task":
        tasks = proposed.get("tasks", [])
        only = tasks[0]["id"] if len(tasks) == 1 else None
        return task_values(issue, task_id or only)
    return {}


def task_values(issue: Values, task_id: str | None) -> Values:
    task = next((each for each in issue["tasks"] if each["id"] == task_id), None)
    return {name: task[name] for name in _OF_A_TASK} if task else {}


def changes(request: Values, as_it_is: Values) -> Values:
    """The request without what is as it was; a quantity goes with its unit of measure."""
    changed = {k: v for k, v in request.items() if k not in as_it_is or as_it_is[k] != v}
    pair = ("quantity", "quantity_unit")
    if any(name in changed for name in pair):
        changed |= {name: request[name] for name in pair if name in request}
    return changed
