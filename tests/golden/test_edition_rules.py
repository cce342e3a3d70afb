"""The rules of editions are frozen: the same log gives the same bytes in every release (tests/golden/editions)."""

import json
from pathlib import Path
from typing import Any

from eventlog.record import Record
from services.reports.editions.canonical import digest_of_bytes
from services.reports.editions.content import LISTS, Cut
from services.reports.editions.document import content_digest
from services.reports.editions.rendering.csv_file import csv_bytes
from services.reports.editions.v1 import editions
from tests.unit.reports.editions.story import published, units

FOLDER = Path(__file__).parent / "editions"
CUTS = ((0, 90, 100), (90, 150, 160), (150, 190, 200))


def made() -> dict[str, Any]:
    """`{"contents": …, "documents": …, "csv": …}`: digests by edition."""
    lines = (FOLDER / "v1.log.jsonl").read_text(encoding="utf-8").splitlines()
    records = [Record(**json.loads(line)) for line in lines]
    cuts = [
        Cut(number=n, month=f"2026-{n + 6:02d}", previous=previous, position=position, texts=texts)
        for n, (previous, position, texts) in enumerate(CUTS, 1)
    ]
    contents = list(editions(records, _units(), cuts, "Asia/Shanghai"))
    documents = published(contents)
    return {
        "contents": [content_digest(each) for each in contents],
        "documents": [digest_of_bytes(each.to_bytes()) for each in documents],
        "csv": [[digest_of_bytes(csv_bytes(e, list_)) for list_ in LISTS] for e in documents],
    }


def _units() -> list[Record]:
    return units(
        ("north", "北堤办事处", "sub_office", "district"),
        ("north-1", "北堤一队", "production_team", "north"),
        ("south", "南湖社区", "community", "district"),
    )


def test_the_rules_v1_make_of_the_frozen_log_what_they_made_when_they_were_frozen() -> None:
    assert made() == json.loads((FOLDER / "v1.json").read_text())


def test_the_frozen_log_tries_every_list_and_every_erratum() -> None:
    text = (FOLDER / "v1.log.jsonl").read_text(encoding="utf-8")
    for type_ in ("IssueReported", "TaskCompleted", "IssueReopened", "OutcomeRated", "sealed"):
        assert f'"{type_}"' in text
