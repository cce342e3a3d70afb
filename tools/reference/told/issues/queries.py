"""Told of the questions that one may ask about issues."""

from services.issues.vocabulary import STATES
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COUNT,
    FLAG,
    ID,
    INSTANT,
    TEXT,
    items,
    mapping,
    one_of,
    or_null,
    page,
    record,
)
from tools.reference.told.issues.shapes import CATEGORY, DOSSIER, LISTED, OFFER, SLIP, STEP
from tools.reference.told.issues.sight import IN_SIGHT, ONE_IN_SIGHT

ENTRIES = {
    "get": Entry(
        purpose="One issue with its words, by id or by number. Contact details come masked.",
        answer=DOSSIER,
        who=ONE_IN_SIGHT,
        notes="`id` or `number`, one of them. `version` is what a command's `expected_version` means. "
        "`tracking_code` is there for those who may print the slip: the first reporter's, and each one's own.",
    ),
    "list": Entry(
        purpose="Issues: urgent ones first, then by the day they are due; closed ones last, newest first.",
        answer=page(LISTED),
        who=IN_SIGHT,
        notes="`unit` is whose issue it is, `area` where it is, each with what lies below. `q` is part of a number "
        "or of what people said, from one character, whatever its width and case; `person` the id of somebody of "
        "the staff who reported or reviews it, or part of a reporter's name; `since` and `until` are days of "
        "recording. After a start the words of a large log take seconds to read: `reading_behind` until then. "
        "`queue` is what waits for the caller, each item with what is `waiting` in it; rechecks come oldest first.",
    ),
    "similar": Entry(
        purpose="Open issues that may be the same thing as what somebody is writing down.",
        answer=record(
            items=items(
                record(
                    id=ID,
                    number=ID,
                    title=or_null(TEXT),
                    state=one_of(STATES),
                    unit=ID,
                    category=ID,
                    score=COUNT,
                    reported_at=INSTANT,
                    reporters=COUNT,
                )
            )
        ),
        who=IN_SIGHT,
        notes="Of the community or office that `unit` is or lies in, and of the same category of the first level. "
        "The most alike come first; `score` is of 100, and what is less alike than a hint is worth is left out.",
    ),
    "counts": Entry(
        purpose="How many issues there are in each state, how many are late, and since when the oldest waits.",
        answer=mapping(record(count=COUNT, late=COUNT, oldest=INSTANT), STATES),
        who=IN_SIGHT,
    ),
    "timeline": Entry(
        purpose="What happened to an issue, newest first, with the words; null where they were forgotten.",
        answer=record(items=items(STEP)),
        who=ONE_IN_SIGHT,
    ),
    "allowed": Entry(
        purpose="What the caller may do with the issue now, and what the fields of each act start with.",
        answer=record(items=items(OFFER), version=COUNT),
        who=ONE_IN_SIGHT,
        notes="`enabled` false comes with the `code` that would refuse it.",
    ),
    "receipt": Entry(
        purpose="Number and tracking code of an issue, for whoever reported it, within a quarter of an hour.",
        answer=record(id=ID, number=ID, tracking_code=or_null(TEXT), confidential=FLAG),
        who=Who((), (), "whoever reported it, also where they may not see it afterwards"),
    ),
    "by_visit": Entry(
        purpose="The issues that the problems of a visit became, as far as there are any yet.",
        answer=record(items=items(SLIP)),
        who=IN_SIGHT,
        notes="Ask with `at_least: {visits: position}` of the visit's answer.",
    ),
    "contact_address": Entry(
        purpose="The e-mail address that the reporter left, for `notify` at the moment of sending.",
        answer=record(address=or_null(TEXT), forgotten=FLAG),
        who=Who(roles=(), scopes=("mail",)),
    ),
    "categories": Entry(
        purpose="The tree of categories, in two levels.", answer=record(items=items(CATEGORY))
    ),
}
