"""What is said of the methods of `campaign`."""

from services.campaign.vocabulary import POSITIONS, ROLES, UNIT_KINDS
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COMMAND,
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    NOTHING,
    POSITION,
    TEXT,
    items,
    one_of,
    or_null,
    record,
)

ROLE = record(role=one_of(ROLES), unit=ID)
PERSON = {"id": ID, "name": or_null(TEXT), "position": one_of(POSITIONS), "unit": ID}
SIGNED_IN = record(
    token=TEXT, expires_at=INSTANT, session=TEXT, person=record(**PERSON, roles=items(ROLE))
)
UNIT = record(id=ID, name=TEXT, kind=one_of(UNIT_KINDS), parent=or_null(ID), closed=FLAG)
WRONG_ROW = record(row=COUNT, field=TEXT, code=TEXT)
COUNTS = {
    "new": COUNT,
    "changed": COUNT,
    "same": COUNT,
    "wrong": COUNT,
    "errors": items(WRONG_ROW),
    "position": POSITION,
}
LINK = record(login=TEXT, link=TEXT)
ADDRESS = record(address=or_null(TEXT))
MAILING = Who(roles=(), scopes=("mail",))
CALENDAR_KEEPERS = Who(
    roles=("admin", "office"), scopes=(), words="with the role at the top of the tree"
)
ADMINISTRATORS = Who(
    roles=("admin",), scopes=("operator",), words="for units of the role's subtree"
)

ENTRIES = {
    "sign_in": Entry(
        purpose="Login and password in, a token for ten minutes and a session out.",
        answer=SIGNED_IN,
        who=None,
        refuses=("login_failed", "locked"),
        notes="Send the token with every call. `login_failed` does not tell a wrong login from a wrong password; "
        "`locked` (`{minutes}`) follows too many tries. The session is a secret, like the password.",
    ),
    "renew": Entry(
        purpose="A session in, a fresh token with the roles of this moment out.",
        answer=SIGNED_IN,
        who=None,
        forbids=("session_over",),
        notes="Do this a minute before `expires_at`, or when a call answers `token_expired`. After `session_over` "
        "sign in again.",
    ),
    "sign_out": Entry(
        purpose="Ends a session; its tokens live out their minutes.", answer=NOTHING, who=None
    ),
    "redeem_link": Entry(
        purpose="A one-time link and a password of one's own choice in: the password is set, and one is signed in.",
        answer=SIGNED_IN,
        who=None,
        refuses=("link_used", "password_weak"),
        notes="After `password_weak` the link is still good. Every other session of the person ends.",
    ),
    "service_token": Entry(
        purpose="The name and secret of a service account in, a token with its scopes for ten minutes out.",
        answer=record(token=TEXT, expires_at=INSTANT),
        who=None,
        forbids=("service_unknown",),
        notes="The account for programs of others is `client`, with the scope `follow`.",
    ),
    "import_units": Entry(
        purpose="Units enter or change, from the rows of a sheet.",
        answer=record(**COUNTS),
        who=ADMINISTRATORS,
        counts_anew=True,
        notes="Wrong rows are named with field and code and left out; the others enter. A row that is known already "
        "counts as `same`. With `dry_run` nothing changes. `position` is what a reader's `at_least` needs.",
    ),
    "import_people": Entry(
        purpose="People with their roles enter or change, from the rows of a sheet.",
        answer=record(**COUNTS, sign_ins=items(LINK), optional=("sign_ins",)),
        who=ADMINISTRATORS,
        counts_anew=True,
        notes="As `import_units`. `sign_ins` has a one-time link for each new person, told this once only and "
        "absent in a dry run. `roles` is text such as `handler;reviewer@CODE`.",
    ),
    "close_unit": Entry(
        purpose="Nothing new is assigned to the unit from now on; what it did stays.",
        answer=COMMAND,
        who=ADMINISTRATORS,
        refuses=("unit_closed", "unit_has_open_units"),
    ),
    "new_link": Entry(
        purpose="A one-time link for somebody who forgot the password.",
        answer=LINK,
        who=ADMINISTRATORS,
        notes="Only where every role of the person lies within the administrator's reach.",
    ),
    "import_mailboxes": Entry(
        purpose="E-mail addresses of units, from the rows of a sheet; a row without an address takes it away.",
        answer=record(**COUNTS),
        who=ADMINISTRATORS,
        counts_anew=True,
        notes="As `import_units`. An address is no fact: it stands in a table and is gone when it is taken away.",
    ),
    "enter_calendar": Entry(
        purpose="The working days of a year as they were announced; entered again, the last entry counts.",
        answer=COMMAND,
        who=CALENDAR_KEEPERS,
        notes="`days_off`: every day off, weekends or not; `working_days`: Saturdays and Sundays that are worked. "
        "Statutory days off of a fixed date are off in any case. `Invalid` names each wrong day: `other_year`, "
        "`duplicate`, `both_lists`, `off_by_law`, `works_anyway`. The due days of open issues follow.",
    ),
    "calendar": Entry(
        purpose="The weekdays of a year that are not worked, and the weekend days that are.",
        answer=record(
            year=COUNT,
            status=one_of(("entered", "announced", "provisional")),
            days_off=items(DAY),
            working_days=items(DAY),
            version=COUNT,
            may_enter=FLAG,
        ),
        notes="`provisional`: nothing is known of the year yet, and dates counted through it may change. "
        "`version` counts the entries. `may_enter`: whether the caller may.",
    ),
    "mailbox_of_unit": Entry(
        purpose="Where `notify` writes to a unit; null where the unit has no mailbox or is closed.",
        answer=ADDRESS,
        who=MAILING,
    ),
    "mailbox_of_office": Entry(
        purpose="The mailbox of the office that answers for a place.", answer=ADDRESS, who=MAILING
    ),
    "units": Entry(
        purpose="The tree of units, in the order of their codes.",
        answer=record(items=items(UNIT)),
    ),
    "people": Entry(
        purpose="Names of staff by their ids; ids that do not exist are left out.",
        answer=record(items=items(record(**PERSON))),
        who=Who(scopes=("operator",), words="service accounts of other scopes never learn names"),
    ),
    "people_of_unit": Entry(
        purpose="Names of the staff who belong to this very unit, 500 at most.",
        answer=record(items=items(record(**PERSON))),
        who=Who(scopes=("operator",), words="service accounts of other scopes never learn names"),
    ),
    "about": Entry(
        purpose="The district's name, today's date there, and whether this is a demonstration.",
        answer=record(district=or_null(TEXT), origin=TEXT, timezone=TEXT, today=DAY),
        who=None,
    ),
}
