"""What is said of the methods of `issues`. Who may give a command, in which states, and what refuses it is read
from the table of rules."""

from services.issues.relations import REPORTING_SCOPES, anywhere
from services.issues.rules import RULES, Rule
from services.issues.side_rules import SIDE_RULES
from services.issues.visibility import OVERSEEING, WORKING
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
from tools.reference.entry import SCOPES, Entry, Who
from tools.reference.shapes import (
    COMMAND,
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
    page,
    record,
)

MARK = {
    "anyOf": [
        one_of(("urgent", "confidential", "on_spot")),
        record(mark=one_of(("rework",)), times=COUNT),
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
CONTACT = record(name=or_null(TEXT), phone=or_null(TEXT), email=or_null(TEXT))
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
    optional=("tracking_code",),
)
LISTED = record(**HEAD, last_step=record(type=TEXT, at=INSTANT))
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
    command=one_of(RULES),
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

IN_SIGHT = Who(
    words="issues in sight: those of the role's subtree, those the caller's units handle, and those one reported"
)
ONE_IN_SIGHT = Who(
    roles=(*OVERSEEING, *WORKING),
    scopes=(),
    words="where its place or, for the last three, a unit that handles it lies in the role's subtree; and who "
    "reported it. Confidential ones: `confidential_handler` only",
)
RELATIONS = {
    "anywhere": "in any unit",
    "own_unit": "for a unit in which one has the role",
    "subtree": "where the issue's place lies in the role's subtree",
    "subtree_or_handling": "where the issue's place, or for a handler a unit that handles it, lies in the role's "
    "subtree",
    "lead_unit": "in the lead unit itself",
    "lead_or_task_unit": "in the lead unit itself, or the unit of the task",
    "completing_unit": "in the lead unit itself, or the unit of the task; with `report_done` the lead unit only",
    "relation": "above the issue's place, and neither of a handling unit nor among those who entered work",
    "at_place_or_handling": "where the issue's place, or a unit that handles it (not for `office` and `reviewer`), "
    "lies in the role's subtree",
    "another_person": "where the issue's place lies in the role's subtree, and not who proposed the text",
}


def _command(name: str, purpose: str, notes: str = "") -> Entry:
    rule = RULES.get(name) or SIDE_RULES[name]
    return Entry(
        purpose=purpose,
        answer=COMMAND,
        who=_who(rule),
        refuses=(*(("not_in_state",) if rule.states else ()), *_refusals(rule)),
        notes=" ".join(part for part in (_states(rule), notes) if part),
    )


def _who(rule: Rule) -> Who:
    return Who(
        roles=tuple(role for role in rule.roles if role not in REPORTING_SCOPES),
        scopes=_scopes(rule),
        words=RELATIONS[rule.relation.__name__],
    )


def _scopes(rule: Rule) -> tuple[str, ...]:
    """Of accounts there are. A service account belongs to no unit, so `own_unit` lets none in."""
    if rule.relation is not anywhere:
        return ()
    wanted = [REPORTING_SCOPES.get(role) for role in rule.roles]
    return tuple(scope for scope in SCOPES if scope in wanted)


def _refusals(rule: Rule) -> tuple[str, ...]:
    """The rule's codes; `invalid` is no refusal but a shape."""
    return tuple(code for code in rule.refusals if code != "invalid")


def _states(rule: Rule) -> str:
    facts = ", ".join(f"`{fact.__name__}`" for fact in rule.facts)
    added = ", ".join(f"`{fact.__name__}`" for fact in rule.may_add)
    told = f"Facts: {facts}" + (f", and where it implies them {added}." if added else ".")
    if not rule.states:
        return told
    return f"In states {', '.join(f'`{state}`' for state in rule.states)}. {told}"


ENTRIES = {
    "report": _command(
        "report",
        "A problem that people raised becomes an issue with a number.",
        "`id` of the answer is the issue's. `external_system` with `external_id` is unique: a retry under another "
        "command id is `external_ref_used`. Only an importing account may name `reporter_id`. A tip-off, or a "
        "report that names an accused unit, is `use_legal_channel`.",
    ),
    "report_solved_on_spot": _command(
        "report_solved_on_spot", "A problem that was solved at once: all its steps in one entry."
    ),
    "triage": _command("triage", "The office says what it is and how long it may take."),
    "assign": _command(
        "assign",
        "A unit is to solve it by a day; from `reported` it triages as well and must name the category.",
    ),
    "sign_for": _command("sign_for", "The lead unit has taken it."),
    "plan_task": _command(
        "plan_task",
        "A measure with a unit and a day: a line of the task list.",
        "Signs for it, too.",
    ),
    "report_progress": _command("report_progress", "How far it has come; always optional."),
    "complete_task": _command(
        "complete_task",
        "A task has a result: a line of the effect list.",
        "With `report_done` the whole issue is reported done.",
    ),
    "report_done": _command(
        "report_done",
        "The lead unit says the issue is done.",
        "Without a task since the last rework it takes `measure` and `result`, plans one and completes it.",
    ),
    "record_callback": _command(
        "record_callback",
        "The person was asked whether it is solved, or could not be reached.",
        "`reached: false` is a try; else `basis`, and with `reached` the two answers `solved` and `satisfaction`.",
    ),
    "order_rework": _command("order_rework", "Not solved: the unit does it again, twice at most."),
    "close": _command(
        "close",
        "The reviewer ends it with an outcome, never better than what the person said.",
        "`unsolved` wants an `explanation`.",
    ),
    "propose_public_text": _command(
        "propose_public_text",
        "A text for the public list, which waits for a second person.",
        "`public_measure` and `public_result` belong to a task.",
    ),
    "approve_public_text": _command(
        "approve_public_text", "A second person lets the proposed text become public."
    ),
    "attach_photo": _command(
        "attach_photo",
        "A photo is added, nine at most; never required.",
        "`photo`: JPEG, PNG or WebP of at most 5,000,000 bytes and 8.5 million pixels (JPEG: 25 million), known by "
        "its content. It is written anew as JPEG, at most 2,048 pixels long, without metadata, and kept sealed "
        "outside the log.",
    ),
    "remove_photo": Entry(
        purpose="A photo is removed, and its file deleted.",
        answer=COMMAND,
        who=Who(
            roles=("office",),
            scopes=(),
            words="where the issue's place lies in the role's subtree; and who added the photo",
        ),
        refuses=("not_in_state", "photo_removed"),
        notes="Facts: `PhotoRemoved`.",
    ),
    "photo": Entry(
        purpose="One photo of an issue, as JPEG in base64; a deleted or forgotten one is `not_found`.",
        answer=record(
            media_type=one_of(("image/jpeg",)),
            content=TEXT,
            width=COUNT,
            height=COUNT,
            caption=or_null(TEXT),
        ),
        who=ONE_IN_SIGHT,
        notes="With `small` the content is a thumbnail, at most 320 pixels long. `width` and `height` are those of "
        "the whole picture. Ids stand in `photos` of `get`.",
    ),
    "get": Entry(
        purpose="One issue with its words, by id or by number. Contact details come masked.",
        answer=DOSSIER,
        who=ONE_IN_SIGHT,
        notes="`id` or `number`, one of them. `version` is what a command's `expected_version` means. "
        "`tracking_code` is there for those who may print the slip.",
    ),
    "list": Entry(
        purpose="Issues: urgent ones first, then by the day they are due; closed ones last, newest first.",
        answer=page(LISTED),
        who=IN_SIGHT,
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
        who=Who(words="whoever reported it, also where they may not see it afterwards"),
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
