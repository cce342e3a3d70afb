"""Which action stands first in each state, and in which order the others follow."""

# Asked of somebody, it goes before everything else; the service offers it only while it waits.
_ANSWERS = ("grant_extension", "hold")
_HANDLING_STEPS = ("report_done", "complete_task", "plan_task", "report_progress")
# The next step of the work in each state: the first of them that is possible is the main button.
NEXT_STEPS: dict[str, tuple[str, ...]] = {
    "reported": ("reject", "assign", "triage"),
    "triaged": ("reject", "assign", "triage"),
    "returned": ("assign", "triage"),
    "assigned": ("hold", "plan_task", "sign_for"),
    "signed": ("hold", "plan_task", "report_done", "report_progress"),
    "in_progress": (*_ANSWERS, *_HANDLING_STEPS),
    "held": ("review_hold", "complete_task", "plan_task", "report_progress"),
    "reported_done": ("close", "record_callback"),
    "called_back": ("close", "order_rework"),
    "rejected": ("decide_objection",),
}
# Somebody waits for an answer: right after the main button.
WAITED_FOR = ("answer_supervision", "refuse_extension", "refuse_hold")
# What follows the next steps, the likeliest first; the first two of all stand open, the rest under 更多.
_EARLY = ("refer", "propose_reject", "answer_directly", "file", "merge", "supplement")
_SELDOM = ("correct", "mark_accused", "escalate", "designate_reviewer", "withdraw")
_LATER = (
    "resume",
    "report_progress",
    "plan_task",
    "return_back",
    "order_rework",
    "recheck",
    "reopen",
    "object_to_rejection",
    "unmerge",
    "supervise",
    "request_extension",
    "request_hold",
    "contact_person",
    "assign",
    "triage",
    "supplement",
    "pledge",
    "release_pledge",
)
_BEFORE_A_UNIT = ("reported", "triaged", "returned")


def then(state: str) -> tuple[str, ...]:
    """The order of what is not a next step: before a unit has it, where else it might belong comes first."""
    order = (*_EARLY, *_LATER) if state in _BEFORE_A_UNIT else (*_LATER, *_EARLY)
    return (*order, *_SELDOM)


# They stand beside what they are about, not among the steps of the work: texts, measures, notes.
TEXT_ACTIONS = ("propose_public_text", "approve_public_text")
BESIDE = (*TEXT_ACTIONS, "change_task", "cancel_task", "add_note")
