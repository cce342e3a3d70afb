"""`make bench`: runs the benches, prints the table and writes build/bench.json.

.venv/bin/python -m bench search     # one of them
"""

import argparse
from pathlib import Path

from bench import lists_site, site
from bench.registry import BENCHES, LIST_BENCHES
from bench.row import Row, table, write

RESULT = Path("build/bench.json")
EVERY = (*BENCHES, *LIST_BENCHES)


def main() -> None:
    options = argparse.ArgumentParser(description="Measure the system on 100,000 issues and more.")
    options.add_argument("names", nargs="*", choices=[*EVERY, []], help="all, when none is named")
    names = options.parse_args().names or EVERY
    rows: list[Row] = []
    if wanted := [name for name in BENCHES if name in names]:
        with site.running() as issues:
            rows += [row for name in wanted for row in BENCHES[name](issues)]
    if wanted := [name for name in LIST_BENCHES if name in names]:
        with lists_site.running() as lists:
            rows += [row for name in wanted for row in LIST_BENCHES[name](lists)]
    print(table(rows))
    write(rows, RESULT)


if __name__ == "__main__":
    main()
