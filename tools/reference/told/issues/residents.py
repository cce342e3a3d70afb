"""Told of what somebody with number and tracking code may ask."""

from services.issues.residents.milestones import MILESTONES
from services.issues.vocabulary import OUTCOMES, PUBLIC_PARTS, STATES
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    DAY,
    FLAG,
    ID,
    INSTANT,
    TEXT,
    items,
    mapping,
    one_of,
    or_null,
    record,
)

BY_CODE = ("supplement", "object_to_rejection", "withdraw", "reopen", "rate")
ENTRIES = {
    "track": Entry(
        purpose="What a resident may see of their own issue, by number and tracking code.",
        answer=record(
            number=ID,
            goes_on_as=or_null(ID),
            state=one_of(STATES),
            outcome=or_null(one_of(OUTCOMES)),
            explanation=or_null(TEXT),
            due=or_null(DAY),
            milestones=items(record(type=one_of(MILESTONES.values()), at=INSTANT, on=DAY)),
            texts=mapping(items(TEXT), PUBLIC_PARTS),
            can=items(one_of(BY_CODE)),
            rated=FLAG,
        ),
        who=Who((), ("public",), "with the code of a reporter"),
        refuses=("code_wrong", "too_fast"),
        notes="Which of number and code is wrong is not said; ten wrong tries an hour for a number, thirty for an "
        "`address`. `goes_on_as` is the number of the issue that it was merged into, whose way is told from then on. "
        "`due` is there while a unit works on it and the calendar is sure. `texts` are those that two persons "
        "approved, `can` the commands that would be accepted by code now.",
    ),
}
