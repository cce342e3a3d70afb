"""Public texts, by two persons. Rows of `tests/golden/transitions.csv`."""

from services.issues import guards, publication
from services.issues import relations as relation
from services.issues.facts import PublicTextApproved, PublicTextProposed
from services.issues.rules.rule import ANY_TIME, Rule

RULES = (
    Rule(
        "propose_public_text",
        ANY_TIME,
        ("handler", "office"),
        relation.subtree_or_handling,
        publication.propose_public_text,
        (PublicTextProposed,),
        guard=guards.is_not_confidential,
        refusals=("text_has_personal_data", "confidential"),
    ),
    Rule(
        "approve_public_text",
        ANY_TIME,
        ("reviewer", "office"),
        relation.another_person,
        publication.approve_public_text,
        (PublicTextApproved,),
        guard=guards.has_proposal,
        refusals=("second_person", "no_proposal"),
    ),
)
