"""What is said of the methods of `notify`."""

from tools.reference.entry import Entry, Who
from tools.reference.shapes import DAY, ID, INSTANT, TEXT, or_null, page, record

INBOX_ENTRY = record(
    id=ID, kind=TEXT, issue_id=ID, number=ID, unit=ID, due=or_null(DAY), at=INSTANT
)

ENTRIES = {
    "inbox": Entry(
        purpose="What was addressed to the units of the caller, newest first.",
        answer=page(INBOX_ENTRY),
        who=Who(
            words="holds something for `handler` and `unit_head` of exactly the unit addressed"
        ),
    ),
}
