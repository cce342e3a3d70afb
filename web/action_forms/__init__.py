"""One table: each action on an issue, what it asks and in which words. The rules behind it are the services'.

form = ACTIONS["report_done"]
form.verb       # what the button says
form.fields     # what it asks, in order
form.confirm    # shown as a summary with its consequence before it is done
"""

from dataclasses import replace
from typing import Any

from web.action_forms import aside, ends, intake, outcome, oversight, publication, time, work
from web.action_forms.form import ActionForm
from web.action_forms.order import BESIDE, NEXT_STEPS, TEXT_ACTIONS, WAITED_FOR, then
from web.action_forms.work import LAST_TASK, TASKS_ARE_DONE, VARIANTS

__all__ = [
    "ACTIONS",
    "BESIDE",
    "FORMS",
    "NEXT_STEPS",
    "TEXT_ACTIONS",
    "WAITED_FOR",
    "ActionForm",
    "form_of",
    "then",
    "worded",
]

ACTIONS: dict[str, ActionForm] = {
    form.command: form
    for group in (intake, ends, work, time, outcome, oversight, publication, aside)
    for form in group.FORMS
}
FORMS: dict[str, ActionForm] = {**ACTIONS, **{form.name: form for form in VARIANTS}}

# The same command under the name it has at that moment: (title, verb).
_BEFORE_ASSIGNED = ("reported", "triaged", "returned")
_LATER_WORDS = {
    "assign": ("改派", "改派"),
    "plan_task": ("加一项措施", "加这项措施"),
    "triage": ("重新研判", "重新研判"),
}
_SIGNED_WORDS = {"plan_task": ("写措施", "写措施")}  # it was taken already
_FIRST_STATES = {
    "assign": _BEFORE_ASSIGNED,
    "plan_task": ("assigned", "signed"),
    "triage": ("reported",),
}


def form_of(command: str, state: str, proposed: dict[str, Any]) -> ActionForm:
    """The form that fits what the service proposes for this command now."""
    if proposed.get("report_done"):
        return LAST_TASK
    if proposed.get("needs_measure") is False:
        return TASKS_ARE_DONE
    return worded(command, state)


def worded(command: str, state: str) -> ActionForm:
    """The form of a command, called what it is called while the issue is in this state."""
    form = FORMS[command]
    if state == "signed" and command in _SIGNED_WORDS:
        title, verb = _SIGNED_WORDS[command]
        return replace(form, title=title, verb=verb, intro="")
    if command not in _LATER_WORDS or state in _FIRST_STATES[command]:
        return form
    title, verb = _LATER_WORDS[command]
    return replace(form, title=title, verb=verb, intro="", after="")
