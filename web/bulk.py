"""批量: what was ticked on a list, what is asked once for all of it, and what came of each.

A tick carries everything that the act needs of its issue, so that the pages work without script and ask nothing
twice: id, the version that was seen, the number to name it by, and what the issue has of its own.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from web.action_fields import (
    CATEGORY,
    DESIGNATED,
    DUE,
    LEAD_UNIT,
    LIMIT_CLASS,
    NOTE,
    RESPONSIBLE,
    SUPPORT_UNITS,
    WAY,
    optional,
)
from web.field_choices import units_of
from web.form_fields import Choice, Field
from web.refusals import because

MOST = 50
# What an issue has of its own, beside its version, when it is acted on with others.
OWN: dict[str, tuple[str, ...]] = {
    "assign": ("category",),
    "triage": (),
    "close": ("outcome",),
    "approve_public_text": ("part", "task_id"),
}
ITS_ANSWER = "as_answered"
NO_CALL = "solved"  # the outcome of what nobody was asked about, on this form alone
OUTCOME = Field(
    "outcome",
    "办理结论",
    "picks",
    "不能比群众说的更好；说“未解决”的不能成批销，要逐件写明为什么",
    choices=(
        Choice(ITS_ANSWER, "照他的回答，不用回访的按解决"),
        Choice("partly_solved", "都按部分解决"),
    ),
)


@dataclass(frozen=True)
class BulkForm:
    """`after` is the consequence in one sentence; a form without fields asks only whether it is meant."""

    command: str
    title: str
    verb: str
    done: str
    fields: tuple[Field, ...]
    after: str
    back: str


FORMS = {
    form.command: form
    for form in (
        BulkForm(
            "assign",
            "成批交办",
            "交办",
            "交办了",
            (
                LEAD_UNIT,
                SUPPORT_UNITS,
                RESPONSIBLE,
                replace(WAY, required=False),
                LIMIT_CLASS,
                optional(DUE, "空着就按各件的类别算"),
                DESIGNATED,
                NOTE,
            ),
            "各件的类别不变。主办单位马上收到，从明天起算签收时限。",
            "/issues",
        ),
        BulkForm(
            "triage",
            "成批研判",
            "只研判，不交办",
            "研判了",
            (CATEGORY, replace(WAY, required=False), LIMIT_CLASS, NOTE),
            "研判以后待交办。",
            "/issues",
        ),
        BulkForm(
            "close",
            "成批销号",
            "销号",
            "销号了",
            (OUTCOME,),
            "销号以后这些件结束，进效果清单，不能再改；群众不认可的可以要求重开。",
            "/reviews",
        ),
        BulkForm(
            "approve_public_text",
            "成批审查公开文本",
            "审查通过",
            "通过了",
            (),
            "通过以后，清单和公开页显示这几句。",
            "/reviews?of=texts",
        ),
    )
}


@dataclass(frozen=True)
class Pick:
    """One tick. `said` is shown beside the number: a text that is approved, an answer that was given."""

    id: str
    number: str
    said: str
    own: dict[str, Any]


def value_of(issue: dict[str, Any], said: str = "", **own: Any) -> str:
    """What the tick of an issue sends."""
    known = {name: value for name, value in own.items() if value is not None}
    fields = {"expected_version": issue["version"], **known}
    return json.dumps([issue["id"], issue["number"], said, fields], ensure_ascii=False)


def picks(values: Iterable[str]) -> list[Pick]:
    """The ticks that were sent, each once; what is no tick of ours is left out."""
    return [pick for pick in map(_read, dict.fromkeys(values)) if pick is not None]


def _read(value: str) -> Pick | None:
    try:
        issue_id, number, said, own = json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return None
    if not all(isinstance(each, str) for each in (issue_id, number, said)):
        return None
    if not isinstance(own, dict):
        return None
    return Pick(issue_id, number, said, own)


def fields_of(form: BulkForm) -> list[Field]:
    """With the units to choose from."""
    return [
        replace(each, choices=units_of(form.command, {}, {}))
        if each.kind in ("unit", "units")
        else each
        for each in form.fields
    ]


def items_of(form: BulkForm, ticked: list[Pick], outcome: str) -> list[dict[str, Any]]:
    """The items of the service's request. An outcome is the answer that was given, or the same for all."""
    items = [{"id": pick.id, **_own(form.command, pick)} for pick in ticked]
    if form.command != "close":
        return items
    same = {} if outcome == ITS_ANSWER else {"outcome": outcome}
    return [{"outcome": NO_CALL, **item, **same} for item in items]


def _own(command: str, pick: Pick) -> dict[str, Any]:
    wanted = ("expected_version", *OWN[command])
    return {name: pick.own[name] for name in wanted if name in pick.own}


def result_words(form: BulkForm, answer: dict[str, Any]) -> str:
    """One line: what was done, or why not."""
    if "code" not in answer:
        return form.done
    return because(answer["code"], answer["params"])
