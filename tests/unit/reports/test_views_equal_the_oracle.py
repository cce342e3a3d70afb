"""A list as of any moment, page by page, and what changed between two moments, are those of the plain fold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.caller import Caller, Role
from services.kernel.units import Unit, UnitTree
from services.reports.application import Reading
from services.reports.list_changes import changes_since
from services.reports.schemas import ChangesSince, EffectList, ProblemList, TaskList
from services.reports.views import list_page
from tests.oracle.changed import changed
from tests.oracle.lists import three_lists
from tests.unit.reports.histories import UNITS, history, to_records
from tests.unit.reports.test_lists_equal_the_oracle import Folded

ZONE = "Asia/Shanghai"
NOW = datetime(2027, 1, 1, tzinfo=ZoneInfo(ZONE))
TREE = UnitTree(
    [Unit("all", "all", "district", None)] + [Unit(u, u, "community", "all") for u in UNITS]
)
OFFICE = Caller("olga", "all", (Role("office", "all"),))
SCHEMAS = {"problem": ProblemList, "task": TaskList, "effect": EffectList}
HISTORIES = st.builds(history, st.integers(0, 2**32), st.integers(1, 60), st.integers(1, 4))
Facts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folded() -> Iterator[Folded]:
    found = Folded()
    yield found
    found.engine.dispose()


@contextmanager
def reading(folded: Folded, facts: Facts) -> Iterator[Reading]:
    folded.feed([to_records(facts)])
    with folded.engine.connect() as conn:
        yield Reading(conn, folded.tables, TREE, len(facts), ZONE)


def plain(facts: Facts, name: str) -> Facts:
    return [row for row in three_lists(facts)[name] if not row["confidential"]]


def pages(of: Reading, name: str, limit: int, **fields: Any) -> Facts:
    found, after = [], None
    while True:
        asked = SCHEMAS[name]().check({"limit": limit, "after": after, **fields})
        page = list_page(of, OFFICE, NOW, name, asked)
        assert page["first"] == len(found) + 1
        found += page["items"]
        assert page["total"] >= len(found)
        if page["next"] is None:
            assert page["total"] == len(found)
            return found
        after = page["next"]


def same(items: Facts, rows: Facts) -> bool:
    """Equal in every column that both tell alike."""
    return [i["number"] for i in items] == [r["number"] for r in rows] and all(
        item[name] == row[name]
        for item, row in zip(items, rows, strict=True)
        for name in item.keys() & row.keys() - {"reported_at", "unit"}
        if name != "state" or "kind" in row
    )


@given(HISTORIES, st.integers(0, 60), st.integers(1, 7))
@settings(max_examples=40, deadline=None)
def test_a_list_as_of_a_past_moment_is_the_plain_fold_up_to_it(
    folded: Folded, facts: Facts, at: int, limit: int
) -> None:
    cut = at % len(facts)
    instant = facts[cut]["at"]
    day = instant.astimezone(ZoneInfo(ZONE)).date()
    ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(ZONE))
    with reading(folded, facts) as of:
        for name in SCHEMAS:
            told = {
                cut: plain(facts[:cut], name),
                instant.isoformat(): plain([f for f in facts if f["at"] <= instant], name),
                day.isoformat(): plain([f for f in facts if f["at"] < ends], name),
            }
            for as_of, rows in told.items():
                assert same(pages(of, name, limit, as_of=as_of), rows)


@given(HISTORIES, st.integers(0, 60), st.integers(0, 60), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_what_changed_is_what_two_plain_folds_differ_in(
    folded: Folded, facts: Facts, one: int, two: int, limit: int
) -> None:
    since, until = sorted((one % (len(facts) + 1), two % (len(facts) + 1)))
    with reading(folded, facts) as of:
        for name in SCHEMAS:
            before, after = plain(facts[:since], name), plain(facts[:until], name)
            expected = changed(before, after)
            found, place = dict[str, set[str]](), None
            while True:
                asked = ChangesSince().check(
                    {"list": name, "since": since, "as_of": until, "limit": limit, "after": place}
                )
                page = changes_since(of, OFFICE, NOW, asked)
                found |= {item["number"]: set(item["what"]) for item in page["items"]}
                place = page["next"]
                if place is None:
                    break
            assert found == expected
            assert page["total"] == len(expected)
            assert page["counts"] == {
                what: sum(what in said for said in expected.values()) for what in page["counts"]
            }
