"""The choices of a field that is looked up: units, tasks, people, orders, days, by its kind."""

from collections.abc import Callable, Iterable
from typing import Any

from web import dates, names, public_parts, session, words
from web.form_fields import Choice
from web.settings import today, zone

Proposed = dict[str, Any]
Choices = tuple[Choice, ...]
Choose = Callable[[str, dict[str, Any], Proposed], Choices]


def shown_day(value: str) -> str:
    """An ISO day or instant as a screen writes it; what is none stays as it was typed."""
    try:
        return dates.short_day(dates.as_day(value, zone()), today())
    except ValueError:
        return value


def units_of(command: str, issue: dict[str, Any], proposed: Proposed) -> Choices:
    """Those the service offers, else every unit that is not closed; nobody is offered to the accused."""
    offered = proposed.get("units")
    every = [unit["id"] for unit in names.units().values() if not unit.get("closed")]
    barred = {*proposed.get("accused", ())}
    if command == "mark_accused":
        barred = {*issue["accused_units"]}
    wanted = [unit for unit in offered or every if unit not in barred]
    return tuple(Choice(unit, names.unit_name(unit)) for unit in wanted)


def open_tasks(_command: str, issue: dict[str, Any], proposed: Proposed) -> Choices:
    offered = proposed.get("tasks")
    found = [t for t in issue["tasks"] if not t["completed_on"] and not t["cancelled"]]
    if offered is not None:
        ids = {task["id"] for task in offered}
        found = [task for task in found if task["id"] in ids]
    return tuple(
        Choice(task["id"], task["measure"] or "（措施已删除）", _plan(task)) for task in found
    )


def _plan(task: dict[str, Any]) -> str:
    if task["quantity"] is None:
        return task["number"]
    return f"{task['number']}，计划 {dates.quantity(task['quantity'], task['quantity_unit'])}"


def _reviewers(_command: str, _issue: dict[str, Any], proposed: Proposed) -> Choices:
    return _people(proposed.get("reviewers", ()))


def _people(ids: Iterable[str]) -> Choices:
    wanted = set(ids)
    known = names.people(wanted)
    return tuple(
        Choice(person["id"], f"{person['name']}，{names.unit_name(person['unit'])}")
        for person in known.values()
        if person["id"] in wanted
    )


def staff_of(unit: str, ticked: Iterable[str]) -> Choices:
    """Those of one unit, after those who were ticked before."""
    before = _people(each for each in ticked if each)
    if unit not in names.units():
        return before
    found = session.call("campaign", "people_of_unit", {"unit": unit})["items"]
    known = {choice.value for choice in before}
    listed = (
        Choice(each["id"], f"{each['name']}，{names.unit_name(each['unit'])}") for each in found
    )
    return (*before, *(choice for choice in listed if choice.value not in known))


def _reporters(_command: str, issue: dict[str, Any], _proposed: Proposed) -> Choices:
    several = len(issue["reporters"]) > 1
    return tuple(
        Choice(
            each["id"],
            each["name"] or (f"没留姓名（第 {n} 个反映人）" if several else "反映人，没留姓名"),
            each["phone"] or "",
        )
        for n, each in enumerate(issue["reporters"], 1)
    )


def _orders(_command: str, issue: dict[str, Any], _proposed: Proposed) -> Choices:
    """Those that wait for an answer, the oldest first."""
    waiting = [order for order in reversed(issue["orders"]) if order["answer"] is None]
    return tuple(Choice(each["id"], order_name(each), _order(each)) for each in waiting)


def _order(order: dict[str, Any]) -> str:
    until = f"（{shown_day(order['answer_by'])}前答复）" if order["answer_by"] else ""
    return f"{order['text'] or ''}{until}"


def order_name(order: dict[str, Any]) -> str:
    """`红牌 督办单，11月20日`."""
    level = words.word(words.LEVELS, str(order["level"])) if order["level"] else "督办单"
    return f"{level}，{shown_day(order['at'])}"


def _days(_command: str, _issue: dict[str, Any], proposed: Proposed) -> Choices:
    """`3 个工作日，到12月2日`: the day is counted by the service."""
    return tuple(
        Choice(str(n), f"{n} 个工作日，到{shown_day(day)}")
        for n, day in enumerate(proposed.get("new_dues", ()), 1)
        if day
    )


CHOICES: dict[str, Choose] = {
    "unit": units_of,
    "units": units_of,
    "task": open_tasks,
    "person": _reviewers,
    "reporter": _reporters,
    "order": _orders,
    "days": _days,
    "part": public_parts.texts_to_choose,
}
