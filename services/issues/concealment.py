"""Which streams others must not read (`eventlog.wire`): asked of the facts themselves, so that no table can say
otherwise, and a history that is brought in from elsewhere says it at once."""

import sqlalchemy as sa

from eventlog.log import Log
from services.issues.confidentiality import SAID_BY, makes_confidential


def confidential_issues(log: Log, conn: sa.Connection, streams: set[str]) -> set[str]:
    """Those that are confidential by now, with all of their facts: also those from before they were."""
    records = log.read_types(streams, SAID_BY, conn)
    return {record.stream for record in records if makes_confidential(record.type, record.data)}
