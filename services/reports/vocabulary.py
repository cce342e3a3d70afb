"""The codes by which the lists are asked and editions go their way."""

LISTS = ("problem", "task", "effect")

FIELDS = ("enterprise_blockage", "livelihood_pain_point", "governance_difficulty")

PROBLEM_STATES = (
    "reported",
    "triaged",
    "returned",
    "assigned",
    "signed",
    "in_progress",
    "held",
    "reported_done",
    "called_back",
    "closed",
    "referred",
    "rejected",
    "merged",
    "withdrawn",
    "filed",
)
TASK_STATES = ("open", "planned", "in_progress", "completed", "cancelled")  # open: not over
EFFECT_STATES = ("open", "closed", "closed_solved", "closed_partly_solved", "closed_unsolved")
STATES_OF = {"problem": PROBLEM_STATES, "task": TASK_STATES, "effect": EFFECT_STATES}
# What became of a line between two moments; it may have moved and been corrected.
CHANGES = ("added", "left", "moved", "corrected", "other")

# What the monthly study decides on an item: go on, by a nearer day, several units together, a leader takes it on,
# ask the level above, take the result as it is.
STUDY_DECISIONS = ("carry_on", "speed_up", "coordinate", "take_on", "refer_up", "accept_result")
EDITION_STATES = ("draft", "studied", "approved", "publishing", "published", "discarded")
WITHDRAWAL_REASONS = ("personal_data", "asked_by_person", "confidential", "mistaken", "legal_duty")
OBJECTION_STATES = ("open", "proposed", "answered")
OBJECTION_DAYS = 7  # calendar days until the answer
