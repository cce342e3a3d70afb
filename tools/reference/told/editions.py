"""What is said of the methods of `reports` about editions and objections to them."""

from services.reports.edition_schemas import EVERY_LIST
from services.reports.editions.document import FORMAT
from services.reports.editions.proof import FORMAT as PROOF_FORMAT
from services.reports.vocabulary import (
    EDITION_STATES,
    OBJECTION_STATES,
    STUDY_DECISIONS,
    WITHDRAWAL_REASONS,
)
from services.reports.workflow.actor import MAY, READING
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COMMAND,
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    MONTH,
    POSITION,
    TEXT,
    Shape,
    items,
    mapping,
    one_of,
    or_null,
    page,
    record,
)

DIGEST: Shape = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
ANYTHING: Shape = {"type": "object"}
SIGNATURE = record(alg=TEXT, key_id=ID, value=TEXT)
HEAD = record(position=POSITION, digest=TEXT)
HEADER = record(
    format=one_of((FORMAT,)),
    rules=TEXT,
    number=COUNT,
    month=MONTH,
    published_on=DAY,
    studied_on=or_null(DAY),
    origin=one_of(("live", "demo")),
    cut=record(previous=POSITION, position=POSITION),
    texts_position=POSITION,
    heads=record(issues=HEAD, campaign=HEAD),
    counts=mapping(COUNT, EVERY_LIST),
    totals=ANYTHING,
    previous=or_null(DIGEST),
    root=DIGEST,
)
PRINTED = record(header=HEADER, digest=DIGEST, signature=SIGNATURE)
EDITION = {
    "id": ID,
    "number": COUNT,
    "month": MONTH,
    "state": one_of(EDITION_STATES),
    "version": COUNT,
    "turn": items(TEXT),
    "published_on": or_null(DAY),
    "digest": or_null(DIGEST),
    "allowed": items(TEXT),
}
STUDY = record(
    held_on=DAY,
    units=items(record(id=ID, name=or_null(TEXT))),
    by=ID,
    items=items(record(number=ID, decision=one_of(STUDY_DECISIONS), note=or_null(TEXT))),
)
HIT = record(list=one_of(EVERY_LIST), number=ID, column=TEXT, found=items(ANYTHING))
PROOF = record(
    made_at=INSTANT,
    texts_position=POSITION,
    content_digest=DIGEST,
    is_current=FLAG,
    is_wanted=FLAG,
    counts=mapping(COUNT, EVERY_LIST),
    hits=items(HIT),
    without_text=mapping(record(count=COUNT, numbers=items(ID))),
)
WITHDRAWN = record(on=DAY, reason=one_of(WITHDRAWAL_REASONS))
OBJECTION = {
    "id": ID,
    "number": ID,
    "edition_number": COUNT,
    "row_number": or_null(ID),
    "due": DAY,
    "state": one_of(OBJECTION_STATES),
    "version": COUNT,
}
ROW_PROOF = record(
    optional=("salt", "row", "number", "withdrawn"),
    format=one_of((PROOF_FORMAT,)),
    leaf=COUNT,
    size=COUNT,
    list=one_of(EVERY_LIST),
    hash=TEXT,
    salt=TEXT,
    row=ANYTHING,
    number=ID,
    withdrawn=ANYTHING,
    path=items(TEXT),
    header=HEADER,
    digest=DIGEST,
    signature=SIGNATURE,
)
OVER_ALL = "held over the root unit"
READERS = Who(roles=READING, scopes=())


def _command(purpose: str, name: str, *refuses: str, notes: str = "") -> Entry:
    who = Who(roles=MAY[name], scopes=(), words=OVER_ALL)
    return Entry(purpose=purpose, answer=COMMAND, who=who, refuses=refuses, notes=notes)


ENTRIES = {
    "draft_edition": _command(
        "Begin the edition of a month that is over.",
        "draft_edition",
        "month_not_over",
        "edition_open",
        "month_not_next",
        notes="It covers what happened since the edition before, up to the last position of the month. A proof "
        "follows by itself.",
    ),
    "record_study": _command(
        "Record the monthly study: day, units present, a decision on each item.",
        "record_study",
        "not_in_state",
        notes="Recorded again, it takes the place of the one before, until the edition is approved.",
    ),
    "request_proof": _command(
        "Have the proof made anew, with the public texts that were approved since.",
        "request_proof",
        "not_in_state",
    ),
    "approve_edition": _command(
        "Approve exactly what the proof shows, as somebody who prepared nothing of it.",
        "approve_edition",
        "not_studied",
        "not_in_state",
        "second_person",
        "proof_outdated",
        "hits_remain",
    ),
    "publish_edition": _command(
        "Have an approved edition printed and signed, under the date of today.",
        "publish_edition",
        "not_in_state",
        "proof_outdated",
    ),
    "discard_edition": _command(
        "Give an edition up before it is printed; its month may be drafted again.",
        "discard_edition",
        "not_in_state",
    ),
    "withdraw_row": _command(
        "Take the words of a row out of every published edition.",
        "withdraw_row",
        "withdrawn_already",
        notes="Its place and its hash stay: everything signed holds, and a check names row, day and reason.",
    ),
    "object_to_edition": Entry(
        purpose="Object to a published edition, or to one row of it, without signing in.",
        answer=COMMAND,
        who=Who(roles=(), scopes=("public",)),
        refuses=("too_fast",),
        notes="The answer is due in seven calendar days and is published; words and contact are not.",
    ),
    "propose_objection_answer": _command(
        "Propose an answer to an objection.",
        "propose_objection_answer",
        "not_in_state",
        "text_has_personal_data",
    ),
    "approve_objection_answer": _command(
        "Approve the proposed answer as the second person: it is published.",
        "approve_objection_answer",
        "not_in_state",
        "no_proposal",
        "second_person",
    ),
    "editions": Entry(
        purpose="All editions, newest first: where each stands and whose turn it is.",
        answer=record(items=items(record(**EDITION)), allowed=items(TEXT)),
        who=READERS,
    ),
    "edition": Entry(
        purpose="One edition with its study, its proof and what is in the way of its approval.",
        answer=record(
            **EDITION,
            cut=record(previous=POSITION, position=POSITION),
            drafted_by=ID,
            study=or_null(STUDY),
            proof=or_null(PROOF),
            blocking=items(TEXT),
            approved_by=or_null(ID),
            printed=or_null(PRINTED),
        ),
        who=READERS,
    ),
    "edition_rows": Entry(
        purpose="The rows of a list of one edition: as printed, before that as its proof has them.",
        answer=page(record(number=ID, row=or_null(ANYTHING), withdrawn=or_null(WITHDRAWN))),
        who=READERS,
        notes="docs/editions.md has the columns. Of a withdrawn row only its number is left.",
    ),
    "objections": Entry(
        purpose="Objections: those that wait, by their day; then the answered ones.",
        answer=page(record(**OBJECTION)),
        who=READERS,
    ),
    "objection": Entry(
        purpose="One objection with its words.",
        answer=record(
            **OBJECTION,
            words=or_null(TEXT),
            contact_name=or_null(TEXT),
            contact_phone=or_null(TEXT),
            contact_email=or_null(TEXT),
            proposal=or_null(record(text=or_null(TEXT), by=ID)),
            answer=or_null(record(text=TEXT, by=ID)),
            allowed=items(TEXT),
        ),
        who=READERS,
    ),
    "public_editions": Entry(
        purpose="Header and signature of every published edition, newest first.",
        answer=record(items=items(PRINTED)),
    ),
    "public_answers": Entry(
        purpose="Answers to objections, newest first.",
        answer=page(
            record(
                number=ID,
                edition_number=COUNT,
                row_number=or_null(ID),
                text=TEXT,
                answered_on=DAY,
            )
        ),
    ),
    "row_proof": Entry(
        purpose="The proof that a row stands in a published edition, for whoever has the public key.",
        answer=ROW_PROOF,
        notes="Hash, path and signature are checked as docs/editions.md says.",
    ),
}
