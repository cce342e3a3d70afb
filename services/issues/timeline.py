"""经过: the facts of an issue, newest first, each with its words and both of its times."""

from typing import Any

from eventlog.fact import sealed_fields
from eventlog.record import Record
from services.issues.stored import FACTS

# Shown masked and elsewhere, or said by the entry itself.
HIDDEN = frozenset({"contact_name", "contact_phone", "contact_email"})
SAID = frozenset({"issue_id", "by", "by_unit", "implied"})
HAPPENED = ("occurred_on", "completed_on", "called_on", "contacted_on")


def entries(records: list[Record]) -> list[dict[str, Any]]:
    """`records` are the whole stream, opened; a forgotten word is None."""
    return [_entry(record) for record in reversed(records)]


def _entry(record: Record) -> dict[str, Any]:
    data = FACTS[record.type].from_data(record.data).to_data()
    sealed = sealed_fields(FACTS[record.type]).keys()
    return {
        "type": record.type,
        "version": record.version,
        "at": record.recorded_at.isoformat(),
        "occurred_on": next((data[name] for name in HAPPENED if data.get(name)), None),
        "by": data["by"],
        "by_unit": data["by_unit"],
        "implied": bool(data.get("implied")),
        "words": {name: data[name] for name in sealed if name not in HIDDEN},
        "fields": {name: v for name, v in data.items() if name not in sealed and name not in SAID},
    }
