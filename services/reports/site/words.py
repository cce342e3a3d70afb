"""What a code is called on the public pages: as in the editions' own files, and as the screens of staff call it."""

from services.reports.editions.v1 import words as v1

STATES, OUTCOMES, FIELDS, SOURCES = v1.STATES, v1.OUTCOMES, v1.FIELDS, v1.SOURCES
POSITIONS, PROGRESS, SATISFACTION, RECHECKS = (
    v1.POSITIONS,
    v1.PROGRESS,
    v1.SATISFACTION,
    v1.RECHECKS,
)
LISTS = v1.LISTS
REASONS = {
    "personal_data": "里面有个人信息",
    "asked_by_person": "本人要求",
    "confidential": "涉及保密",
    "mistaken": "登错了",
    "legal_duty": "法律要求",
}
STATE_CHIPS = {
    "reported": "c-office",
    "triaged": "c-office",
    "returned": "c-again",
    "assigned": "c-unit",
    "signed": "c-move",
    "in_progress": "c-move",
    "held": "c-held",
    "reported_done": "c-check",
    "called_back": "c-check",
}
OUTCOME_CHIPS = {"solved": "c-solved", "partly_solved": "c-partly", "unsolved": "c-unsolved"}


def word(words: dict[str, str], code: str | None, missing: str = "–") -> str:
    """An unknown code is shown as it is: a page never breaks for a newer one."""
    return words.get(code, code) if code else missing


def state(code: str, outcome: str | None = None) -> str:
    name = word(STATES, code)
    return f"{name}·{word(OUTCOMES, outcome)}" if code == "closed" and outcome else name


def chip(code: str, outcome: str | None = None) -> str:
    """The class of the chip."""
    if code == "closed":
        return OUTCOME_CHIPS.get(outcome or "", "c-ended")
    return STATE_CHIPS.get(code, "c-ended")
