"""轮到谁: the card with what this person may do now, ordered for a thumb; which actions there are, `issues` says."""

from dataclasses import dataclass, field
from typing import Any

from web import names, not_mine, session, words
from web.action_forms import (
    BESIDE,
    NEXT_STEPS,
    TEXT_ACTIONS,
    WAITED_FOR,
    ActionForm,
    form_of,
    then,
    worded,
)
from web.refusals import because

MOST_OTHERS = 2
CONFIDENTIAL_STEP = "转法定渠道，或者交办"  # of what the office must not see
# With the last task an issue is reported done as well; what is barred is to do it past a task.
BARRED_NAMES = {"report_done": "直接报结"}
# There is nothing to act upon: the action is absent, and no reason is needed.
NOTHING_THERE = frozenset(
    {
        "no_request",
        "no_proposal",
        "no_objection",
        "no_open_order",
        "not_pledged",
        "pledged_already",
        "pledge_too_late",
        "only_praise_or_suggestion",
        "only_consultation_or_suggestion",
    }
)
QUIET = frozenset(
    {
        ("change_task", "task_completed"),
        ("cancel_task", "task_completed"),
    }
)


@dataclass(frozen=True)
class Action:
    """One allowed action: its words, its page, what the service proposes for its fields."""

    form: ActionForm
    address: str
    defaults: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Barred:
    """An action that only a rule stands in the way of, and that rule in one line."""

    command: str
    name: str
    because: str


@dataclass(frozen=True)
class Turn:
    main: Action | None
    others: list[Action]
    more: list[Action]
    barred: list[Barred]
    beside: dict[str, Action]
    barred_texts: list[Barred]

    @property
    def commands(self) -> set[str]:
        """What may be done now, wherever it stands."""
        stands = [*([self.main] if self.main else []), *self.others, *self.more]
        return {action.form.command for action in stands} | set(self.beside)

    @property
    def has_actions(self) -> bool:
        return bool(self.main or self.others or self.more)


def turn(issue: dict[str, Any], allowed: list[dict[str, Any]]) -> Turn:
    """Every answer of `issues.allowed` stands in exactly one place, save what has nothing to act upon; nothing is
    added but why somebody else has to do it."""
    possible = [item for item in allowed if item["enabled"]]
    work = {item["command"]: _action(issue, item) for item in possible}
    beside = {name: work.pop(name) for name in BESIDE if name in work}
    steps = NEXT_STEPS.get(issue["state"], ())
    if "confidential" in issue["marks"]:
        steps = ("refer", *steps)
    main = next((work.pop(name) for name in steps if name in work), None)
    order = (*WAITED_FOR, *steps, *then(issue["state"]))
    rest = sorted(work.values(), key=lambda action: _place(action.form.command, order))
    finishes = any(item["fields"].get("report_done") for item in possible)
    barred = [
        _barred(issue, item)
        for item in allowed
        if not item["enabled"]
        and not says_nothing(item)
        and not (finishes and _is_past_tasks(item))
    ]
    return Turn(
        main,
        rest[:MOST_OTHERS],
        rest[MOST_OTHERS:],
        [*_for_others(issue), *(each for each in barred if each.command not in TEXT_ACTIONS)],
        beside,
        [each for each in barred if each.command in TEXT_ACTIONS],
    )


def heading(issue: dict[str, Any]) -> str:
    """`轮到本单位：报结`; for an issue that is over, what came of it."""
    whose = issue.get("whose_turn")
    if not whose:
        return words.state_word(issue["state"], issue.get("outcome"))
    unit = whose.get("unit")
    who = words.word(words.ROLES, whose.get("role"))
    if whose.get("verb") in ("triage", "assign") and "confidential" in issue["marks"]:
        return f"轮到{words.ROLES['confidential_handler']}：{CONFIDENTIAL_STEP}"
    if whose.get("role") in ("handler", "unit_head") and unit:
        who = "本单位" if unit in not_mine.my_units() else names.unit_name(unit)
    return f"轮到{who}：{_verb(issue, whose.get('verb'))}"


def _verb(issue: dict[str, Any], verb: str | None) -> str:
    if verb == "plan_task":
        return worded(verb, issue["state"]).title
    return words.word(words.TURNS, verb)


def _is_past_tasks(item: dict[str, Any]) -> bool:
    """To report done past the open tasks: no news to whoever may complete the last one and report in one go."""
    return (item["command"], item["code"]) == ("report_done", "open_tasks")


def says_nothing(item: dict[str, Any]) -> bool:
    """Whether it is barred for want of anything to do it to."""
    return item["code"] in NOTHING_THERE or (item["command"], item["code"]) in QUIET


def next_step(item: dict[str, Any], me: session.SignedIn) -> str:
    """What this person would do with an issue. Who was helped on the spot or only asked a question need not be
    called back: a reviewer closes it."""
    marks = [mark if isinstance(mark, str) else mark["mark"] for mark in item["marks"]]
    needs_no_call = "on_spot" in marks or item["kind"] == "consultation"
    again = not {"rework", "reopened"}.isdisjoint(marks)
    if item["state"] == "reported_done" and needs_no_call and not again:
        return words.NEXT_STEPS["called_back" if me.holds("reviewer") else "reported_done"]
    return words.word(words.NEXT_STEPS, item["state"], "看")


def _barred(issue: dict[str, Any], item: dict[str, Any]) -> Barred:
    command = item["command"]
    name = BARRED_NAMES.get(command, worded(command, issue["state"]).title)
    return Barred(command, name, because(item["code"], item["params"]))


def _action(issue: dict[str, Any], item: dict[str, Any]) -> Action:
    command = item["command"]
    address = f"/issues/{issue['id']}/{command}"
    defaults = item["fields"]
    return Action(form_of(command, issue["state"], defaults), address, defaults)


def _place(command: str, order: tuple[str, ...]) -> int:
    return order.index(command) if command in order else len(order)


def _for_others(issue: dict[str, Any]) -> list[Barred]:
    """Whoever proposed not to take it sees that another person has to agree."""
    if not not_mine.proposed_rejection(issue):
        return []
    return [Barred("reject", worded("reject", issue["state"]).title, because("second_person", {}))]
