"""What is said of the methods of `visits`."""

from services.kernel.quantity_units import QUANTITY_UNITS
from services.visits.visibility import GIVERS, OPERATOR, READERS, RECORDERS, REGISTRARS
from services.visits.vocabulary import (
    INQUIRY_TYPES,
    OUTCOMES,
    PARTY_KINDS,
    PROBLEM_FIELDS,
    PROBLEM_KINDS,
    PURPOSES,
    VISIT_TYPES,
)
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COMMAND,
    COUNT,
    DAY,
    FLAG,
    ID,
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
from tools.reference.told.campaign import WRONG_ROW

MASKED = {"id": ID, "kind": one_of(PARTY_KINDS), "name": or_null(TEXT)}
PARTY = record(**MASKED, phone=or_null(TEXT), unit=ID)
VISIT = record(
    id=ID,
    party=record(**MASKED),
    unit=ID,
    occurred_on=DAY,
    by=ID,
    by_unit=ID,
    visit_type=one_of(VISIT_TYPES),
    outcome=one_of(OUTCOMES),
    next_contact=or_null(DAY),
    problems=COUNT,
)
APPOINTMENT = {"id": ID, "party": record(**MASKED), "unit": ID, "next_contact": DAY}
PROBLEM = record(
    n=COUNT,
    category=ID,
    kind=one_of(PROBLEM_KINDS),
    field=or_null(one_of(PROBLEM_FIELDS)),
    danger=FLAG,
    needs_conditions=or_null(FLAG),
    solved_on_spot=FLAG,
    quantity=or_null(NUMBER),
    quantity_unit=or_null(one_of(QUANTITY_UNITS)),
    verbatim=or_null(TEXT),
    result=or_null(TEXT),
)
WHOLE_VISIT = record(
    id=ID,
    version=COUNT,
    party=record(**MASKED, phone=or_null(TEXT)),
    unit=ID,
    visitors=items(ID),
    occurred_on=DAY,
    by=ID,
    by_unit=ID,
    visit_type=one_of(VISIT_TYPES),
    purpose=or_null(one_of(PURPOSES)),
    inquiry=items(one_of(INQUIRY_TYPES)),
    outcome=one_of(OUTCOMES),
    next_contact=or_null(DAY),
    note=or_null(TEXT),
    problems=items(PROBLEM),
)
COUNTS = record(new=COUNT, same=COUNT, wrong=COUNT, errors=items(WRONG_ROW), position=POSITION)
REGISTRY = Who(roles=REGISTRARS, scopes=(OPERATOR,), words="for parties of the role's subtree")
GIVING = Who(roles=GIVERS, scopes=(), words="visits whose place lies in the role's subtree")

ENTRIES = {
    "record": Entry(
        purpose="A visit to a party, with any number of problems raised there: each becomes an issue.",
        answer=COMMAND,
        who=Who(roles=RECORDERS, scopes=(), words="for parties of the role's subtree"),
        refuses=("problem_without_meeting", "party_forgotten", "use_legal_channel"),
        notes="`party_id` or `new_party`, one of them. `id` of the answer is the visit's; `issues.by_visit` tells "
        "what its problems became. `Invalid` may also say `party_missing`, `outcome_missing`, `verbatim_missing`, "
        "`verbatim_too_long`, `result_missing` or `quantity_missing` of a field.",
    ),
    "import_parties": Entry(
        purpose="Parties enter the register, from the rows of a sheet.",
        answer=COUNTS,
        who=REGISTRY,
        counts_anew=True,
        notes="Wrong rows are named with field and code and left out; known ones count as `same`. With `dry_run` "
        "nothing changes.",
    ),
    "forget_person": Entry(
        purpose="Destroys the keys of a party and of every visit to it: the words are gone for good, counts stay.",
        answer=COMMAND,
        who=REGISTRY,
        notes="Every service does so when the fact `PersonForgotten` reaches it.",
    ),
    "appointments_of": Entry(
        purpose="Next contacts that one person is to go to, by the day agreed on: of the last visit to each party.",
        answer=record(person=ID, count=COUNT, items=items(record(**APPOINTMENT)), left=COUNT),
        who=GIVING,
        notes="`admin`, who sees no visit, is told the count alone.",
    ),
    "hand_over_appointments": Entry(
        purpose="The next contacts of one person go to another, in one transaction of at most 500 visits.",
        answer=record(
            handed=COUNT,
            left=COUNT,
            position=POSITION,
            counts=mapping(COUNT),
            items=items(record(**APPOINTMENT, code=TEXT)),
        ),
        who=GIVING,
        counts_anew=True,
        notes="Where the other person may not record visits, it stays: `not_a_visitor`. The command id may be "
        "that of an `issues.hand_over`: each service decides once.",
    ),
    "parties": Entry(
        purpose="The register of parties, those first that were visited or registered last. Names and phones come "
        "masked.",
        answer=page(PARTY),
        who=Who(roles=READERS, scopes=(OPERATOR,), words="parties of the role's subtree"),
        notes="`q`: words of the name, or a phone.",
    ),
    "list": Entry(
        purpose="Visits, newest day first; with `appointed`, those with a date for the next contact, by that day.",
        answer=page(VISIT),
        who=Who(roles=READERS, scopes=(), words="visits in the role's subtree"),
    ),
    "get": Entry(
        purpose="One visit with its words.",
        answer=WHOLE_VISIT,
        who=Who(
            roles=READERS, scopes=(), words="in the role's subtree, and the visitors themselves"
        ),
    ),
    "problem_words": Entry(
        purpose="A problem's words in clear, for the reaction of `issues`; null once forgotten.",
        answer=record(
            verbatim=or_null(TEXT),
            contact_name=or_null(TEXT),
            contact_phone=or_null(TEXT),
            contact_email=or_null(TEXT),
            result=or_null(TEXT),
        ),
        who=Who(roles=(), scopes=("reaction",)),
    ),
}
