"""The other read models: what each fact must have put there, once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.faults.confidential import confidential
from tests.faults.evidence import Evidence

KNOWS_UNITS = "directory_unit"


def wrong_rows(evidence: Evidence) -> Iterator[str]:
    logs = {name: database.log for name, database in evidence.databases.items()}
    tables = {name: database.tables for name, database in evidence.databases.items()}

    def data(service: str, kind: str) -> list[dict[str, Any]]:
        return [fact["data"] for fact in logs[service] if fact["type"] == kind]

    def column(service: str, table: str, *names: str) -> list[tuple[Any, ...]]:
        return [tuple(row[name] for name in names) for row in tables[service][table]]

    hidden = confidential(logs["issues"])
    reported = [r for r in data("issues", "IssueReported") if r["issue_id"] not in hidden]
    visits = data("visits", "VisitRecorded")
    told = [
        (fact["fact_id"], unit)
        for fact in logs["issues"]
        if fact["type"] == "IssueAssigned" and not fact["data"]["on_spot"]
        if fact["stream"] not in hidden
        for unit in {fact["data"]["lead_unit_id"], *fact["data"]["support_unit_ids"]}
    ]
    last = {fact["stream"]: fact["version"] for fact in logs["issues"]}
    expected = [
        ("the visits", [(v["visit_id"],) for v in visits], column("visits", "visit", "visit_id")),
        (
            "the visitors",
            [(v["visit_id"], person) for v in visits for person in v["visitor_ids"]],
            column("visits", "visit_visitor", "visit_id", "person_id"),
        ),
        ("the board", list(last.items()), column("issues", "issue_board", "issue_id", "version")),
        (
            "the numbers in notify",
            [(r["issue_id"], r["number"]) for r in reported],
            column("notify", "numbered_issue", "issue_id", "number"),
        ),
        (
            "what e-mail knows",
            [(r["issue_id"],) for r in reported],
            column("notify", "mailed_issue", "issue_id"),
        ),
        ("the inbox", told, column("notify", "inbox_entry", "fact_id", "unit_id")),
    ]
    units = {
        (unit["unit_id"],) for unit in data("campaign", "UnitRegistered")
    }  # some again, renamed
    for service, found in tables.items():
        if KNOWS_UNITS in found:
            rows = column(service, KNOWS_UNITS, "unit_id")
            expected.append((f"the units of {service}", units, rows))
    for name, wanted, rows in expected:
        yield from _difference(name, wanted, rows)


def _difference(
    name: str, wanted: Iterable[tuple[Any, ...]], rows: Iterable[tuple[Any, ...]]
) -> Iterator[str]:
    must, found = Counter(wanted), Counter(rows)
    for row in must - found:
        yield f"lost: {row} is missing in {name}"
    for row in found - must:
        yield f"{'doubled' if row in must else 'rows'}: {row} stands in {name} too often"
