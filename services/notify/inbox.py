"""What the inbox of a person's units holds, newest first."""

from typing import Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from services.kernel.caller import Caller
from services.kernel.page import read_page
from services.notify.tables import inbox_entry

READERS = ("handler", "unit_head")  # of exactly the unit that is addressed


def inbox(conn: sa.Connection, caller: Caller, fields: dict[str, Any]) -> dict[str, Any]:
    """An issue given to another unit later keeps its entry. Who reads for no unit has an empty inbox."""
    query = sa.select(inbox_entry).where(inbox_entry.c.unit_id.in_(caller.holds(*READERS)))
    order = [inbox_entry.c.position, inbox_entry.c.unit_id]
    page, end = read_page(conn, query, order, fields)
    return {"items": [_item(row) for row in page], **end}


def _item(row: Any) -> dict[str, Any]:
    return {
        "id": f"{row.fact_id}.{row.unit_id}",
        "kind": row.kind,
        "issue_id": row.issue_id,
        "number": row.number,
        "unit": row.unit_id,
        "due": row.due,
        "at": from_microseconds(row.recorded_us).isoformat(),
    }
