"""Whatever the log says and wherever it is cut, an edition has the rows that a plain fold gives."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.editions.content import Cut
from services.reports.editions.v1 import editions
from tests.oracle.editions import edition
from tests.unit.reports.histories import START, history, to_records

ZONE = "Asia/Shanghai"
SHARED = ("number", "category", "field", "place", "on_spot")
COLUMNS = {
    "problem": (
        *SHARED,
        "public_text",
        "source",
        "occurred_on",
        "lead_unit",
        "responsible_position",
        "needs_conditions",
        "urgent",
        "due",
        "state",
        "outcome",
    ),
    "task": (
        *SHARED,
        "public_measure",
        "unit",
        "lead_unit",
        "responsible_position",
        "due",
        "quantity",
        "quantity_unit",
        "progress",
        "progress_quantity",
    ),
    "effect": (
        *SHARED,
        "public_result",
        "unit",
        "lead_unit",
        "completed_on",
        "quantity",
        "quantity_unit",
        "satisfaction",
        "recheck",
        "outcome",
    ),
}


def open_history(seed: int, length: int, issues: int) -> list[dict[str, Any]]:
    """Nothing confidential, all in one quarter: the oracle of editions knows neither."""
    told = history(seed, length, issues)
    return [{**fact, "at": START} | _open(fact) for fact in told]


def _open(fact: dict[str, Any]) -> dict[str, Any]:
    return {"confidential": False} if "confidential" in fact else {}


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    length=st.integers(20, 160),
    issues=st.integers(1, 24),
    parts=st.lists(st.floats(0, 1), min_size=1, max_size=4),
    late=st.integers(0, 12),
)
def test_every_edition_has_the_rows_of_the_plain_fold(seed, length, issues, parts, late) -> None:
    facts = open_history(seed, length, issues)
    ends = sorted(round(part * length) for part in parts)
    cuts = [
        (before, end, min(end + late, length))
        for before, end in zip([0, *ends], ends, strict=False)
    ]
    made = editions(to_records(facts), [], [_cut(n, *cut) for n, cut in enumerate(cuts, 1)], ZONE)
    for number, content in enumerate(made, 1):
        for list_, expected in edition(facts, cuts[:number], ZONE).items():
            rows = [row for row in content.rows[list_] if not _is_of_no_task(row)]
            assert _chosen(rows, list_) == _chosen(expected, list_)


def test_it_makes_no_difference_where_later_editions_are_cut() -> None:
    facts = open_history(7, 300, 30)
    records = to_records(facts)
    alone = list(editions(records, [], [_cut(1, 0, 120, 130)], ZONE))
    followed = list(editions(records, [], [_cut(1, 0, 120, 130), _cut(2, 120, 125, 300)], ZONE))
    assert alone == followed[:1]


def _cut(number: int, previous: int, position: int, texts: int) -> Cut:
    return Cut(number=number, month="2026-07", previous=previous, position=position, texts=texts)


def _is_of_no_task(row: dict[str, Any]) -> bool:
    return row["number"].startswith("XG") and row["task_number"] is None


def _chosen(rows: list[dict[str, Any]], list_: str) -> list[list[Any]]:
    return [[row[column] for column in COLUMNS[list_]] for row in rows]
