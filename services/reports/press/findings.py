"""What stands in the way of a proof, or is worth knowing: texts with personal data, rows without a text."""

from collections.abc import Iterator
from typing import Any

from services.kernel.personal_data import find_personal_data
from services.reports.editions.content import Content

TEXT_OF = {"problem": "public_text", "task": "public_measure", "effect": "public_result"}
SAID_AGAIN = ("before", "after")  # of an erratum
MOST = 500  # more are counted, not named


def findings(content: Content) -> dict[str, Any]:
    """`{hits: [{list, number, column, found}], without_text: {list: {count, numbers}}}`."""
    return {"hits": list(_hits(content)), "without_text": _without_text(content)}


def _hits(content: Content) -> Iterator[dict[str, Any]]:
    for name, rows in content.rows.items():
        columns = (TEXT_OF[name],) if name in TEXT_OF else SAID_AGAIN
        for row in rows:
            for column in columns:
                text = row.get(column)
                if isinstance(text, str) and (found := find_personal_data(text)):
                    told = [item.to_dict() for item in found]
                    yield {"list": name, "number": row["number"], "column": column, "found": told}


def _without_text(content: Content) -> dict[str, Any]:
    found = {}
    for name, column in TEXT_OF.items():
        rows = content.rows[name]
        numbers = [r["number"] for r in rows if r.get(column) is None and not r.get("sensitive")]
        found[name] = {"count": len(numbers), "numbers": numbers[:MOST]}
    return found
