"""`make bench`: runs the benches, prints the table and writes build/bench.json.

.venv/bin/python -m bench search     # one of them
"""

import argparse
from pathlib import Path

from bench.registry import BENCHES
from bench.row import table, write
from bench.site import running

RESULT = Path("build/bench.json")


def main() -> None:
    options = argparse.ArgumentParser(description="Measure the system on 100,000 issues.")
    options.add_argument("names", nargs="*", choices=[*BENCHES, []], help="all, when none is named")
    names = options.parse_args().names or list(BENCHES)
    with running() as site:
        rows = [row for name in names for row in BENCHES[name](site)]
    print(table(rows))
    write(rows, RESULT)


if __name__ == "__main__":
    main()
