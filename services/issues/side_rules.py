"""The table of what may be done beside the work: no state changes, so `transitions.csv` has no row of it.

The same shape as `rules.py`, and read by the same `decide`.
"""

from services.issues import noting, photos
from services.issues import relations as relation
from services.issues.facts import NoteAdded, PhotoAttached, PhotoRemoved
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
            photos.ATTACHING,
            photos.at_place_or_handling,
            photos.attach_photo,
            (PhotoAttached,),
            guard=photos.has_room,
            refusals=("photo_limit",),
        ),
        Rule(
            "remove_photo",
            STATES,
            photos.ATTACHING,
            photos.attached_it,
            photos.remove_photo,
            (PhotoRemoved,),
            refusals=("photo_removed",),
        ),
    )
}
