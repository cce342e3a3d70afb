"""The system's clock moved: `minqing` runs in its processes as ever, and each reads from one file how far.

    python -m tests.e2e.time_machine OFFSET_FILE serve issues

Time is a port of the product (docs/adr/0009): only what it calls the system's clock is another one here.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import eventlog.clock


class TimeMachine:
    """A clock, and how to move it. The file holds seconds."""

    def __init__(self, file: Path):
        self.file = file

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))

    def jump_to(self, moment: datetime) -> None:
        """Every process that runs with this file is there at once."""
        seconds = (moment - datetime.now(UTC)).total_seconds()
        beside = self.file.with_suffix(".new")
        beside.write_text(repr(seconds))
        beside.replace(self.file)  # nobody reads half a number

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.e2e.time_machine", str(self.file)]


def main() -> None:
    eventlog.clock.system_clock = TimeMachine(Path(sys.argv[1]))
    # The commands take the clock when they are imported: so they are, from here on.
    from minqing.cli import main as minqing

    sys.argv = ["minqing", *sys.argv[2:]]
    minqing()


if __name__ == "__main__":
    main()
