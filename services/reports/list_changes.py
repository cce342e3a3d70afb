"""What became of the lines of a list between two moments: each that is another one now, as it was and as it is."""

from datetime import datetime
from typing import Any

from eventlog.errors import Invalid
from services.kernel.caller import Caller
from services.reports.application import Reading
from services.reports.line_pairs import LinePairs
from services.reports.list_kinds import KINDS
from services.reports.moments import Moment, find_moment
from services.reports.views import Answer
from services.reports.vocabulary import CHANGES, STATES_OF


def changes_since(
    reading: Reading, caller: Caller, now: datetime, fields: dict[str, Any]
) -> Answer:
    """-> `{items: [{number, issue_id, what, columns, before, after}], next, total, counts, since, as_of}`.

    `before` and `after` are items of the list, None where the line was not on it under these filters, or not in the
    caller's sight. A line that moved and was corrected counts as both. Raises Forbidden, Invalid."""
    kind = KINDS[fields["list"]]
    if fields["state"] is not None and fields["state"] not in STATES_OF[fields["list"]]:
        raise Invalid({"state": ["choice"]})
    earlier, later = _moments(reading, fields)
    pairs = LinePairs(reading, caller, kind, fields, earlier, later)
    rows = reading.conn.execute(pairs.page(fields)).mappings().all()
    is_last = len(rows) <= fields["limit"]
    rows = rows[: fields["limit"]]
    counts = dict(reading.conn.execute(pairs.counted()).mappings().one())
    total = counts.pop("total") or 0
    what = fields["what"]
    return {
        "items": [pairs.told(row) for row in rows],
        "next": None if is_last else str(rows[-1]["place"]),
        "total": total if what is None else (counts[what] or 0),
        "counts": {name: counts[name] or 0 for name in CHANGES},
        "since": earlier.to_dict(now),
        "as_of": later.to_dict(now),
    }


def _moments(reading: Reading, fields: dict[str, Any]) -> tuple[Moment, Moment]:
    known = reading.tables["list_moment"]
    earlier, later = (
        find_moment(reading.conn, known, reading.newest, fields[name], reading.timezone)
        for name in ("since", "as_of")
    )
    if earlier.position > later.position:
        raise Invalid({"since": ["range"]})
    return earlier, later
