"""The shapes of what `issues` answers."""

from services.issues.rules import RULES
from services.issues.vocabulary import (
    BASES,
    FIELDS,
    KINDS,
    OUTCOMES,
    POSITIONS,
    PUBLIC_PARTS,
    QUANTITY_UNITS,
    SATISFACTION,
    SOURCES,
    STATES,
    TASK_PARTS,
)
from tools.reference.shapes import (
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    NUMBER,
    POSITION,
    TEXT,
    items,
    mapping,
    one_of,
    or_null,
    record,
)
from tools.reference.told.issues.dossier_shapes import CANCELLED, CHANGE, CONTACT, MORE
from tools.reference.told.issues.waiting_shape import WAITING

MARK = {
    "anyOf": [
        one_of(("urgent", "confidential", "on_spot")),
        record(mark=one_of(("rework", "reopened")), times=COUNT),
    ]
}
LIMIT = record(
    kind=one_of(
        (
            "triage",
            "sign_for",
            "first_contact",
            "handling",
            "callback",
            "held_review",
            "recheck",
        )
    ),
    rule=TEXT,
    **{"from": or_null(TEXT)},
    amount=or_null(COUNT),
    unit=one_of(("working_days", "clock_hours", "calendar_days", "month", "day")),
    due=DAY,
    due_at=INSTANT,
    provisional=FLAG,
    late_days=COUNT,
    late_hours=COUNT,
    left_days=COUNT,
    optional=("late_days", "late_hours", "left_days"),
)
PUBLIC_TEXT = record(proposed=or_null(TEXT), approved=or_null(TEXT), proposed_by=or_null(ID))
DELIVERED = {"quantity": or_null(NUMBER), "quantity_unit": or_null(one_of(QUANTITY_UNITS))}
TASK = record(
    id=ID,
    number=ID,
    unit=ID,
    measure=or_null(TEXT),
    due=DAY,
    **DELIVERED,
    effect_number=or_null(ID),
    completed_on=or_null(DAY),
    result=or_null(TEXT),
    changes=items(CHANGE),
    cancelled=CANCELLED,
    public=record(**dict.fromkeys(TASK_PARTS, PUBLIC_TEXT)),
)
CALLBACK = or_null(
    record(
        reached=FLAG,
        basis=or_null(one_of(BASES)),
        solved=or_null(one_of(OUTCOMES)),
        satisfaction=or_null(one_of(SATISFACTION)),
        called_on=DAY,
        visited_on=or_null(DAY),
        note=or_null(TEXT),
        tries=COUNT,
    )
)
HEAD = {
    "id": ID,
    "number": ID,
    "version": COUNT,
    "title": or_null(TEXT),
    "state": one_of(STATES),
    "outcome": or_null(one_of(OUTCOMES)),
    "marks": items(MARK),
    "category": ID,
    "field": or_null(one_of(FIELDS)),
    "kind": one_of(KINDS),
    "unit": ID,
    "lead_unit": or_null(ID),
    "due": or_null(DAY),
    "limit": or_null(LIMIT),
    "reported_at": INSTANT,
}
PHOTO = record(
    id=ID,
    size=COUNT,
    width=COUNT,
    height=COUNT,
    caption=or_null(TEXT),
    by=ID,
    by_unit=or_null(ID),
    at=INSTANT,
    removable=FLAG,
)
DOSSIER = record(
    **HEAD,
    limits=items(LIMIT),
    needs_conditions=or_null(FLAG),
    source=one_of(SOURCES),
    occurred_on=or_null(DAY),
    visit_id=or_null(ID),
    verbatim=or_null(TEXT),
    contact=CONTACT,
    support_units=items(ID),
    responsible_position=or_null(one_of(POSITIONS)),
    designated=FLAG,
    reviewer=or_null(ID),
    tasks=items(TASK),
    callback=CALLBACK,
    explanation=or_null(TEXT),
    public=record(**dict.fromkeys(PUBLIC_PARTS, PUBLIC_TEXT)),
    whose_turn=or_null(record(role=TEXT, unit=or_null(ID), verb=TEXT)),
    photos=items(PHOTO),
    photos_left=COUNT,
    tracking_code=or_null(TEXT),
    **MORE,
    optional=("tracking_code",),
)
LISTED = record(
    **HEAD,
    last_step=record(type=TEXT, at=INSTANT),
    waiting=WAITING,
    optional=("waiting",),
)
STEP = record(
    type=TEXT,
    version=COUNT,
    at=INSTANT,
    occurred_on=or_null(DAY),
    by=ID,
    by_unit=or_null(ID),
    implied=FLAG,
    words=mapping(or_null(TEXT)),
    fields={"type": "object"},
)
OFFER = record(
    command=one_of((*RULES, "add_note")),
    enabled=FLAG,
    code=TEXT,
    params={"type": "object"},
    fields={"type": "object"},
    optional=("code", "params"),
)
SLIP = record(
    n=COUNT,
    id=ID,
    number=ID,
    tracking_code=or_null(TEXT),
    state=one_of(STATES),
    position=POSITION,
)
CATEGORY = record(id=ID, name=TEXT, parent=or_null(ID), sensitive=FLAG)
