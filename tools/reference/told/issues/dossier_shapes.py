"""The shapes of what one issue tells beside its head: people's words, more time, orders, what came of it."""

from services.issues.vocabulary import CHANNELS, OUTCOMES, POSITIONS, SATISFACTION, SOURCES
from tools.reference.shapes import (
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    NUMBER,
    TEXT,
    items,
    one_of,
    or_null,
    record,
)

CONTACT = record(name=or_null(TEXT), phone=or_null(TEXT), email=or_null(TEXT))
ENTERED = {"by": ID, "by_unit": or_null(ID), "at": INSTANT}
WORDS = or_null(TEXT)

SUPPLEMENT = record(
    **ENTERED,
    text=WORDS,
    occurred_on=or_null(DAY),
    adds_reporter=FLAG,
    by_reporter=FLAG,
    contact=or_null(CONTACT),
)
REPORTER = record(
    id=ID,
    name=or_null(TEXT),
    phone=or_null(TEXT),
    email=or_null(TEXT),
    tracking_code=or_null(TEXT),
    optional=("tracking_code",),
)
ABSORBED = record(
    id=ID,
    number=ID,
    title=WORDS,
    verbatim=WORDS,
    occurred_on=or_null(DAY),
    source=one_of(SOURCES),
    contact=CONTACT,
    supplements=items(SUPPLEMENT),
)
CHANGE = record(**ENTERED, reason=WORDS)
CANCELLED = or_null(record(**ENTERED, reason=WORDS, moved_to=or_null(ID)))
COMPLETION = or_null(record(**ENTERED, claimed=one_of(OUTCOMES), summary=WORDS))
EXTENSION = or_null(
    record(
        **ENTERED,
        days=COUNT,
        reason=WORDS,
        answer=or_null(
            record(**ENTERED, granted=FLAG, due=DAY, reason=WORDS, optional=("due", "reason"))
        ),
    )
)
HOLD = or_null(
    record(
        **ENTERED,
        missing_condition=WORDS,
        plan=WORDS,
        responsible_position=or_null(one_of(POSITIONS)),
        review_by=DAY,
        refused=or_null(record(**ENTERED, reason=WORDS)),
        held_at=or_null(INSTANT),
        days_left=or_null(COUNT),
        note=WORDS,
        reviews=items(record(**ENTERED, review_by=DAY, note=WORDS)),
        ended_at=or_null(INSTANT),
    )
)
HOLDING = record(
    phase=one_of(("office", "signing", "work", "held", "review")),
    unit=or_null(ID),
    days=NUMBER,
    running=FLAG,
)
ORDER = record(
    id=ID,
    **ENTERED,
    level=or_null(COUNT),
    limit=or_null(TEXT),
    text=WORDS,
    answer_by=or_null(DAY),
    answer=or_null(record(**ENTERED, text=WORDS)),
)
PLEDGE = or_null(record(holder=or_null(ID), unit=ID, at=INSTANT, note=WORDS))
NOTE = record(**ENTERED, text=WORDS)
RATING = record(
    at=INSTANT,
    solved=or_null(one_of(OUTCOMES)),
    satisfaction=one_of(SATISFACTION),
    note=WORDS,
)
RECHECK = record(**ENTERED, still_solved=FLAG, rechecked_on=DAY, note=WORDS)
REFERRAL = or_null(record(**ENTERED, channel=one_of(CHANNELS), note=WORDS))
REJECTION = or_null(
    record(
        **ENTERED,
        reason=WORDS,
        rejected_at=or_null(INSTANT),
        objection=or_null(record(**ENTERED, words=WORDS)),
        decision=or_null(record(**ENTERED, granted=FLAG, reason=WORDS)),
    )
)

MORE = {
    "supplements": items(SUPPLEMENT),
    "reporters": items(REPORTER),
    "absorbed": items(ABSORBED),
    "merged_into": or_null(record(id=ID, number=ID)),
    "accused_units": items(ID),
    "accused_people": items(ID),
    "completion": COMPLETION,
    "rework": or_null(record(**ENTERED, reason=WORDS)),
    "extension": EXTENSION,
    "hold": HOLD,
    "holding": items(HOLDING),
    "orders": items(ORDER),
    "pledge": PLEDGE,
    "notes": items(NOTE),
    "ratings": items(RATING),
    "rechecks": items(RECHECK),
    "referral": REFERRAL,
    "rejection": REJECTION,
}
