"""The closed vocabularies of an issue: every code that a fact may carry, in the order pages show them."""

from services.kernel.quantity_units import QUANTITY_UNITS as QUANTITY_UNITS

KINDS = ("consultation", "help_request", "complaint", "tipoff", "suggestion", "praise")
FIELDS = ("enterprise_blockage", "livelihood_pain_point", "governance_difficulty")

STAFF_SOURCES = ("staff", "delegate", "hotline")  # what a person who types an issue may say
SOURCES = (*STAFF_SOURCES, "visit", "public", "import")

OPEN_STATES = (
    "reported",
    "triaged",
    "returned",
    "assigned",
    "signed",
    "in_progress",
    "held",
    "reported_done",
    "called_back",
)
ENDED_STATES = ("referred", "rejected", "merged", "withdrawn", "filed")
STATES = (*OPEN_STATES, "closed", *ENDED_STATES)

LIMIT_CLASSES = ("urgent", "consultation", "ordinary", "complex")

POSITIONS = (
    "principal_leader",
    "leadership_member",
    "unit_head",
    "cadre",
    "delegate",
    "clerk",
)

OUTCOMES = ("unsolved", "partly_solved", "solved")  # from worst to best: close compares them
BASES = ("reached", "three_tries", "no_contact_left")
SATISFACTION = (
    "very_satisfied",
    "satisfied",
    "mostly_satisfied",
    "dissatisfied",
    "very_dissatisfied",
    "not_rated",
)
DISSATISFIED = ("dissatisfied", "very_dissatisfied")

CHANNELS = (  # where the law sends what is not for this system
    "petition_office",
    "discipline_inspection",
    "police",
    "court",
    "labour_arbitration",
    "higher_authority",
    "other_organ",
)

PUBLIC_PARTS = ("public_text", "public_measure", "public_result")
TASK_PARTS = ("public_measure", "public_result")  # they belong to one task each

MEASURE_ON_SPOT = "当场解决"
