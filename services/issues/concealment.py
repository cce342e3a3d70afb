"""Which streams others must not read (`eventlog.wire`): asked of the facts themselves, so that no table can say
otherwise, and a history that is brought in from elsewhere says it at once.

Every page that goes out is asked about, so the database leaves out the facts that cannot say it: by the text in which
they are stored, which `dump_data` writes without blanks. What is left is read as it was meant.
"""

import json

import sqlalchemy as sa

from eventlog.tables import log as rows
from services.issues.confidentiality import SAID_BY, makes_confidential

AT_ONCE = 500  # streams in one statement
_MAY_SAY_SO = sa.or_(
    rows.c.type == "AccusedPartyNamed",
    rows.c.data.contains('"confidential":true'),
    rows.c.data.contains('"kind":"tipoff"'),
)


def confidential_issues(
    conn: sa.Connection, streams: set[str], until: int | None = None
) -> set[str]:
    """Those that are confidential by now, with all of their facts: also those from before they were. With `until`
    those that were so at that position."""
    query = sa.select(rows.c.stream, rows.c.type, rows.c.data).where(
        rows.c.type.in_(SAID_BY), _MAY_SAY_SO
    )
    if until is not None:
        query = query.where(rows.c.position <= until)
    ordered = sorted(streams)
    return {
        row.stream
        for start in range(0, len(ordered), AT_ONCE)
        for row in conn.execute(query.where(rows.c.stream.in_(ordered[start : start + AT_ONCE])))
        if makes_confidential(row.type, json.loads(row.data))
    }
