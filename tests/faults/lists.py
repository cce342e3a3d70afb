"""The three lists as they are stored, against the plain fold of the log that the tests tell them by."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.confidential import confidential
from tests.faults.evidence import Evidence, Row
from tests.oracle.lists import three_lists

KEYS = {"problem": "issue_id", "task": "task_id", "effect": "task_id"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DECIMALS = ("quantity", "progress_quantity")


def wrong_lists(evidence: Evidence) -> Iterator[str]:
    told = _fold(evidence.databases["issues"].log)
    for name, key in KEYS.items():
        rows = evidence.databases["reports"].tables[f"{name}_line"]
        yield from _wrong_intervals(name, key, rows)
        stored = {row[key]: row for row in rows if row["to_position"] is None}
        wanted = {row[key]: row for row in told[name]}
        for missing in wanted.keys() - stored.keys():
            yield f"lost: {missing} is not on the {name} list"
        for extra in stored.keys() - wanted.keys():
            yield f"lists: {extra} is on the {name} list and in no fact"
        for both in wanted.keys() & stored.keys():
            yield from _wrong_row(name, wanted[both], as_told(stored[both], name))


def _fold(log: list[Row]) -> dict[str, list[Row]]:
    """Issue by issue: the plain fold looks through all facts that it is given for each."""
    stories: dict[str, list[Row]] = defaultdict(list)
    hidden = confidential(log)
    for fact in log:
        if fact["stream"] in hidden:
            continue
        stories[fact["stream"]].append(
            {"type": fact["type"], "position": fact["position"], "at": _at(fact), **fact["data"]}
        )
    found: dict[str, list[Row]] = {name: [] for name in KEYS}
    for story in stories.values():
        for name, rows in three_lists(story).items():
            found[name] += rows
    return found


def _at(fact: Row) -> datetime:
    return EPOCH + timedelta(microseconds=fact["recorded_us"])


def as_told(row: Row, name: str) -> Row:
    """A stored row under the names of the plain fold."""
    renamed: dict[str, Any] = {**row, "place": row["unit_id"], "lead_unit": row["lead_unit_id"]}
    if "support_unit_ids" in row:
        renamed["support_units"] = json.loads(row["support_unit_ids"])
    if name == "problem":
        renamed["reported_at"] = EPOCH + timedelta(microseconds=row["reported_us"])
    else:
        renamed["unit"] = row["task_unit_id"]
        renamed |= {d: row[d] and float(row[d]) for d in DECIMALS if d in row}
    return renamed


def _wrong_row(name: str, wanted: Row, stored: Row) -> Iterator[str]:
    for column, value in wanted.items():
        if stored.get(column) != value:
            number = wanted["number"]
            yield f"lists: {number} on the {name} list says {column}={stored.get(column)!r}, not {value!r}"


def _wrong_intervals(name: str, key: str, rows: list[Row]) -> Iterator[str]:
    """A line is true from one fact to the next: its rows follow each other, and the last one is open."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["from_position"]):
        lines[row[key]].append(row)
    for line, versions in lines.items():
        ends = [row["to_position"] for row in versions]
        if ends != [*(row["from_position"] for row in versions[1:]), None]:
            yield f"doubled: {line} on the {name} list has versions that do not follow each other"
