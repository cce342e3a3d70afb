"""The table of what may be done beside the work: no state changes, so `transitions.csv` has no row of it.

The same shape as `rules/`, and read by the same `decide`.
"""

from services.issues import noting
from services.issues import relations as relation
from services.issues.facts import NoteAdded, PhotoAttached, PhotoRemoved
from services.issues.photos import attaching
from services.issues.rules import Rule
from services.issues.vocabulary import STATES

NOTING = ("office", "handler", "unit_head", "reviewer", "supervisor")

SIDE_RULES: dict[str, Rule] = {
    rule.command: rule
    for rule in (
        Rule(
            "add_note",
            STATES,
            NOTING,
            relation.subtree_or_handling,
            noting.add_note,
            (NoteAdded,),
        ),
        Rule(
            "attach_photo",
            STATES,
            attaching.ATTACHING,
            attaching.at_place_or_handling,
            attaching.attach_photo,
            (PhotoAttached,),
            guard=attaching.has_room,
            refusals=("photo_limit",),
        ),
        Rule(
            "remove_photo",
            STATES,
            attaching.ATTACHING,
            attaching.attached_it,
            attaching.remove_photo,
            (PhotoRemoved,),
            refusals=("photo_removed",),
        ),
    )
}
