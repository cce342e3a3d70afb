"""200,000 rows as XLSX and CSV through the pages, which run in a process of their own: rows a second, and the most
memory that process ever held, beside that of a file of no rows."""

import json
import os
import subprocess
import sys

from bench.lists_site import ISSUES, ListsSite
from bench.row import Row

MOST_MB = 192.0  # what docker-compose.yml gives to the pages
SECONDS = 600


def measure(site: ListsSite) -> list[Row]:
    empty = _fetched(site, "/lists/problem.csv?month=2020-01")
    xlsx, csv = (_fetched(site, f"/lists/problem.{ending}") for ending in ("xlsx", "csv"))
    for told in (xlsx, csv):
        if told["rows"] != ISSUES:
            raise RuntimeError(f"{told['rows']} rows where there are {ISSUES}")
    return [
        Row("export_xlsx", ISSUES / xlsx["seconds"], "rows/s"),
        Row("export_csv", ISSUES / csv["seconds"], "rows/s"),
        Row("export_xlsx_memory", xlsx["megabytes"], "MB", limit=MOST_MB),
        Row("export_csv_memory", csv["megabytes"], "MB", limit=MOST_MB),
        Row("export_empty_memory", empty["megabytes"], "MB"),
        Row("export_xlsx_size", xlsx["bytes"] / 1e6, "MB"),
    ]


def _fetched(site: ListsSite, path: str) -> dict[str, float]:
    """`{rows, bytes, seconds, megabytes}` of a process that starts, fetches this and ends."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.export_process", path],
        env={**os.environ, **site.settings.values},
        stdout=subprocess.PIPE,
        timeout=SECONDS,
        check=True,
    )
    return json.loads(done.stdout)
