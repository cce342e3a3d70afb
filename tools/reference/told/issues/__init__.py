"""What is said of the methods of `issues`, by the groups of the table of rules. Who may give a command, in which
states, and what refuses it is read from that table."""

from tools.reference.told.issues import (
    aside,
    intake,
    outcome,
    oversight,
    publication,
    queries,
    queues,
    residents,
    time,
    work,
)
from tools.reference.told.issues.shapes import MARK as MARK

ENTRIES = {
    **intake.ENTRIES,
    **work.ENTRIES,
    **time.ENTRIES,
    **outcome.ENTRIES,
    **oversight.ENTRIES,
    **publication.ENTRIES,
    **aside.ENTRIES,
    **queries.ENTRIES,
    **queues.ENTRIES,
    **residents.ENTRIES,
}
