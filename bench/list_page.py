"""Any page of a list of 200,000 issues: at a cursor, at a number, of a month or unit, now and as of a past moment."""

import random
from typing import Any

from bench.district import UNITS
from bench.list_stories import MONTHS, number
from bench.lists_site import ISSUES, ListsSite
from bench.row import Row
from bench.timing import percentile, times

MOST_MS = 1000.0
PAGES = 60  # of each way to ask


def measure(site: ListsSite) -> list[Row]:
    draw = random.Random(5)
    newest = site.call("problem_list", limit=1)["as_of"]["position"]
    ways: dict[str, list[dict[str, Any]]] = {
        "cursor": [_at_a_cursor(site, draw) for _ in range(PAGES)],
        "number": [{"from_number": _number(draw)} for _ in range(PAGES)],
        "filters": [
            {"month": _month(draw), "unit": draw.choice(UNITS), "state": "closed"}
            for _ in range(PAGES)
        ],
        "past": [
            {"as_of": draw.randrange(newest), "from_number": _number(draw)} for _ in range(PAGES)
        ],
    }
    rows, everything = [], []
    for way, asked in ways.items():
        took = times(lambda fields: site.call("problem_list", limit=20, **fields), asked)
        everything += took
        rows.append(Row(f"list_page_{way}", percentile(took, 95), "ms"))
    since = [{"list": "problem", "since": newest - draw.randrange(1, 20_000)} for _ in range(PAGES)]
    took = times(lambda fields: site.call("changes_since", limit=20, **fields), since)
    return [
        Row("list_page", percentile(everything, 95), "ms", limit=MOST_MS),
        Row("list_page_p50", percentile(everything, 50), "ms"),
        *rows,
        Row("changes_since", percentile(took, 95), "ms"),
    ]


def _at_a_cursor(site: ListsSite, draw: random.Random) -> dict[str, Any]:
    page = site.call("problem_list", limit=1, count=False, from_number=_number(draw))
    return {"after": page["next"]}


def _number(draw: random.Random) -> str:
    return f"WT-{number(draw.randrange(ISSUES - 100), ISSUES)}"


def _month(draw: random.Random) -> str:
    month = draw.choice(MONTHS)
    return f"{month[:4]}-{month[4:]}"
