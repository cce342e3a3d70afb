"""Told of the queues, of acts on many issues at once, and of what is in somebody's own name."""

from services.issues.board.queues import QUEUES
from services.issues.handing_over import GIVERS
from services.issues.open_items import KINDS
from services.issues.schemas.bulk import BULK_COMMANDS, MOST_AT_ONCE
from services.issues.vocabulary import POSITIONS, STATES
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COMMAND,
    COUNT,
    FLAG,
    ID,
    INSTANT,
    POSITION,
    TEXT,
    items,
    mapping,
    one_of,
    or_null,
    page,
    record,
)
from tools.reference.told.issues.sight import IN_SIGHT

REFUSED = record(id=ID, code=TEXT, params=mapping({}))
OPEN_ITEM = record(kind=one_of(KINDS), id=ID, number=ID, title=or_null(TEXT), state=one_of(STATES))
GIVING = Who(roles=GIVERS, scopes=(), words="issues whose place lies in the role's subtree")

ENTRIES = {
    "queue_counts": Entry(
        purpose="How much waits for the caller in each queue, how much of it is late, and since when the oldest.",
        answer=mapping(record(count=COUNT, late=COUNT, oldest=or_null(INSTANT)), QUEUES),
        who=IN_SIGHT,
        notes="The same conditions as `queue` of `list`.",
    ),
    "bulk": Entry(
        purpose="One command on many issues, with the same words, each decided and answered on its own.",
        answer=record(items=items({"anyOf": [COMMAND, REFUSED]}), position=POSITION),
        who=Who(words=f"whoever may give the command ({', '.join(BULK_COMMANDS)}), issue by issue"),
        notes=f"At most {MOST_AT_ONCE}. Each issue's command has an id that follows from the one of the whole: sent "
        "again, what was done answers as it did and what is left is done. What an item says counts instead of what "
        "is said for all; texts of one issue are approved together at the version that was seen.",
    ),
    "open_items_of": Entry(
        purpose="What is open in one person's own name: named reviews, pledges, texts and rejections they proposed.",
        answer=record(person=ID, counts=mapping(COUNT, KINDS), items=items(OPEN_ITEM), left=COUNT),
        who=GIVING,
        notes="`admin`, who sees no case, is told the counts alone.",
    ),
    "hand_over": Entry(
        purpose="Named reviews and pledges of one person go to another, in one transaction of at most 500 issues.",
        answer=record(
            handed=COUNT,
            left=COUNT,
            position=POSITION,
            counts=mapping(COUNT),
            items=items(record(id=ID, number=ID, code=TEXT)),
        ),
        who=GIVING,
        counts_anew=True,
        notes="What the other person may not have stays, with the reason: `reviewer_handles_it`, `not_a_reviewer`, "
        "`not_in_state`, `not_a_leader`, `pledge_too_late`, `not_visible`. What they proposed is not handed over.",
    ),
    "pledges": Entry(
        purpose="What each leader and unit took on, and what of it is closed as solved, in the order of area codes.",
        answer=record(
            items=items(
                record(
                    holder=or_null(ID),
                    unit=ID,
                    position=or_null(one_of(POSITIONS)),
                    minimum=COUNT,
                    pledged=COUNT,
                    solved=COUNT,
                )
            )
        ),
        who=Who(
            words="the subtrees of `office`, `unit_head`, `supervisor` and `plan_approver`; one's own line"
        ),
        notes="`holder` null: the unit as such. What is confidential counts nowhere.",
    ),
    "callback_contact": Entry(
        purpose="Name and number of the person to call back. Each showing is recorded.",
        answer=record(name=or_null(TEXT), phone=or_null(TEXT)),
        who=Who(
            roles=("office", "reviewer"),
            scopes=(),
            words="whoever may `record_callback` now: outside the handling units",
        ),
        refuses=("caller_handled_it", "not_in_state"),
    ),
    "contacts_shown": Entry(
        purpose="Who was shown whom to call back, and when, newest first: ids alone.",
        answer=page(record(id=ID, number=ID, in_sight=FLAG, person=ID, shown_at=INSTANT)),
        who=Who(
            roles=("supervisor", "auditor"),
            scopes=(),
            words="issues whose place lies in the role's subtree",
        ),
        notes="`in_sight`: whether the caller may read the issue. What is confidential is told to the trusted.",
    ),
}
